import { type Cell, cellText, type SheetRow, shownText } from "#app/spreadsheet/workbook.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import type { RowFrame } from "./classify-row.ts";

/** The running number that a row begins with. */
export function numberOf({ cells }: SheetRow): number | null {
  const value = cells[0]?.value;
  if (typeof value === "number") return value;
  const text = normalizeText(cellText(value));
  return /^\d{1,5}\.?$/.test(text) ? Number.parseInt(text, 10) : null;
}

/** Whether some cell is in the column that tells the rows apart. */
export function isNamed({ cells }: SheetRow, { identifying }: RowFrame): boolean {
  return cells.some(({ column }) => identifying.has(column));
}

/**
 * Whether a row says something that its column takes for a value and would not take its name for: a day of birth, a
 * gender, a telephone. The words of those who sign stand in any column that takes words.
 */
export function hasTellingValue(row: SheetRow, { identifying, fits }: RowFrame): boolean {
  const name = row.cells.find(({ column }) => identifying.has(column));
  if (!name) return false;
  return withoutNumber(row).some(({ column, value }) => {
    const takes = identifying.has(column) ? undefined : fits.get(column);
    return takes?.(shownText(value)) === true && !takes(shownText(name.value));
  });
}

/** The columns of the list that a row fills besides its number. */
export function listFilledColumns(row: SheetRow, { columns }: RowFrame): number[] {
  return withoutNumber(row).flatMap(({ column }) => (columns.has(column) ? [column] : []));
}

function withoutNumber(row: SheetRow): Cell[] {
  return numberOf(row) === null ? row.cells : row.cells.slice(1);
}
