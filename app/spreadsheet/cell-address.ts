import type { MergeRange } from "./workbook.ts";

/** The grid of Excel: what lies outside was not written by an office program. */
export const lastRow = 1_048_576;
export const lastColumn = 16_384;

/** Column of an address such as `AB12` or `AB`; NaN where it does not begin with letters. */
export function columnOfAddress(address: string): number {
  let column = 0;
  for (let index = 0; index < address.length; index += 1) {
    // A to Z are 65 to 90, and with this bit set so are a to z.
    const letter = (address.charCodeAt(index) & ~32) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column === 0 ? Number.NaN : column;
}

/** `A` for 1, `AB` for 28. */
export function columnLetter(column: number): string {
  let letters = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** A range such as `A1:C3` or a single cell, null where it is neither. Only its corners are looked at. */
export function parseRange(text: string): MergeRange | null {
  const [, first, top, last = first, bottom = top] =
    /^([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?$/i.exec(text) ?? [];
  if (!first || !last) return null;
  const range = {
    top: Number(top),
    left: columnOfAddress(first),
    bottom: Number(bottom),
    right: columnOfAddress(last),
  };
  const isInside = range.top >= 1 && range.bottom <= lastRow && range.right <= lastColumn;
  return isInside && range.left <= range.right && range.top <= range.bottom ? range : null;
}

export function countCells({ top, left, bottom, right }: MergeRange): number {
  return (bottom - top + 1) * (right - left + 1);
}
