import { Unreadable } from "#app/spreadsheet/reading/read-problems.ts";
import {
  findPreparedRows,
  formatRows,
  formatsOf,
  type ListContent,
  shiftForList,
  writeRows,
} from "./fill-list.ts";
import { closeWorkbook, openWorkbook } from "./open-workbook.server.ts";
import { forgetResults } from "./shared-formulas.ts";
import { type CellContent, SheetPart } from "./sheet-part.ts";
import { shiftSheet } from "./shift-sheet.ts";
import { computeAnew, shiftWorkbook } from "./shift-workbook.server.ts";

/** What goes into a form. Rows and columns are those of the blank form. */
export interface FormFilling {
  sheet: string;
  /** Single cells outside of the list, such as the course. */
  cells: { row: number; column: number; value: CellContent }[];
  list: ListContent;
}

/**
 * Fills a form in the thread it is called in; only the worker calls this. What the form prepared is filled first, then
 * rows come in below it, and what the form prepared too many of leaves. Nothing else changes. @throws {Unreadable}
 */
export async function fillWorkbook(
  bytes: Uint8Array,
  { sheet: name, cells, list }: FormFilling,
): Promise<Buffer> {
  const workbook = await openWorkbook(bytes);
  const path = workbook.sheets.find((each) => each.name === name)?.path;
  const source = path === undefined ? null : workbook.parts.read(path);
  if (path === undefined || source === null) throw new Unreadable("damaged", "no such sheet");
  const sheet = new SheetPart(source, workbook.date1904);
  const { styles } = workbook;

  for (const { row, column, value } of cells) sheet.setCell(row, column, value);
  const prepared = findPreparedRows(sheet, styles, list);
  const ending = formatsOf(sheet, prepared.last);
  const shift = shiftForList(prepared, list.rows.length);
  if (shift) {
    shiftSheet(sheet, name, shift);
    await shiftWorkbook(workbook, { name, path }, shift);
  }
  formatRows(sheet, prepared, list.rows.length, ending);
  writeRows(sheet, styles, list, prepared);
  forgetResults(sheet, () => true);
  computeAnew(workbook, { name, path });
  workbook.parts.write(path, sheet.toString());
  return closeWorkbook(workbook);
}
