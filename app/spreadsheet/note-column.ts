import { cellText, type Sheet } from "./workbook.ts";

/** Header of the column in which a sender is told what to mend. */
export const noteHeader = "Cần sửa";

/** Headers stand in the first rows. */
const lastHeaderRow = 20;

/**
 * The sheet as its sender made it: without our own column, where a file comes back that we sent out with it. Ours
 * begins with its header; a value that says the same stands below another one.
 */
export function withoutNoteColumn(sheet: Sheet): Sheet {
  const begun = new Set<number>();
  let own: number | undefined;
  for (const { cells } of sheet.rows.filter(({ number }) => number <= lastHeaderRow)) {
    for (const { column, value } of cells) {
      if (!begun.has(column) && cells.length > 1 && cellText(value).trim() === noteHeader) own = column;
      begun.add(column);
    }
  }
  if (own === undefined) return sheet;
  const rows = sheet.rows.map((row) => ({ ...row, cells: row.cells.filter(({ column }) => column !== own) }));
  return { ...sheet, rows };
}
