import { parentPort, workerData } from "node:worker_threads";
import { parseWorkbook } from "#app/spreadsheet/reading/parse-workbook.server.ts";
import { Unreadable } from "#app/spreadsheet/reading/read-problems.ts";
import { describeForm } from "./describe-form.ts";
import { type FormReading, notRead } from "./form-reading.ts";
import type { FormChoices } from "./recognise-form.ts";
import { findDanger } from "./silent-form.server.ts";

export type ReadFormTask = { bytes: Uint8Array; choices: FormChoices };

/** Entry of the worker that reads, judges and recognises one form and ends; `read-form.server.ts` starts it. */
void read(workerData as ReadFormTask).then((reading) => parentPort?.postMessage(reading));

async function read({ bytes, choices }: ReadFormTask): Promise<FormReading> {
  const parsed = await parseWorkbook(bytes);
  if (!parsed.ok) return notRead(choices, `files:unreadable.${parsed.problem}`);
  try {
    const danger = await findDanger(bytes);
    const refusal = danger && (`forms:errors.${danger}` as const);
    return { ...describeForm(parsed.workbook.sheets, choices), refusal };
  } catch (error) {
    if (error instanceof Unreadable) return notRead(choices, `files:unreadable.${error.problem}`);
    throw error;
  }
}
