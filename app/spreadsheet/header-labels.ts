import { searchKey } from "#app/vietnamese/text.ts";
import { cellText, type MergeRange, type Sheet, type SheetRow } from "./workbook.ts";

/** A header as it may stand in a sheet: its rows, and for each column the words from the group down to the leaf. */
export interface HeaderCandidate {
  rows: { first: number; last: number };
  labels: Map<number, string[]>;
}

/** Headers stand below the names of offices, the title and the line of what it is attached to. */
const lastHeaderRow = 15;
/** A longer text is a title or a remark. */
const longestLabel = 80;

/** Every place where a header could stand, from the top. Labels are search keys. */
export function listHeaderCandidates(sheet: Sheet): HeaderCandidate[] {
  const rows = new Map(sheet.rows.map((row) => [row.number, row]));
  return sheet.rows
    .filter(({ number }) => number <= lastHeaderRow)
    .map((row) => {
      const header = { first: row.number, last: lastRowOfHeader(row, rows, sheet.merges) };
      return { rows: header, labels: readLabels(header, rows, sheet.merges) };
    });
}

/** A header reaches as far down as its merged cells, and one row further where only its groups are merged. */
function lastRowOfHeader(row: SheetRow, rows: Map<number, SheetRow>, merges: MergeRange[]): number {
  const starting = merges.filter(({ top }) => top === row.number);
  const bottom = Math.min(Math.max(row.number, ...starting.map((merge) => merge.bottom)), row.number + 2);
  const groups = starting.filter(({ left, right }) => left < right);
  const below = rows.get(row.number + 1);
  if (bottom > row.number || groups.length === 0 || !below) return bottom;
  const onlyUnderGroups = below.cells.every(
    ({ column, value }) =>
      typeof value === "string" && groups.some(({ left, right }) => column >= left && column <= right),
  );
  return onlyUnderGroups ? row.number + 1 : bottom;
}

function readLabels(
  { first, last }: HeaderCandidate["rows"],
  rows: Map<number, SheetRow>,
  merges: MergeRange[],
): Map<number, string[]> {
  const labels = new Map<number, string[]>();
  const covering = merges.filter(({ top, bottom }) => top <= last && bottom >= first);
  for (let number = first; number <= last; number += 1) {
    for (const { column, value } of rows.get(number)?.cells ?? []) {
      const label = searchKey(cellText(value));
      if (label === "" || label.length > longestLabel) continue;
      const merge = covering.find(({ top, left }) => top === number && left === column);
      for (let under = column; under <= (merge?.right ?? column); under += 1) {
        labels.set(under, [...(labels.get(under) ?? []), label]);
      }
    }
  }
  return labels;
}
