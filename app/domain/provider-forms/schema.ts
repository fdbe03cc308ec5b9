import * as z from "zod/mini";
import {
  choice,
  idempotencyKey,
  optionalChoice,
  optionalId,
  optionalText,
  requiredInteger,
  requiredText,
  rowVersion,
} from "../form-fields.ts";
import { type RosterField, rosterFields } from "../rosters/template.ts";

type FilledField = Exclude<RosterField, "blank">;
const isFilled = (field: RosterField): field is FilledField => field !== "blank";

/** What a column of a provider's form may ask for: what a roster can hold, and whether somebody is male as a mark. */
export type FormField = FilledField | "male";
export const formFields: readonly FormField[] = rosterFields
  .filter(isFilled)
  .flatMap((field): FormField[] => (field === "female" ? ["male", field] : [field]));

/** What a form asks for once, above or below its list. */
export const formFacts = ["course", "run", "organisation", "provider", "dates", "place", "count"] as const;
export type FormFact = (typeof formFacts)[number];

export const formStatuses = ["draft", "active", "retired"] as const;

export const answerPlaces = ["same", "right"] as const;

/** A form is uploaded under a name; the office says whose it is. */
export const uploadFormInput = z.object({
  idempotencyKey,
  name: optionalText(100),
  providerId: optionalId(),
});

/** Names of fields as `c5` for a column and `r4c1` for a cell: numbers alone would make a list with gaps. */
const columnName = z.string().check(z.regex(/^c\d{1,5}$/));
const cellName = z.string().check(z.regex(/^r\d{1,7}c\d{1,5}$/));

/** What a person says about a form that was recognised; `save` puts it to use. */
export const changeFormInput = z.object({
  formId: z.uuid(),
  version: rowVersion,
  step: choice(["check", "save"]),
  name: requiredText(100, "forms:errors.name"),
  sheet: requiredText(31),
  headerRow: requiredInteger(1, 100),
  firstRow: requiredInteger(2, 200),
  columns: z._default(z.record(columnName, optionalChoice(formFields)), {}),
  facts: z._default(
    z.record(cellName, z.object({ fact: optionalChoice(formFacts), place: choice(answerPlaces) })),
    {},
  ),
});
export type ChangeFormInput = z.output<typeof changeFormInput>;

export const retireFormInput = z.object({ formId: z.uuid(), version: rowVersion });
export type RetireFormInput = z.output<typeof retireFormInput>;
