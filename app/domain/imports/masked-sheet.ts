import type { SheetPreview } from "#app/spreadsheet/reading/preview-sheet.ts";
import type { ColumnReading } from "#app/spreadsheet/understanding/reading-decisions.ts";
import { maskEveryNumber, maskNumbers } from "#app/vietnamese/mask-text.ts";

type Meaning = Pick<ColumnReading<string>, "column" | "field">;

/** A column for the screen, its numbers of persons masked: also in the label, which may be a row of people. */
export function maskedColumn<F extends string>(column: ColumnReading<F>): ColumnReading<F> {
  const maskSample = column.field === "nationalId" ? maskEveryNumber : maskNumbers;
  return { ...column, label: maskNumbers(column.label), samples: column.samples.map(maskSample) };
}

/**
 * The top of a sheet likewise.
 * @param columns what the columns are taken for below `headerRow`
 */
export function maskedTop(top: SheetPreview, columns: readonly Meaning[], headerRow = 0): SheetPreview {
  const numbers = new Set(columns.flatMap(({ column, field }) => (field === "nationalId" ? [column] : [])));
  const rows = top.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => {
      const mask = row.number > headerRow && numbers.has(cell.column) ? maskEveryNumber : maskNumbers;
      return { ...cell, text: mask(cell.text) };
    }),
  }));
  return { ...top, rows };
}
