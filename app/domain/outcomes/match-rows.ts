import { message } from "#app/i18n/catalogue.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import type { RosterKeys } from "../rosters/key-sheet.server.ts";
import type { Outcome } from "./outcome.ts";
import type { SentRow } from "./sent-rows.ts";

/** A line of an issued list of the run, with what is known of its nomination. */
export type ListedNominee = {
  rowId: string;
  listId: string;
  listVersion: number;
  wardId: string;
  ward: string;
  nominationId: string;
  fullName: string;
  birthDate: string | null;
  nationalId: string | null;
  isWithdrawn: boolean;
  outcome: Outcome;
};

export type MatchedBy = "key" | "nationalId" | "name" | "nameAlone";

export type Match =
  | { nominee: ListedNominee; by: MatchedBy }
  /** Why the row is nobody's, as a message. */
  | { refusal: string };

/**
 * Who each line is. By its hidden key, where the name beside it agrees: a sheet that was sorted without its hidden
 * column has the keys of others. Else by citizen ID number, where the name agrees too, else by name and birth date, or
 * by name alone where the line has no birth date, where that is one person alone.
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
  const byId = groupBy(nominees, ({ nationalId }) => nationalId);
  const byName = groupBy(nominees, (nominee) => nameKey(nominee.fullName, nominee.birthDate));
  const byNameAlone = groupBy(nominees, ({ fullName }) => searchKey(fullName));
  return ({ rowKey, fullName, birthDate, nationalId }) => {
    const keyed = rowKey ? byKey.get(rowKey) : undefined;
    const agrees = (nominee: ListedNominee) =>
      fullName === null || searchKey(nominee.fullName) === searchKey(fullName);
    if (keyed && agrees(keyed)) return { nominee: keyed, by: "key" };
    const identified = nationalId ? (byId.get(nationalId) ?? []) : [];
    if (identified[0] && identified.length === 1)
      return agrees(identified[0])
        ? { nominee: identified[0], by: "nationalId" }
        : { refusal: message("outcomes:refused.nameDiffers") };
    const named = fullName
      ? ((birthDate ? byName.get(nameKey(fullName, birthDate)) : byNameAlone.get(searchKey(fullName))) ?? [])
      : [];
    if (named[0] && named.length === 1) return { nominee: named[0], by: birthDate ? "name" : "nameAlone" };
    if (named.length > 1) return { refusal: message("outcomes:refused.ambiguous") };
    return { refusal: message(rowKey && !keyed ? "outcomes:refused.otherRun" : "outcomes:refused.unknown") };
  };
}

const nameKey = (fullName: string, birthDate: string | null) => `${searchKey(fullName)}|${birthDate ?? ""}`;

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string | null): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}
