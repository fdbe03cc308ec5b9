import type { ReadProblem } from "#app/spreadsheet/reading/read-problems.ts";
import { describeForm } from "./describe-form.ts";
import type { FormChoices } from "./recognise-form.ts";
import type { FormDanger } from "./silent-form.server.ts";

/** Why a form may not be filled, as a key of the catalogues: what it would do, or why nobody can read it. */
export type FormRefusal = `forms:errors.${FormDanger | "onlyXlsx"}` | `files:unreadable.${ReadProblem}`;

/** What is known of the file of a form, under what a person chose. */
export type FormReading = ReturnType<typeof describeForm> & { refusal: FormRefusal | null };

/** Of a file of which nothing is known but why. */
export function notRead(choices: FormChoices, refusal: FormRefusal): FormReading {
  return { ...describeForm([], choices), refusal };
}
