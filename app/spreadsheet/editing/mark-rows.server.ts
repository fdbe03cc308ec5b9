import ExcelJS from "exceljs";
import { columnOfAddress, parseRange } from "#app/spreadsheet/cell-address.ts";
import { noteHeader } from "#app/spreadsheet/note-column.ts";
import { Unreadable } from "#app/spreadsheet/reading/read-problems.ts";
import { readSharedStrings } from "#app/spreadsheet/reading/shared-strings.server.ts";
import { readWorkbookParts } from "#app/spreadsheet/reading/workbook-parts.server.ts";
import { cellText, type Sheet } from "#app/spreadsheet/workbook.ts";
import { closeWorkbook, openWorkbook } from "./open-workbook.server.ts";
import { SheetPart } from "./sheet-part.ts";
import type { StyleWish } from "./style-sheet.ts";
import type { XmlElement } from "./xml-tree.ts";

/** What is wrong with the rows of an uploaded list, for the sender. */
export interface Annotation {
  /** Name of the sheet, as the reader gives it. */
  sheet: string;
  /** The last row of the table's header: the new column's header stands there. 0: the table has none. */
  headerRow: number;
  /** By row number of the sheet: the sentences, one per line. */
  notes: ReadonlyMap<number, string>;
  /** By row number: columns whose cells are wrong; they are coloured. */
  wrongCells?: ReadonlyMap<number, readonly number[]>;
  /** By row number: what was mended already. */
  mended?: ReadonlyMap<number, MendedRow>;
}

export interface MendedRow {
  /** Said below the notes, and not in red. */
  remark: string;
  /** Written over what stands in the row; an empty text empties the cell. */
  cells: readonly { column: number; text: string }[];
}

const noteWidth = 48;
const lineHeight = 15;
const pale: StyleWish = { fill: "FDE7E7" };
const plain: StyleWish = { wrap: true, fromTop: true };
const red: StyleWish = { ...pale, ...plain, fontColor: "B00020" };

/** Writes the notes beside the table, in the thread it is called in; only the worker calls this. @throws {Unreadable} */
export async function markRows(bytes: Uint8Array, annotation: Annotation): Promise<Buffer> {
  const workbook = await openWorkbook(bytes);
  const { parts, styles } = workbook;
  const path = workbook.sheets.find(({ name }) => name === annotation.sheet)?.path;
  const source = path === undefined ? null : parts.read(path);
  if (path === undefined || source === null) throw new Unreadable("damaged", "no such sheet");
  const sheet = new SheetPart(source, workbook.date1904);

  const { sharedStrings } = await readWorkbookParts(parts);
  const texts = await readSharedStrings(sharedStrings === undefined ? null : parts.open(sharedStrings));
  const known = (sheet.row(annotation.headerRow)?.elements("c") ?? []).find(
    (cell) =>
      textOf(
        cell,
        texts.map(({ text }) => text),
      ) === noteHeader,
  );
  const edge = lastTableColumn(sheet, annotation);
  const column = known ? columnOf(known) : edge + 1;
  if (known) clearBelow(sheet, column, annotation.headerRow);

  if (annotation.headerRow > 0) {
    const header = styles.variant(sheet.styleOf(annotation.headerRow, known ? column : edge), red);
    sheet.setCell(annotation.headerRow, column, noteHeader).set("s", header);
  }
  for (const [row, { remark, cells }] of annotation.mended ?? []) {
    for (const { column, text } of cells) sheet.setCell(row, column, text === "" ? null : text);
    if (!annotation.notes.has(row)) writeNote(row, remark, plain);
  }
  for (const [row, note] of annotation.notes) {
    const remark = annotation.mended?.get(row)?.remark;
    writeNote(row, remark === undefined ? note : `${note}\n${remark}`, red);
    for (const wrong of annotation.wrongCells?.get(row) ?? []) {
      const cell = sheet.openCell(row, wrong);
      cell.set("s", styles.variant(Number(cell.get("s") ?? 0), pale));
    }
  }
  setWidth(sheet.root, column, noteWidth);
  parts.write(path, sheet.toString());
  return closeWorkbook(workbook);

  function writeNote(row: number, text: string, look: StyleWish): void {
    sheet.setCell(row, column, text).set("s", styles.variant(0, look));
    makeRoom(sheet.row(row), text);
  }
}

/** As `markRows`, for the one sheet of a text file: as a workbook in which every value stays the text that it was. */
export async function markText({ rows }: Sheet, annotation: Annotation): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet("Danh sách");
  for (const { number, cells } of rows)
    for (const { column, value } of cells) sheet.getCell(number, column).value = cellText(value);
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
  return markRows(bytes, { ...annotation, sheet: sheet.name });
}

/** The table ends with its last filled or merged cell, between the header and the last note. */
function lastTableColumn(sheet: SheetPart, { headerRow, notes, mended }: Annotation): number {
  const bottom = [...notes.keys(), ...(mended?.keys() ?? [])].reduce((a, b) => Math.max(a, b), headerRow);
  let last = 1;
  for (const number of sheet.rowNumbers) {
    if (number < headerRow || number > bottom) continue;
    for (const cell of sheet.row(number)?.elements("c") ?? [])
      if (cell.elements().length > 0) last = Math.max(last, columnOf(cell));
  }
  for (const merge of sheet.root.find("mergeCells")?.elements() ?? []) {
    const range = parseRange(merge.get("ref") ?? "");
    if (range && range.bottom >= headerRow && range.top <= bottom) last = Math.max(last, range.right);
  }
  return last;
}

/** Notes of an earlier answer, when the sender corrected that file and sent it again. */
function clearBelow(sheet: SheetPart, column: number, headerRow: number): void {
  for (const row of sheet.rowNumbers.filter((number) => number > headerRow))
    if (sheet.cell(row, column)) sheet.setCell(row, column, null).set("s", undefined);
}

function textOf(cell: XmlElement, texts: readonly string[]): string {
  if (cell.get("t") === "s") return texts[Number(cell.find("v")?.text())]?.trim() ?? "";
  return cell.find("is")?.find("t")?.text().trim() ?? "";
}

/** A row of a height that somebody chose does not grow by itself. */
function makeRoom(row: XmlElement | undefined, note: string): void {
  const lines = note
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (noteWidth - 6))), 0);
  if (row && lines * lineHeight > Number(row.get("ht") ?? lineHeight))
    row.set("ht", lines * lineHeight).set("customHeight", 1);
}

/** Columns of one width may be written as one: the one that gets another width is cut out of them. */
function setWidth(root: XmlElement, column: number, width: number): void {
  const columns = root.find("cols") ?? root.create("cols");
  if (!root.find("cols")) root.insertBefore(["sheetData"], columns);
  const before: XmlElement[] = [];
  const after: XmlElement[] = [];
  for (const each of columns.elements()) {
    const [min, max] = [Number(each.get("min")), Number(each.get("max"))];
    if (min < column) before.push(each.clone().set("max", Math.min(max, column - 1)));
    if (max > column) after.push(each.clone().set("min", Math.max(min, column + 1)));
  }
  const own = columns
    .create("col")
    .set("min", column)
    .set("max", column)
    .set("width", width)
    .set("customWidth", 1);
  columns.children.splice(0, columns.children.length, ...before, own, ...after);
}

function columnOf(cell: XmlElement): number {
  return columnOfAddress(cell.get("r") ?? "");
}
