import {
  type CellValue,
  cellText,
  type MergeRange,
  type Sheet,
  type SheetRow,
} from "#app/spreadsheet/workbook.ts";
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
/** The same with its line breaks, dots and brackets. */
const longestWritten = 400;
/** Groups, groups in them, and labels. */
const tallestHeader = 3;
/** "Lao động | 2025 | 2026": years are headers too. */
const lastYear = 2199;

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
    .filter(({ first, last }) =>
      chosenRow === undefined ? !holdsData(first, last, rows) : last === chosenRow,
    );
  if (chosenRow !== undefined) headers.push({ first: chosenRow, last: chosenRow });
  return headers.map((header) => ({ rows: header, labels: readLabels(header, rows, sheet.merges) }));
}

/** The header that begins at this place of the sheet's rows. */
export function readHeaderAt({ rows, merges }: Sheet, place: number): HeaderCandidate {
  const near = new Map(rows.slice(place, place + tallestHeader + 1).map((row) => [row.number, row]));
  const first = rows[place]?.number ?? 0;
  const header = { first, last: lastRowOfHeader(first, near, merges) };
  return { rows: header, labels: readLabels(header, near, merges) };
}

export const noHeader: HeaderCandidate = { rows: { first: 0, last: 0 }, labels: new Map() };

/** A row of the list may say "Công ty" too; headers are not numbered, and hold no dates and no long numbers. */
function holdsData(first: number, last: number, rows: Map<number, SheetRow>): boolean {
  const cells = (number: number) => rows.get(number)?.cells ?? [];
  const start = cells(first)[0]?.value;
  if (typeof start === "number" || (typeof start === "string" && /^\s*\d{1,4}(?:\s*\.)?\s*$/.test(start)))
    return true;
  for (let number = first; number <= last; number += 1) {
    if (cells(number).some(({ value }) => isDatum(value))) return true;
  }
  return false;
}

function isDatum(value: CellValue): boolean {
  if (typeof value === "number") return value > lastYear;
  if (typeof value === "string")
    return /^[\d\s.,'’()+/-]+$/.test(value) && value.replace(/\D/g, "").length > 4;
  return typeof value === "object" && "date" in value;
}

/** A header reaches as far down as its merged cells, and one row further where only its groups have words there. */
function lastRowOfHeader(first: number, rows: Map<number, SheetRow>, merges: MergeRange[]): number {
  const starting = merges.filter(({ top }) => top === first);
  const bottom = Math.min(
    Math.max(first, ...starting.map((merge) => merge.bottom)),
    first + tallestHeader - 1,
  );
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
      if (written.length > longestWritten) continue;
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
export function labelKey(written: string): string {
  const key = searchKey(written);
  return key === "nam" && normalizeText(written).toLowerCase() === "năm" ? "nam sinh" : key;
}
