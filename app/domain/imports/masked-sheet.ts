import type { SheetPreview } from "#app/spreadsheet/reading/preview-sheet.ts";
import type { ColumnReading } from "#app/spreadsheet/understanding/reading-decisions.ts";
import { maskEveryNumber, maskNumbers } from "#app/vietnamese/mask-text.ts";
import { parsePhone } from "#app/vietnamese/phone.ts";

type Meaning = Pick<ColumnReading<string>, "column" | "field">;

/** A column for the screen, its numbers of persons masked: also in the label, which may be a row of people. */
export function maskedColumn<F extends string>(column: ColumnReading<F>): ColumnReading<F> {
  const maskSample = maskOf(column.field);
  return { ...column, label: maskNumbers(column.label), samples: column.samples.map(maskSample) };
}

/**
 * The top of a sheet likewise.
 * @param columns what the columns are taken for below `headerRow`
 */
export function maskedTop(top: SheetPreview, columns: readonly Meaning[], headerRow = 0): SheetPreview {
  const fields = new Map(columns.map(({ column, field }) => [column, field]));
  const rows = top.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => {
      const mask = maskOf(row.number > headerRow ? fields.get(cell.column) : null);
      return { ...cell, text: mask(cell.text) };
    }),
  }));
  return { ...top, rows };
}

function maskOf(field: string | null | undefined): (text: string) => string {
  if (field === "nationalId") return maskEveryNumber;
  return field === "phone" ? maskUnlessPhone : maskNumbers;
}

/** Eleven digits in a column of phone numbers are a number of before 2018. */
function maskUnlessPhone(text: string): string {
  const phone = parsePhone(text, { convertOldPrefixes: true });
  return phone.ok && phone.rest === null ? text : maskNumbers(text);
}
