import type { PlannedNominee } from "./import-plan.ts";
import { countNeed, type NeedCount, type NeedLine } from "./rules.ts";

/** How many rows wait for what is answered once for all people of an employer. */
export function countAsked(planned: readonly PlannedNominee[]): { employer: number; need: number } {
  const asking = (what: "employer" | "need") =>
    planned.filter((row) => row.state === "choose" && row.asks === what).length;
  return { employer: asking("employer"), need: asking("need") };
}

/** By business, what becomes of rows for which nothing was chosen and the proposed need has no place. */
export type Unplaced = "asked" | "outside";

export function unplacedRows(planned: readonly PlannedNominee[]): Map<string, Unplaced> {
  const unplaced = new Map<string, Unplaced>();
  for (const row of planned) {
    if (row.state === "choose" && row.asks === "need") unplaced.set(row.businessId, "asked");
    if (row.state === "new" && row.covered && "reason" in row.need) unplaced.set(row.businessId, "outside");
  }
  return unplaced;
}

export type ExceededNeed = NeedCount & { id: string; business: string };

/** The needs that would have more people than they ask for; `sent` as it will be once the list is saved. */
export function exceededNeeds(
  planned: readonly PlannedNominee[],
  needs: readonly NeedLine[],
): ExceededNeed[] {
  const added = new Map<string, { rows: number; exceeds: boolean }>();
  for (const row of planned) {
    if (row.state !== "new" || "reason" in row.need) continue;
    const { rows, exceeds } = added.get(row.need.needLineId) ?? { rows: 0, exceeds: false };
    added.set(row.need.needLineId, { rows: rows + 1, exceeds: exceeds || row.covered !== null });
  }
  return needs.flatMap((line) => {
    const { rows, exceeds } = added.get(line.id) ?? { rows: 0, exceeds: false };
    const count = countNeed(line);
    return exceeds ? [{ ...count, id: line.id, business: line.business, sent: count.sent + rows }] : [];
  });
}

/** How the people of a plan would get the ward's free seats, in the order of the list. */
export function seatOutlook(
  planned: readonly PlannedNominee[],
  free: number,
): { primary: number; reserve: number; free: number } {
  const count = planned.filter(({ state }) => state === "new").length;
  const primary = Math.min(count, Math.max(0, free));
  return { primary, reserve: count - primary, free };
}
