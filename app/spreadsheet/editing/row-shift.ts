import { lastRow } from "#app/spreadsheet/cell-address.ts";

/** Rows that come into a sheet below `after`, or that leave it. Row numbers are those before. */
export type RowShift =
  | { kind: "insert"; after: number; count: number }
  | { kind: "delete"; first: number; last: number };

/** Where a row goes; null when it leaves the sheet. */
export function shiftRow(row: number, shift: RowShift): number | null {
  if (shift.kind === "insert") {
    const moved = row > shift.after ? row + shift.count : row;
    return moved > lastRow ? null : moved;
  }
  if (row < shift.first) return row;
  return row > shift.last ? row - (shift.last - shift.first + 1) : null;
}

/**
 * Where a range goes, null when all of it leaves. A range that ends with the row after which others come in takes them
 * up: what is said of all rows of a list is said of the new ones too.
 */
export function shiftRows(
  top: number,
  bottom: number,
  shift: RowShift,
): { top: number; bottom: number } | null {
  if (shift.kind === "insert") {
    if (top > shift.after) return bounded(top + shift.count, bottom + shift.count);
    return bounded(top, bottom >= shift.after ? bottom + shift.count : bottom);
  }
  const gone = shift.last - shift.first + 1;
  if (top >= shift.first && bottom <= shift.last) return null;
  return {
    top: top > shift.last ? top - gone : Math.min(top, shift.first),
    bottom: bottom > shift.last ? bottom - gone : Math.min(bottom, shift.first - 1),
  };
}

/** Ranges over a whole column end with the last row and stay there. */
function bounded(top: number, bottom: number): { top: number; bottom: number } | null {
  return top > lastRow ? null : { top, bottom: Math.min(bottom, lastRow) };
}
