import { cellText, type MergeRange, type Sheet, type SheetRow } from "#app/spreadsheet/workbook.ts";
import { normalizeText, searchKey } from "#app/vietnamese/text.ts";

/** A header as it may stand in a sheet: its rows, and for each column the words from the group down to the leaf. */
export interface HeaderCandidate {
  /** Both 0 where there is none. */
  rows: { first: number; last: number };
  labels: Map<number, HeaderLabel[]>;
}

export interface HeaderLabel {
  /** Search key. */
  key: string;
  written: string;
  /** Columns under it. */
  span: number;
}

/** Headers stand below the names of offices, the title and the line of what it is attached to. */
const lastHeaderRow = 15;
/** A longer text is a title or a remark. */
const longestLabel = 80;

/**
 * Every place where a header could stand, from the top.
 * @param chosenRow the last row of the header, where somebody said so
 */
export function listHeaderCandidates(sheet: Sheet, chosenRow?: number): HeaderCandidate[] {
  if (chosenRow === 0) return [noHeader];
  const from = chosenRow === undefined ? 1 : chosenRow - 2;
  const to = chosenRow ?? lastHeaderRow;
  const near = sheet.rows.filter(({ number }) => number >= from && number <= to + 1);
  const rows = new Map(near.map((row) => [row.number, row]));
  const headers = near
    .filter(({ number }) => number <= to)
    .map(({ number }) => ({ first: number, last: lastRowOfHeader(number, rows, sheet.merges) }))
    .filter(({ last }) => chosenRow === undefined || last === chosenRow);
  if (chosenRow !== undefined) headers.push({ first: chosenRow, last: chosenRow });
  return headers.map((header) => ({ rows: header, labels: readLabels(header, rows, sheet.merges) }));
}

export const noHeader: HeaderCandidate = { rows: { first: 0, last: 0 }, labels: new Map() };

/** A header reaches as far down as its merged cells, and one row further where only its groups have words there. */
function lastRowOfHeader(first: number, rows: Map<number, SheetRow>, merges: MergeRange[]): number {
  const starting = merges.filter(({ top }) => top === first);
  const bottom = Math.min(Math.max(first, ...starting.map((merge) => merge.bottom)), first + 2);
  const [top, below] = [rows.get(first), rows.get(first + 1)];
  if (bottom > first || !top || !below || below.cells.length === 0) return bottom;
  const groups = starting.filter(({ left, right }) => left < right);
  return isSecondRow(top, below, groups) ? first + 1 : bottom;
}

/** Words only, and each under a group: a merged cell, or a cell with nothing right of it as text files have them. */
function isSecondRow(top: SheetRow, below: SheetRow, groups: MergeRange[]): boolean {
  if (!below.cells.every(({ value }) => typeof value === "string")) return false;
  const labelled = new Set(top.cells.map(({ column }) => column));
  const isUnderMerge = (column: number) =>
    groups.some(({ left, right }) => column >= left && column <= right);
  if (groups.length > 0) return below.cells.every(({ column }) => isUnderMerge(column));
  const columns = below.cells.map(({ column }) => column);
  const isUnderGap = (column: number) => !labelled.has(column) && column > Math.min(...labelled);
  return (
    labelled.size > columns.length &&
    columns.some(isUnderGap) &&
    columns.every(
      (column) => isUnderGap(column) || (!labelled.has(column + 1) && columns.includes(column + 1)),
    )
  );
}

function readLabels(
  { first, last }: HeaderCandidate["rows"],
  rows: Map<number, SheetRow>,
  merges: MergeRange[],
): Map<number, HeaderLabel[]> {
  const labels = new Map<number, HeaderLabel[]>();
  const covering = merges.filter(({ top, bottom }) => top <= last && bottom >= first);
  for (let number = first; number <= last; number += 1) {
    const cells = rows.get(number)?.cells ?? [];
    const filled = new Set(cells.map(({ column }) => column));
    for (const { column, value } of cells) {
      const written = cellText(value);
      const key = labelKey(written);
      if (key === "" || key.length > longestLabel) continue;
      const merge = covering.find(({ top, left }) => top === number && left === column);
      const right = merge?.right ?? lastUnderGroup(column, filled, rows.get(number + 1), number < last);
      const label = { key, written, span: right - column + 1 };
      for (let under = column; under <= right; under += 1) {
        labels.set(under, [...(labels.get(under) ?? []), label]);
      }
    }
  }
  return labels;
}

/** Without merged cells a group reaches over the blank places right of it that have a word below. */
function lastUnderGroup(
  column: number,
  filled: ReadonlySet<number>,
  below: SheetRow | undefined,
  hasSecondRow: boolean,
): number {
  const words = new Set(hasSecondRow ? below?.cells.map((cell) => cell.column) : []);
  let right = column;
  while (words.has(column) && words.has(right + 1) && !filled.has(right + 1)) right += 1;
  return right;
}

/** "Năm" and "Nam" are the same without accents, and mean a year and a man. */
function labelKey(written: string): string {
  const key = searchKey(written);
  return key === "nam" && normalizeText(written).toLowerCase() === "năm" ? "nam sinh" : key;
}
