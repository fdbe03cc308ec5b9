import { message } from "#app/i18n/catalogue.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import type { RosterKeys } from "../rosters/key-sheet.server.ts";
import type { ListedPerson } from "./listed-values.ts";
import type { Outcome } from "./outcome.ts";
import type { SentRow } from "./sent-rows.ts";
import { spellingKey } from "./spelling.ts";

/** A line of an issued list of the run, with what is known of its nomination. */
export type ListedNominee = {
  rowId: string;
  listId: string;
  listVersion: number;
  wardId: string;
  ward: string;
  nominationId: string;
  listed: ListedPerson;
  isWithdrawn: boolean;
  outcome: Outcome;
};

export type MatchedBy = "key" | "nationalId" | "name" | "nameAlone";

export type Match =
  | { nominee: ListedNominee; by: MatchedBy }
  /** Why the row is nobody's, as a message. */
  | { refusal: string };

/**
 * Who each line is. By its hidden key, unless the number, the birth date or the name beside it are those of somebody
 * else on the lists: a sheet that was sorted without its hidden column has the keys of others. A name that nobody on
 * the lists has was written anew: there the number or the birth date has to agree. Else by citizen ID number, where
 * the name agrees too, else by name and birth date, or by name alone where the line has no birth date, where that is
 * one person alone. A line whose number is one person's and whose name and birth date are another's is nobody's.
 * @param keys what the file says of itself; null where that was lost or changed
 */
export function matchRows(
  rows: readonly SentRow[],
  nominees: readonly ListedNominee[],
  keys: RosterKeys | null,
): Match[] {
  const find = finderOf(nominees);
  const taken = new Map<string, number>();
  return rows.map((row): Match => {
    const match = find(row);
    if ("refusal" in match) return match;
    const { nominee } = match;
    const list = keys?.lists.find(({ id }) => id === nominee.listId);
    if (keys && (!list || list.version !== nominee.listVersion))
      return { refusal: message("outcomes:refused.oldVersion", { ward: nominee.ward }) };
    if (nominee.isWithdrawn) return { refusal: message("outcomes:refused.withdrawn") };
    const earlier = taken.get(nominee.nominationId);
    if (earlier !== undefined) return { refusal: message("outcomes:refused.twice", { row: earlier }) };
    taken.set(nominee.nominationId, row.rowNumber);
    return match;
  });
}

function finderOf(nominees: readonly ListedNominee[]): (row: SentRow) => Match {
  const byKey = new Map(nominees.map((nominee) => [nominee.rowId, nominee]));
  const pointing = pointerOf(nominees);
  return (row) => {
    const { rowKey, fullName, birthDate } = row;
    const keyed = rowKey ? byKey.get(rowKey) : undefined;
    const pointed = pointing(row);
    if (keyed && isKeys(keyed, row, pointed)) return { nominee: keyed, by: "key" };
    const [identified, other] = pointed.byId;
    if (identified && !other) {
      if (!agrees(identified, fullName)) return { refusal: message("outcomes:refused.nameDiffers") };
      return isAmong(identified, pointed.byBirth)
        ? { nominee: identified, by: "nationalId" }
        : { refusal: message("outcomes:refused.contradicts") };
    }
    const named = birthDate ? pointed.byBirth : pointed.byName;
    const [nominee, namesake] = narrowTo(named, pointed.bySpelling);
    if (nominee && !namesake) return { nominee, by: birthDate ? "name" : "nameAlone" };
    if (namesake)
      return {
        refusal: message(birthDate ? "outcomes:refused.ambiguous" : "outcomes:refused.ambiguousName"),
      };
    return { refusal: message(rowKey && !keyed ? "outcomes:refused.otherRun" : "outcomes:refused.unknown") };
  };
}

/** Whom each of a line's values may be about, nobody where it is blank or nobody's. */
type Pointed = {
  byId: readonly ListedNominee[];
  /** Without accents: a sheet may have lost them. */
  byName: readonly ListedNominee[];
  /** Of these, those who are called just so: Tú is not Tư. */
  bySpelling: readonly ListedNominee[];
  /** Of the same name too. */
  byBirth: readonly ListedNominee[];
};

function pointerOf(nominees: readonly ListedNominee[]): (row: SentRow) => Pointed {
  const byId = groupBy(nominees, ({ listed }) => listed.nationalId);
  const byName = groupBy(nominees, ({ listed }) => searchKey(listed.fullName));
  const byBirth = groupBy(nominees, ({ listed }) => listed.birthDate);
  return ({ fullName, birthDate, nationalId }) => {
    const named = fullName === null ? [] : (byName.get(searchKey(fullName)) ?? []);
    return {
      byId: nationalId === null ? [] : (byId.get(nationalId) ?? []),
      byName: named,
      bySpelling: named.filter(
        ({ listed }) => fullName !== null && spellingKey(listed.fullName) === spellingKey(fullName),
      ),
      byBirth:
        birthDate === null
          ? []
          : fullName === null
            ? (byBirth.get(birthDate) ?? [])
            : bornOn(named, birthDate),
    };
  };
}

/** A roster may have gone out with the year alone. */
function bornOn(nominees: readonly ListedNominee[], birthDate: string): readonly ListedNominee[] {
  const same = nominees.filter(({ listed }) => listed.birthDate === birthDate);
  const isOfYear = ({ listed }: ListedNominee) =>
    listed.birthDate?.slice(0, 4) === birthDate.slice(0, 4) &&
    (birthDate.length === 4 || listed.birthDate.length === 4);
  return same.length > 0 ? same : nominees.filter(isOfYear);
}

function isKeys(keyed: ListedNominee, row: SentRow, { byId, byName, byBirth, bySpelling }: Pointed): boolean {
  const isRenamed = row.fullName !== null && byName.length === 0;
  if (!agrees(keyed, row.fullName) && !(isRenamed && confirms(keyed, row))) return false;
  const spelled = byBirth.length > 0 ? bySpelling.filter((nominee) => byBirth.includes(nominee)) : bySpelling;
  return isAmong(keyed, byId) && isAmong(keyed, byBirth) && (byId.length > 0 || isAmong(keyed, spelled));
}

function agrees({ listed }: ListedNominee, fullName: string | null): boolean {
  return fullName === null || searchKey(listed.fullName) === searchKey(fullName);
}

/** By the number where the line has one, else by a whole birth date. */
function confirms({ listed }: ListedNominee, { birthDate, nationalId }: SentRow): boolean {
  return nationalId !== null
    ? nationalId === listed.nationalId
    : birthDate !== null && birthDate.length > 4 && birthDate === listed.birthDate;
}

/** Nobody speaks for nobody else. */
function isAmong(nominee: ListedNominee, pointed: readonly ListedNominee[]): boolean {
  return pointed.length === 0 || pointed.includes(nominee);
}

/** Those of them who are among the others too; all of them where nobody is. */
function narrowTo(pointed: readonly ListedNominee[], others: readonly ListedNominee[]) {
  const both = pointed.filter((nominee) => others.includes(nominee));
  return both.length > 0 ? both : pointed;
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string | null): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}
