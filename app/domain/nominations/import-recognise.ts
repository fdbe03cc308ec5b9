import { anotherOne, type ImportSettings, sameAsRow } from "../imports/schema.ts";
import { couldBeSamePerson } from "../people/rules.ts";
import { type EarlierRow, EarlierRows } from "./import-earlier-rows.ts";
import type { KnownPerson, PersonFacts } from "./import-person.ts";

export type KnownPeople = {
  /** By citizen ID number. */
  byNationalId: ReadonlyMap<string, KnownPerson>;
  /** By search key of the name. */
  byName: ReadonlyMap<string, readonly KnownPerson[]>;
};

export type Recognised =
  | { who: "known"; person: KnownPerson }
  | { who: "new" }
  /** The number stands under another name. */
  | { who: "otherName" }
  /** Somebody has said that it is the person of a row above. */
  | { who: "repeat"; ofRow: number }
  /** Files of this name, and rows above, that may be of this person. */
  | { who: "asked"; candidates: KnownPerson[]; rows: EarlierRow[] };

/** A row as the form would post it, and for which business. */
type Described = { rowNumber: number; nameKey: string; values: PersonFacts; businessId: string };

/** What a row that is to be saved makes of the file of its person. */
type Taken = {
  rowNumber: number;
  nameKey: string;
  values: PersonFacts;
  person: KnownPerson | null;
  changes: Partial<PersonFacts>;
  businessId: string | null;
};

/**
 * Says who each row of a list is, one after the other, by the rules of people/file-of.server.ts: as if each row before
 * it had been saved by the form already.
 */
export class PeopleOfRows {
  private readonly earlier = new EarlierRows();
  private readonly taken = new Map<string, EarlierRow>();

  constructor(
    private readonly known: KnownPeople,
    private readonly answers: ImportSettings["answers"],
  ) {}

  recognise({ rowNumber, nameKey, values, businessId }: Described): Recognised {
    const answer = this.answers[rowNumber];
    const holder = values.nationalId === null ? undefined : this.known.byNationalId.get(values.nationalId);
    // The number alone is not believed: one wrong digit must not lay a hand on somebody else's file.
    if (holder) return holder.searchKey === nameKey ? this.once(holder, answer) : { who: "otherName" };
    const described = { ...values, businessId };
    const candidates = (this.known.byName.get(nameKey) ?? []).filter((file) =>
      couldBeSamePerson(described, file),
    );
    const rows = this.earlier
      .similarTo(nameKey, described)
      .filter(({ knownId }) => !candidates.some(({ id }) => id === knownId));
    if (candidates.length + rows.length === 0 || answer === anotherOne) return { who: "new" };
    const chosen = candidates.find(({ id }) => id === answer);
    if (chosen) return this.once(chosen, answer);
    const repeated = rows.find((row) => sameAsRow(row.rowNumber) === answer);
    return repeated ? { who: "repeat", ofRow: repeated.rowNumber } : { who: "asked", candidates, rows };
  }

  /** A row is to be saved, or is saved already. */
  take({ rowNumber, nameKey, values, person, changes, businessId }: Taken): void {
    const facts = person ? { ...person, ...changes } : values;
    const row: EarlierRow = {
      rowNumber,
      fullName: facts.fullName,
      birthDate: facts.birthDate,
      hasNationalId: values.nationalId !== null || (person?.hasNationalId ?? false),
      businessId,
      knownId: person?.id ?? null,
    };
    this.earlier.add(nameKey, row);
    if (person) this.taken.set(person.id, row);
  }

  /** One person is nominated once; whoever was chosen for a second row has said that it is a repeat. */
  private once(person: KnownPerson, answer: string | undefined): Recognised {
    const first = this.taken.get(person.id);
    if (!first) return { who: "known", person };
    return answer === person.id || answer === sameAsRow(first.rowNumber)
      ? { who: "repeat", ofRow: first.rowNumber }
      : { who: "asked", candidates: [], rows: [first] };
  }
}
