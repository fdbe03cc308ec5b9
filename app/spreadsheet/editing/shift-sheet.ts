import { columnLetter, parseRange } from "#app/spreadsheet/cell-address.ts";
import { type RowShift, shiftRow, shiftRows } from "./row-shift.ts";
import { unshareFormulas } from "./shared-formulas.ts";
import type { SheetPart } from "./sheet-part.ts";
import { mentionsSheet, type ShiftContext, shiftFormula } from "./shift-formula.ts";
import type { XmlElement } from "./xml-tree.ts";

/** Elements that stand for one range: it grows with the list that it covers. */
const ranged = ["dimension", "autoFilter", "sortState", "sortCondition", "table", "worksheetSource"];
/** Elements that hang on a cell. */
const hanging = ["hyperlink", "comment", "threadedComment"];
/** Elements with a list of ranges; Excel's extensions have the list in a child. */
const listed = ["conditionalFormatting", "dataValidation", "protectedRange", "ignoredError", "sparkline"];
/** Elements that may not be empty. */
const containers = [
  "mergeCells",
  "hyperlinks",
  "dataValidations",
  "ignoredErrors",
  "protectedRanges",
  "sparklines",
];
/** Elements whose text is a formula, with and without Excel's prefixes. */
const formulas = ["f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula"];

/** Moves the rows of a sheet and everything in it that points to them. */
export function shiftSheet(sheet: SheetPart, name: string, shift: RowShift): void {
  unshareFormulas(sheet);
  shiftPlaces(sheet.root, { sheet: name, host: name, shift });
  sheet.moveRows((row) => shiftRow(row, shift));
}

/** Moves what the formulas of another sheet mention of this one. */
export function shiftMentions(sheet: SheetPart, context: ShiftContext): boolean {
  const mentioning = [...sheet.root.descendants()].filter(
    (element) => formulas.includes(element.name) && mentionsSheet(element.text(), context.sheet),
  );
  if (mentioning.some((element) => element.get("t") === "shared")) unshareFormulas(sheet);
  shiftPlaces(sheet.root, context);
  return mentioning.length > 0;
}

/**
 * Moves whatever in a part refers to the rows. Ranges without a sheet's name mean the sheet only where `host` is its
 * name: in itself, in its tables and comments.
 */
export function shiftPlaces(root: XmlElement, context: ShiftContext): void {
  if (context.host === context.sheet) shiftOwn(root, context.shift);
  walk(root, context);
}

function walk(parent: XmlElement, context: ShiftContext): void {
  for (const child of parent.elements()) {
    walk(child, context);
    shiftFormulas(child, context);
    if (context.host === context.sheet && !shiftOwn(child, context.shift)) parent.remove(child);
  }
}

function shiftFormulas(element: XmlElement, context: ShiftContext): void {
  const location = element.name === "hyperlink" ? element.get("location") : undefined;
  if (location !== undefined) element.set("location", shiftFormula(location, context));
  if (!formulas.includes(element.name) || element.elements().length > 0) return;
  const before = element.text();
  const after = shiftFormula(before, context);
  if (after !== before) element.setText(after);
}

/** @returns whether the element still has a place in the sheet */
function shiftOwn(element: XmlElement, shift: RowShift): boolean {
  const { name } = element;
  if (name === "mergeCell") return shiftMerge(element, shift);
  if (ranged.includes(name) || name === "f") return shiftRange(element, "ref", shift);
  if (hanging.includes(name)) return shiftCells(element, ["ref"], shift);
  if (name === "pane" || name === "sheetView") shiftCells(element, ["topLeftCell"], shift);
  if (name === "selection") {
    shiftCells(element, ["activeCell"], shift);
    if (!shiftList(element, shift)) element.set("sqref", element.get("activeCell"));
  }
  if (name === "sqref") return shiftListText(element, shift);
  if (listed.includes(name)) {
    return element.get("sqref") === undefined
      ? element.find("sqref") !== undefined
      : shiftList(element, shift);
  }
  if (name === "rowBreaks") return shiftBreaks(element, shift);
  if (!containers.includes(name)) return true;
  if (element.get("count") !== undefined) element.set("count", element.elements().length);
  return element.elements().length > 0;
}

/** Merged cells do not take up the rows that come below them; one cell alone is not merged. */
function shiftMerge(element: XmlElement, shift: RowShift): boolean {
  const range = parseRange(element.get("ref") ?? "");
  if (!range) return false;
  if (shift.kind === "insert" && range.bottom <= shift.after) return true;
  const rows = shiftRows(range.top, range.bottom, shift);
  if (rows === null || (rows.top === rows.bottom && range.left === range.right)) return false;
  element.set("ref", rangeText({ ...range, ...rows }));
  return true;
}

function shiftRange(element: XmlElement, attribute: string, shift: RowShift): boolean {
  const before = element.get(attribute);
  if (before === undefined) return true;
  const after = shiftListed(before, shift);
  if (after !== "" && after !== before) element.set(attribute, after);
  return after !== "";
}

/** A single cell stays single: no new row takes part in what hangs on it. */
function shiftCells(element: XmlElement, attributes: readonly string[], shift: RowShift): boolean {
  return attributes.every((attribute) => {
    const before = element.get(attribute);
    const [, column, row] = /^(\$?[A-Za-z]+\$?)(\d+)$/.exec(before ?? "") ?? [];
    if (row === undefined) return shiftRange(element, attribute, shift);
    const moved = shiftRow(Number(row), shift);
    if (moved !== null && moved !== Number(row)) element.set(attribute, `${column}${moved}`);
    return moved !== null;
  });
}

function shiftList(element: XmlElement, shift: RowShift): boolean {
  return shiftRange(element, "sqref", shift);
}

function shiftListText(element: XmlElement, shift: RowShift): boolean {
  const after = shiftListed(element.text(), shift);
  if (after !== element.text()) element.setText(after);
  return after !== "";
}

function shiftListed(list: string, shift: RowShift): string {
  return list
    .split(/\s+/)
    .flatMap((text) => {
      const range = parseRange(text.replaceAll("$", ""));
      if (!range) return [text];
      const rows = shiftRows(range.top, range.bottom, shift);
      return rows === null ? [] : [rangeText({ ...range, ...rows })];
    })
    .join(" ");
}

/** A page ends with the row that a break names: with the last row of the list, whichever that is now. */
function shiftBreaks(element: XmlElement, shift: RowShift): boolean {
  for (const brk of element.elements("brk")) {
    const rows = shiftRows(1, Number(brk.get("id")), shift);
    if (rows === null || rows.bottom < 1) element.remove(brk);
    else brk.set("id", rows.bottom);
  }
  const left = element.elements("brk").length;
  element.set("count", left).set("manualBreakCount", left);
  return left > 0;
}

function rangeText({
  top,
  left,
  bottom,
  right,
}: {
  top: number;
  left: number;
  bottom: number;
  right: number;
}): string {
  const first = `${columnLetter(left)}${top}`;
  return top === bottom && left === right ? first : `${first}:${columnLetter(right)}${bottom}`;
}
