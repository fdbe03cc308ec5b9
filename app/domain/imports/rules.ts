import { message } from "#app/i18n/catalogue.ts";
import type { ImportMode, ImportSettings, RowState } from "./schema.ts";

export type ImportOutcome = Record<RowState, number>;

/** As a saved import keeps it. `left`: the numbers of the rows that were open then; older imports have none. */
type KeptOutcome = ImportOutcome & { left?: number[] };
type Planned = { state: RowState; row: { rowNumber: number } };

/** What `countsOf` and `rowsToShow` read back. */
export function outcomeToKeep(counts: ImportOutcome, planned: readonly Planned[]): KeptOutcome {
  return { ...counts, left: planned.filter(isOpen).map(({ row }) => row.rowNumber) };
}

/** @param kept as the column holds it */
export function countsOf(kept: unknown): ImportOutcome {
  const { left: _left, ...counts } = kept as KeptOutcome;
  return counts;
}

/**
 * The rows of an import that its page is about. Of a saved one those that were left, however they look to a plan that
 * is made now: what was saved resembles itself. Where nobody wrote down which they were, those that are open now.
 */
export function rowsToShow<R extends Planned>(
  { status, outcome }: { status: string; outcome: unknown },
  planned: readonly R[],
): readonly R[] {
  if (status !== "saved") return planned;
  const { left } = (outcome ?? {}) as Partial<KeptOutcome>;
  if (!left) return planned.filter(isOpen);
  const numbers = new Set(left);
  return planned.filter(({ row }) => numbers.has(row.rowNumber));
}

/** So many known ones, or rows above, are offered for one row: more would help nobody to choose. */
export const mostAsked = 20;

/** Something to say about one field of a row, or about the row where `field` is null; `text` is read by `parseMessage`. */
export type RowRemark<Field extends string = string> = { field: Field | null; text: string };

export function outcomeOf(rows: readonly { state: RowState }[]): ImportOutcome {
  const outcome: ImportOutcome = { new: 0, changed: 0, same: 0, choose: 0, refused: 0, skipped: 0 };
  for (const { state } of rows) outcome[state] += 1;
  return outcome;
}

/** Rows that saving would write. */
export function countGood({ new: added, changed }: ImportOutcome): number {
  return added + changed;
}

/** Rows that somebody still has to look at. */
export function countOpen({ choose, refused }: ImportOutcome): number {
  return choose + refused;
}

export function isOpen({ state }: { state: RowState }): boolean {
  return state === "choose" || state === "refused";
}

/** Rows that need a hand before the others, each group in the order of the list. */
export function openFirst<R extends { state: RowState }>(rows: readonly R[]): R[] {
  return [...rows.filter(isOpen), ...rows.filter((row) => !isOpen(row))];
}

/** Whether the mode leaves out what a row would do. */
export function isOutsideMode(mode: ImportMode, state: "new" | "changed"): boolean {
  return (mode === "add" && state === "changed") || (mode === "update" && state === "new");
}

type Asked = { hidden: boolean; problems: readonly { field: string; code: string }[] };

/**
 * What a row waits for before anything can be said of it: an open question about how the file is read. A hidden row may
 * be somebody who was struck off; of a number of before 2018 nothing else may be wrong. Null where nothing is asked.
 */
export function askedOfReading(
  { hidden, problems }: Asked,
  { choices }: Pick<ImportSettings, "choices">,
): string | null {
  if (hidden && choices.hiddenRows === undefined) return message("imports:asked.hiddenRows");
  const isOldPhone = problems.every(({ field, code }) => field === "phone" && code === "oldPrefix");
  return choices.oldPhones === undefined && problems.length > 0 && isOldPhone
    ? message("imports:asked.oldPhones")
    : null;
}
