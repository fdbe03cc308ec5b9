import { mostAsked } from "../imports/rules.ts";
import { couldBeSamePerson } from "../people/rules.ts";
import type { ComparedPerson } from "./import-person.ts";

/** A row that is to be saved, as the file of its person will stand then. */
export type EarlierRow = ComparedPerson & {
  rowNumber: number;
  fullName: string;
  hasNationalId: boolean;
  businessId: string | null;
  /** The file that the ward has of the person already. */
  knownId: string | null;
};

type Described = Parameters<typeof couldBeSamePerson>[0];

/** The rows of a list that were planned so far, found again by who they may be the same person as. */
export class EarlierRows {
  private readonly places = new Map<string, EarlierRow[]>();

  /** @param nameKey search key of the name */
  add(nameKey: string, row: EarlierRow): void {
    for (const place of placesOf(row)) {
      const key = `${nameKey}|${place}`;
      const others = this.places.get(key);
      if (others) others.push(row);
      else this.places.set(key, [row]);
    }
  }

  /** The first rows of the name that `couldBeSamePerson` holds for one person with what is described. */
  similarTo(nameKey: string, described: Described): EarlierRow[] {
    const found = new Set<EarlierRow>();
    for (const place of placesFor(described))
      for (const row of this.places.get(`${nameKey}|${place}`) ?? []) {
        if (found.size === mostAsked) break;
        if (couldBeSamePerson(described, row)) found.add(row);
      }
    return [...found].sort((a, b) => a.rowNumber - b.rowNumber);
  }
}

// Under each place stand rows that are nearly all similar, so that a look-up ends soon however often a name occurs.
function placesOf({ birthDate, businessId, hasNationalId }: EarlierRow): string[] {
  const places =
    birthDate === null
      ? [`undated ${businessId}`]
      : [`born ${birthDate}`, `year ${birthDate.slice(0, 4)}`, `dated ${businessId}`];
  return places.map((place) => `${hasNationalId} ${place}`);
}

function placesFor({ birthDate, businessId, nationalId }: Described): string[] {
  const places = [`undated ${businessId}`];
  if (birthDate === null) places.push(`dated ${businessId}`);
  else if (birthDate.length === 4) places.push(`year ${birthDate}`);
  else places.push(`born ${birthDate}`, `born ${birthDate.slice(0, 4)}`);
  return [...(nationalId === null ? [true] : []), false].flatMap((has) =>
    places.map((place) => `${has} ${place}`),
  );
}
