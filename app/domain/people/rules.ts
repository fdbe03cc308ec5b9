import { parseMessage } from "#app/i18n/catalogue.ts";
import type { PartialDate } from "#app/vietnamese/dates.ts";
import { Invalid } from "../errors.ts";

/** A file that may be of the same human being: shown, so that somebody who knows decides. */
export type SimilarPerson = {
  id: string;
  fullName: string;
  birthDate: PartialDate | null;
  business: string | null;
};

/** The answer "this is another person", where a similar file was shown. */
export const anotherPerson = "other";

/** Asks whether it is the same person; lands at `samePerson`. The files asked about travel with the message. */
export class SimilarPeople extends Invalid {
  constructor(people: readonly SimilarPerson[]) {
    super("samePerson", "people:errors.similar", { people: JSON.stringify(people) });
  }
}

/** The files that a `SimilarPeople` refusal asked about, read back from its message. */
export function similarPeopleOf(message: string | undefined): SimilarPerson[] {
  const people = message === undefined ? undefined : parseMessage(message).params.people;
  return typeof people === "string" ? (JSON.parse(people) as SimilarPerson[]) : [];
}

/** Whether two birth dates can be of one person: equal, or equal as far as both are known. */
export function couldBeSameBirth(a: PartialDate, b: PartialDate): boolean {
  return a === b || a === b.slice(0, 4) || b === a.slice(0, 4);
}

/**
 * Whether a file of the same name may be of the person that is described: two citizen ID numbers are two people; where
 * a birth date is not known, only the same employer makes it likely.
 */
export function couldBeSamePerson(
  described: { birthDate: PartialDate | null; nationalId: string | null; businessId: string | null },
  file: { birthDate: PartialDate | null; hasNationalId: boolean; businessId: string | null },
): boolean {
  if (described.nationalId !== null && file.hasNationalId) return false;
  return described.birthDate !== null && file.birthDate !== null
    ? couldBeSameBirth(described.birthDate, file.birthDate)
    : described.businessId !== null && file.businessId === described.businessId;
}

export const wantedFields = ["gender", "birthDate", "nationalId", "phone"] as const;
export type WantedField = (typeof wantedFields)[number];

/** What a roster needs and the file does not have yet. */
export function missingIn(person: {
  gender: string | null;
  birthDate: string | null;
  nationalIdMasked: string | null;
  phone: string | null;
}): WantedField[] {
  return wantedFields.filter((field) =>
    field === "nationalId" ? person.nationalIdMasked === null : person[field] === null,
  );
}
