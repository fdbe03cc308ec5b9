import * as z from "zod/mini";
import { message } from "#app/i18n/catalogue.ts";
import { parsePartialDate } from "#app/vietnamese/dates.ts";
import { checkFullName } from "#app/vietnamese/names.ts";
import { type NationalIdProblem, parseNationalId } from "#app/vietnamese/national-id.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import {
  choice,
  idempotencyKey,
  optionalChoice,
  optionalEmail,
  optionalId,
  optionalPhone,
  optionalText,
  requiredId,
  rowVersion,
} from "../form-fields.ts";

export const genders = ["male", "female"] as const;
export type Gender = (typeof genders)[number];

export const qualifications = [
  "none",
  "skilled_worker",
  "elementary",
  "intermediate",
  "college",
  "bachelor",
  "master",
  "doctor",
] as const;
export type Qualification = (typeof qualifications)[number];

/** Why somebody looked at a whole number: a list, so that the audit chain never holds a free text with a name in it. */
export const revealPurposes = ["check_document", "fill_document", "ask_of_person", "correct_record"] as const;

const nameMessages = {
  empty: message("people:errors.fullName"),
  tooShort: message("people:errors.fullName"),
  hasDigits: message("people:errors.fullNameDigits"),
  hasSymbols: message("people:errors.fullNameSymbols"),
  tooLong: message("people:errors.fullNameLong"),
};

/** As typed: NFC, blanks folded, never re-cased (vietnamese/names.ts says what can be a name). */
export const fullName = z.string(nameMessages.empty).check(
  z.overwrite(normalizeText),
  z.superRefine((name, context) => {
    const verdict = checkFullName(name);
    if (verdict !== "ok") context.addIssue({ code: "custom", message: nameMessages[verdict] });
  }),
);

const typed = z.pipe(z._default(z.string(), ""), z.transform(normalizeText));

/** `yyyy-mm-dd` or `yyyy`; null when empty. */
export const birthDate = z.pipe(
  typed,
  z.transform((text, context) => {
    if (text === "") return null;
    const date = parsePartialDate(text);
    const year = Number(date?.slice(0, 4));
    const isPossible = year >= 1920 && year <= new Date().getFullYear() - 14;
    if (date && isPossible) return date;
    const key = date ? "people:errors.birthDateRange" : "people:errors.birthDate";
    context.issues.push({ code: "custom", input: text, message: message(key) });
    return null;
  }),
);

const idMessages: Record<Exclude<NationalIdProblem, "empty" | "length">, string> = {
  letters: message("people:errors.nationalIdLetters"),
  lostDigits: message("people:errors.nationalIdLost"),
  oldNineDigits: message("people:errors.nationalIdOld"),
};

/**
 * All 12 digits; null when empty. A number that lacks its first zero is refused here, not repaired: whoever types it
 * has the card at hand.
 */
export const nationalId = z.pipe(
  typed,
  z.transform((text, context) => {
    const read = parseNationalId(text);
    if (read.ok && !read.repaired) return read.value;
    if (!read.ok && read.problem === "empty") return null;
    const key =
      read.ok || read.problem === "length" || read.problem === "empty"
        ? message("people:errors.nationalIdLength", { count: text.replace(/\D/g, "").length })
        : idMessages[read.problem];
    context.issues.push({ code: "custom", input: "", message: key });
    return null;
  }),
);

/** What a group of radio buttons holds: nothing when none is pressed, which the browser's form says by null. */
const pressed = z.pipe(
  z.nullish(z.string()),
  z.transform((value) => value || null),
);

/** What is asked of a person: no more than an organiser needs, and nothing sensitive. */
export const personFields = {
  fullName,
  gender: z.pipe(pressed, z.nullable(choice(genders))),
  birthDate,
  nationalId,
  phone: optionalPhone(),
  email: optionalEmail(),
  qualification: optionalChoice(qualifications),
  position: optionalText(100),
};

/** How a question about a similar file was answered: the id of that file, "other", or not asked yet. */
export const samePerson = pressed;

export const createPersonInput = z.object({
  idempotencyKey,
  ...personFields,
  businessId: optionalId(),
  samePerson,
});
export type CreatePersonInput = z.output<typeof createPersonInput>;

/** An empty `nationalId` keeps the one that is known. */
export const updatePersonInput = z.object({
  personId: requiredId(),
  version: rowVersion,
  ...personFields,
  businessId: optionalId(),
});
export type UpdatePersonInput = z.output<typeof updatePersonInput>;

export const revealInput = z.object({ personId: requiredId(), purpose: choice(revealPurposes) });
export type RevealInput = z.output<typeof revealInput>;

export type PeopleFilter = {
  /** Part of a name. Never a citizen ID number: what is searched for stands in the URL. */
  search: string;
  /** Null: every business, and people of none. */
  businessId: string | null;
};

/** What the list of people shows, as its address says it. What cannot be a value filters nothing. */
export function readPeopleFilter(params: {
  search: string;
  filter(name: string): string | null;
}): PeopleFilter {
  const business = z.safeParse(z.uuid(), params.filter("business"));
  return { search: params.search, businessId: business.data ?? null };
}
