import { columnLetter, columnOfAddress, parseRange } from "#app/spreadsheet/cell-address.ts";
import { countLines } from "#app/spreadsheet/writing/wrapped-lines.ts";
import type { RowShift } from "./row-shift.ts";
import type { CellContent, SheetPart } from "./sheet-part.ts";
import { moveFormula } from "./shift-formula.ts";
import type { StyleSheet, StyleWish } from "./style-sheet.ts";
import type { XmlElement } from "./xml-tree.ts";

/** A list to be written into the rows that a form has prepared for it. */
export interface ListContent {
  firstRow: number;
  /** The first rows hold examples, which give way: how many, 0 when the form is blank. */
  exampleRows: number;
  /** Column numbers, in the order of the values. */
  columns: number[];
  /** The column that counts the rows, and the rows below the first in which nothing but its number stands. */
  numberColumn: number | null;
  numberedRows: number[];
  rows: CellContent[][];
}

/** The rows that are the list's, from its first one to `last`. */
export interface PreparedRows {
  first: number;
  last: number;
  /** Behind a blank column something else stands beside the rows below the first: they may not leave. */
  hasNeighbour: boolean;
}

/**
 * The form's rows for the list: the examples, and what below them looks like the first row, blank but for the number
 * and for formulas. At least one.
 */
export function findPreparedRows(sheet: SheetPart, styles: StyleSheet, list: ListContent): PreparedRows {
  const first = list.firstRow;
  const isBeside = findNeighbours(sheet, styles, list);
  let last = first + Math.max(list.exampleRows, 1) - 1;
  while (isPrepared(sheet, styles, list, last + 1, isBeside)) last += 1;
  const below = Array.from({ length: last - first }, (_, index) => sheet.row(first + 1 + index));
  const hasNeighbour = below.some((row) =>
    row?.elements("c").some((cell) => cell.elements().length > 0 && isBeside(cell)),
  );
  return { first, last, hasNeighbour };
}

/** The list ends at the first column, to either side, in which its first row has neither a value nor a border. */
function findNeighbours(
  sheet: SheetPart,
  styles: StyleSheet,
  { firstRow, columns }: ListContent,
): (cell: XmlElement) => boolean {
  const isOfList = (column: number) => {
    const cell = sheet.cell(firstRow, column);
    return cell !== undefined && (cell.elements().length > 0 || styles.hasBorder(Number(cell.get("s") ?? 0)));
  };
  let [left, right] = [Math.min(...columns), Math.max(...columns)];
  while (isOfList(left - 1)) left -= 1;
  while (isOfList(right + 1)) right += 1;
  return (cell) => {
    const column = columnOfAddress(cell.get("r") ?? "");
    return column < left || column > right;
  };
}

function isPrepared(
  sheet: SheetPart,
  styles: StyleSheet,
  list: ListContent,
  row: number,
  isBeside: (cell: XmlElement) => boolean,
): boolean {
  const isNumbered = list.numberedRows.includes(row);
  const like = sheet.row(list.firstRow)?.elements("c") ?? [];
  const isStrange = (sheet.row(row)?.elements("c") ?? []).some((cell) => {
    if (cell.elements().length === 0 || isBeside(cell)) return false;
    const counts = cell === sheet.cell(row, list.numberColumn ?? 0);
    if (counts && (isNumbered || cell.find("f"))) return false;
    // A formula that the first row does not have is one over the list, such as its total.
    return !cell.find("f") || !like.some((other) => columnOf(other) === columnOf(cell) && other.find("f"));
  });
  if (isStrange || isNumbered) return !isStrange;
  const bordered = list.columns.filter((column) =>
    [list.firstRow, row].every((each) => styles.hasBorder(sheet.styleOf(each, column))),
  );
  return bordered.length * 2 > list.columns.length;
}

/** Which rows must come in or leave so that the list has as many as it needs; null when it has. One always stays. */
export function shiftForList({ first, last, hasNeighbour }: PreparedRows, count: number): RowShift | null {
  const [prepared, needed] = [last - first + 1, Math.max(count, 1)];
  if (needed > prepared) return { kind: "insert", after: last, count: needed - prepared };
  return needed < prepared && !hasNeighbour ? { kind: "delete", first: first + needed, last } : null;
}

/**
 * Formats of the rows after they moved: the last one looks like the last one of the form, whose lower border may be
 * heavier, the new ones like those between.
 * @param ending formats of the form's last row by column, read before its rows moved
 */
export function formatRows(
  sheet: SheetPart,
  prepared: PreparedRows,
  count: number,
  ending: ReadonlyMap<string, string>,
): void {
  const size = prepared.last - prepared.first + 1;
  // Of two rows neither is one in between.
  const model = size > 2 ? prepared.first + 1 : prepared.first;
  const bottom = prepared.first + Math.max(count, 1) - 1;
  for (let row = prepared.last + 1; row <= bottom; row += 1) copyRow(sheet, prepared.last, row, model);
  if (size <= 2 || bottom === prepared.last || (bottom < prepared.last && prepared.hasNeighbour)) return;
  const between = formatsOf(sheet, model);
  if (bottom > prepared.last) applyFormats(sheet, prepared.last, between);
  applyFormats(sheet, bottom, ending);
}

/** The formats of a row by the letters of its columns. */
export function formatsOf(sheet: SheetPart, row: number): Map<string, string> {
  const cells = sheet.row(row)?.elements("c") ?? [];
  return new Map(cells.map((cell) => [columnOf(cell), cell.get("s") ?? "0"]));
}

function applyFormats(sheet: SheetPart, row: number, formats: ReadonlyMap<string, string>): void {
  for (const cell of sheet.row(row)?.elements("c") ?? [])
    cell.set("s", formats.get(columnOf(cell)) ?? cell.get("s"));
}

/** A row like `source`, with its formulas moved along and without its values, in the formats of `model`. */
function copyRow(sheet: SheetPart, source: number, row: number, model: number): void {
  const original = sheet.row(source);
  if (!original) return;
  const copy = original.clone().set("hidden", undefined);
  for (const cell of copy.elements("c")) {
    const formula = cell.find("f");
    cell.children.splice(0);
    cell.set("t", undefined);
    if (!formula || formula.get("t") === "array") continue;
    cell.children.push(formula.setText(moveFormula(formula.text(), { rows: row - source, columns: 0 })));
  }
  sheet.addRow(row, copy);
  applyFormats(sheet, row, formatsOf(sheet, model));
  copyMerges(sheet, source, row);
}

function copyMerges(sheet: SheetPart, source: number, row: number): void {
  const merges = sheet.root.find("mergeCells");
  for (const merge of merges?.elements() ?? []) {
    const range = parseRange(merge.get("ref") ?? "");
    if (range?.top !== source || range.bottom !== source) continue;
    const ref = (merge.get("ref") ?? "").replace(/\d+/g, String(row));
    merges?.children.push(merge.clone().set("ref", ref));
    merges?.set("count", merges.elements().length);
  }
}

/** Writes the values. A cell with a formula keeps it; examples leave nothing behind. */
export function writeRows(
  sheet: SheetPart,
  styles: StyleSheet,
  list: ListContent,
  prepared: PreparedRows,
): void {
  for (let example = 0; example < list.exampleRows; example += 1) clearRow(sheet, prepared.first + example);
  const widths = list.columns.map((column) => sheet.widthAt(prepared.first, column));
  const dated = list.columns.map((_, place) => list.rows.some((values) => values[place] instanceof Date));
  for (const [index, values] of list.rows.entries()) {
    const row = prepared.first + index;
    let height = 0;
    for (const [place, column] of list.columns.entries()) {
      if (sheet.cell(row, column)?.find("f")) continue;
      const value = values[place] ?? null;
      const cell = sheet.setCell(row, column, value);
      const style = Number(cell.get("s") ?? 0);
      const size = styles.fontSize(style);
      const room = (widths[place] ?? 0) / size;
      const lines = typeof value === "string" && !isNumber(value) ? countLines(value, room * 13) : 1;
      const wished = styles.variant(style, {
        ...wishFor(value, styles.showsDate(style), lines > 1),
        // A year alone is text and would stand at the left, the days below it at the right.
        ...(dated[place] ? { center: true } : {}),
        ...(isTooNarrow(value, room * 11) ? { shrink: true } : {}),
      });
      if (wished !== style) cell.set("s", wished);
      if (lines > 1) height = Math.max(height, lines * size * 1.3);
    }
    makeRoom(sheet.row(row), height);
  }
}

/** An ID or a phone number is not broken into lines. */
const isNumber = (value: string) => /^[\d\s+.-]+$/.test(value);

/** @param room of the column, in characters of 11 points; a cell has margins of about one */
function isTooNarrow(value: CellContent, room: number): boolean {
  if (value instanceof Date) return room < "dd/mm/yyyy".length + 1;
  return typeof value === "string" && isNumber(value) && room < value.length + 1;
}

/** Text stays text when somebody edits its cell: an ID keeps its zero, and "=…" does not become a formula. */
function wishFor(value: CellContent, showsDate: boolean, isLong: boolean): StyleWish {
  if (typeof value === "string") return { numberFormat: "@", ...(isLong ? { wrap: true } : {}) };
  return value instanceof Date && !showsDate ? { numberFormat: "dd/mm/yyyy" } : {};
}

function clearRow(sheet: SheetPart, row: number): void {
  for (const cell of sheet.row(row)?.elements("c") ?? []) {
    if (cell.find("f")) continue;
    cell.children.splice(0);
    cell.set("t", undefined);
  }
}

/**
 * Not every program fits a row to a text that breaks into lines, so it is given its height: an estimate, by which a
 * program that does is not bound. One that somebody chose only grows. Any other height was that of the blank row.
 * @param height in points, 0 where every text has one line
 */
function makeRoom(row: XmlElement | undefined, height: number): void {
  const chosen = row?.get("customHeight") === "1";
  if (height > (chosen ? Number(row?.get("ht") ?? 0) : 0)) row?.set("ht", Math.ceil(height));
  else if (!chosen) row?.set("ht", undefined);
}

function columnOf(cell: XmlElement): string {
  return columnLetter(columnOfAddress(cell.get("r") ?? ""));
}
