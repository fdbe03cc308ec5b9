import type { MergeRange } from "./workbook.ts";

/** The grid of Excel: what lies outside was not written by an office program. */
export const lastRow = 1_048_576;
export const lastColumn = 16_384;

/** Column of an address such as `AB12` or `AB`, null outside the grid or for something else. */
export function columnOfAddress(address: string): number | null {
  const letters = /^\$?([A-Za-z]{1,3})(?![A-Za-z])/.exec(address)?.[1];
  if (!letters) return null;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column <= lastColumn ? column : null;
}

/** Row of an address such as `AB12`, null outside the grid. */
export function rowOfAddress(address: string): number | null {
  return rowOfNumber(/\d+$/.exec(address)?.[0]);
}

/** A row number as written in the file, null outside the grid. */
export function rowOfNumber(text: string | undefined): number | null {
  const row = Number(text);
  return Number.isInteger(row) && row >= 1 && row <= lastRow ? row : null;
}

/** A range such as `A1:C3` or a single cell, null where it is neither. Only its corners are looked at. */
export function parseRange(text: string): MergeRange | null {
  const [first = "", last = first] = text.split(":", 2);
  const corners = [
    columnOfAddress(first),
    rowOfAddress(first),
    columnOfAddress(last),
    rowOfAddress(last),
  ] as const;
  const [left, top, right, bottom] = corners;
  if (left === null || top === null || right === null || bottom === null) return null;
  return left <= right && top <= bottom ? { top, left, bottom, right } : null;
}

export function countCells({ top, left, bottom, right }: MergeRange): number {
  return (bottom - top + 1) * (right - left + 1);
}
