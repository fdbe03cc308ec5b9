import { couldBeSameBirth } from "../people/rules.ts";
import type { CreatePersonInput } from "../people/schema.ts";

export type PersonFacts = Omit<CreatePersonInput, "idempotencyKey" | "businessId" | "samePerson">;

/** A file of the ward, as far as an import compares and writes it. */
export type KnownPerson = Omit<PersonFacts, "nationalId"> & {
  id: string;
  searchKey: string;
  nationalIdMasked: string | null;
  hasNationalId: boolean;
  /** A business typed a number that stands in another file; the office has to look at it first. */
  isUnsettled: boolean;
  businessId: string | null;
  business: string | null;
  version: number;
  /** In this run: stands, stood once, or never. */
  nominated: "live" | "gone" | null;
};

const comparedFields = ["gender", "birthDate", "phone", "email", "qualification", "position"] as const;

/** What a row is compared with. */
export type ComparedPerson = Pick<KnownPerson, (typeof comparedFields)[number] | "nationalIdMasked">;

/**
 * What a row would change in a known file. An empty cell leaves what is known; the name, by which the file was
 * recognised, and a number that it has stay; a year alone does not replace the whole birth date.
 * @param overwrites whether known values are replaced, or only what lacks is filled in
 */
export function personChanges(
  person: ComparedPerson,
  values: PersonFacts,
  { overwrites }: { overwrites: boolean },
): Partial<PersonFacts> {
  const changed = comparedFields.filter((field) => {
    const [before, after] = [person[field], values[field]];
    if (after === null || after === before) return false;
    if (before === null) return true;
    const isLessExact =
      field === "birthDate" && after.length < before.length && couldBeSameBirth(after, before);
    return overwrites && !isLessExact;
  });
  return {
    ...Object.fromEntries(changed.map((field) => [field, values[field]])),
    ...(person.nationalIdMasked === null && values.nationalId !== null
      ? { nationalId: values.nationalId }
      : {}),
  };
}
