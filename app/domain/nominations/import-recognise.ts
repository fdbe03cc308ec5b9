import { maskNationalId } from "#app/vietnamese/national-id.ts";
import { mostAsked } from "../imports/rules.ts";
import { anotherOne, type ImportSettings, sameAsRow } from "../imports/schema.ts";
import { couldBeSamePerson } from "../people/rules.ts";
import { type EarlierRow, EarlierRows } from "./import-earlier-rows.ts";
import { type KnownPerson, type PersonFacts, personChanges } from "./import-person.ts";

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
  /** The number is of the file that is chosen for a row above. */
  | { who: "taken"; ofRow: number }
  /** Somebody has said that it is the person of a row above. `lost`: what this row says of them and is not saved. */
  | { who: "repeat"; ofRow: number; lost: RepeatedField[] }
  /** Files of this name, and rows above, that may be of this person. */
  | { who: "asked"; candidates: KnownPerson[]; rows: EarlierRow[] };

export type RepeatedField = keyof PersonFacts | "employer";

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

  recognise(row: Described): Recognised {
    const { nameKey, values, businessId } = row;
    const answer = this.answers[row.rowNumber];
    const holder = values.nationalId === null ? undefined : this.known.byNationalId.get(values.nationalId);
    // The number alone is not believed: one wrong digit must not lay a hand on somebody else's file.
    if (holder)
      return holder.searchKey === nameKey ? this.recogniseHolder(holder, row) : { who: "otherName" };
    if (answer === anotherOne) return { who: "new" };
    const described = { ...values, businessId };
    const couldBe = (file: KnownPerson) => couldBeSamePerson(described, this.taken.get(file.id) ?? file);
    const namesakes = this.known.byName.get(nameKey) ?? [];
    const chosen = namesakes.find((file) => file.id === answer && couldBe(file));
    if (chosen) {
      const first = this.taken.get(chosen.id);
      return first ? repeatOf(first, row) : { who: "known", person: chosen };
    }
    const candidates: KnownPerson[] = [];
    for (const file of namesakes) {
      if (candidates.length === mostAsked) break;
      if (couldBe(file)) candidates.push(file);
    }
    const rows = this.earlier
      .similarTo(nameKey, described)
      .filter(({ knownId }) => !candidates.some(({ id }) => id === knownId));
    if (candidates.length + rows.length === 0) return { who: "new" };
    const repeated = rows.find(({ rowNumber }) => sameAsRow(rowNumber) === answer);
    return repeated ? repeatOf(repeated, row) : { who: "asked", candidates, rows };
  }

  /** A row is to be saved, or is saved already. */
  take({ rowNumber, nameKey, values, person, changes, businessId }: Taken): void {
    const { nationalId: _number, ...facts } = { ...(person ?? values), ...changes };
    const row: EarlierRow = {
      ...facts,
      rowNumber,
      nationalIdMasked:
        person?.nationalIdMasked ?? (values.nationalId === null ? null : maskNationalId(values.nationalId)),
      hasNationalId: values.nationalId !== null || (person?.hasNationalId ?? false),
      businessId,
      knownId: person?.id ?? null,
    };
    this.earlier.add(nameKey, row);
    if (person) this.taken.set(person.id, row);
  }

  /** One person is nominated once. */
  private recogniseHolder(person: KnownPerson, row: Described): Recognised {
    const first = this.taken.get(person.id);
    if (!first) return { who: "known", person };
    const answer = this.answers[row.rowNumber];
    return answer === person.id || answer === sameAsRow(first.rowNumber)
      ? repeatOf(first, row)
      : { who: "taken", ofRow: first.rowNumber };
  }
}

function repeatOf(first: EarlierRow, { values, businessId }: Described): Recognised {
  const lost = Object.keys(personChanges(first, values, { overwrites: true })) as (keyof PersonFacts)[];
  return {
    who: "repeat",
    ofRow: first.rowNumber,
    lost: businessId === first.businessId ? lost : [...lost, "employer"],
  };
}
