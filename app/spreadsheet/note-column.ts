import { cellText, type Sheet } from "./workbook.ts";

/** Header of the column in which a sender is told what to mend. */
export const noteHeader = "Cần sửa";

/** Headers stand in the first rows. */
const lastHeaderRow = 20;

/** The sheet as its sender made it: without our own column, where a file comes back that we sent out with it. */
export function withoutNoteColumn(sheet: Sheet): Sheet {
  const own = sheet.rows
    .filter(({ number }) => number <= lastHeaderRow)
    .flatMap(({ cells }) => cells.filter(({ value }) => cellText(value).trim() === noteHeader))
    .at(-1)?.column;
  if (own === undefined) return sheet;
  const rows = sheet.rows.map((row) => ({ ...row, cells: row.cells.filter(({ column }) => column !== own) }));
  return { ...sheet, rows };
}
