import { columnLetter, columnOfAddress, lastColumn, lastRow } from "#app/spreadsheet/cell-address.ts";
import { type RowShift, shiftRow, shiftRows } from "./row-shift.ts";

/** Rows come into or leave `sheet`; the formula stands in `host`, null where names and charts have theirs. */
export interface ShiftContext {
  sheet: string;
  host: string | null;
  shift: RowShift;
}

const name = String.raw`[\p{L}_\\][\p{L}\p{N}_.\\?]*`;
const cell = String.raw`\$?[A-Za-z]{1,3}\$?\d{1,7}`;
const area = String.raw`${cell}(?::${cell})?|\$?\d{1,7}:\$?\d{1,7}|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}`;
const quoted = String.raw`'(?:[^']|'')*'`;

/**
 * A formula cut into what must stay whole: texts, errors, table references and references to other files, then
 * references with and without their sheet, then the other words and numbers. Names such as LOG10( are no references.
 */
const token = new RegExp(
  [
    String.raw`"(?:[^"]|"")*"`,
    String.raw`#REF!(?:${area})?|#[A-Z][A-Z0-9/]*[!?]?`,
    String.raw`(?:'\[(?:[^']|'')*'|\[\d+\](?:${name})?)!(?:${area})?`,
    String.raw`\[(?:[^\[\]]|\[[^\[\]]*\])*\]`,
    String.raw`(?:(?<sheet>${quoted}|${name}(?::${name})?)!)?(?<area>${area})(?![\p{L}\p{N}_.(\[!])`,
    String.raw`${quoted}!?|${name}|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?`,
  ].join("|"),
  "gu",
);

/** The formula after rows came or left: references follow their cells, those to cells that are gone become #REF!. */
export function shiftFormula(formula: string, { sheet, host, shift }: ShiftContext): string {
  return replaceReferences(formula, (reference, named) => {
    const target = named === undefined ? host : sheetName(named);
    if (target === null || !isSameSheet(target, sheet)) return reference;
    return shiftReference(reference, shift);
  });
}

/** Whether the formula names this sheet. */
export function mentionsSheet(formula: string, sheet: string): boolean {
  let mentioned = false;
  replaceReferences(formula, (reference, named) => {
    mentioned ||= named !== undefined && isSameSheet(sheetName(named), sheet);
    return reference;
  });
  return mentioned;
}

/** The formula as it reads when it is copied to another cell: what is not held by `$` moves along. */
export function moveFormula(formula: string, { rows, columns }: { rows: number; columns: number }): string {
  return replaceReferences(formula, (reference) => {
    const moved = reference.split(":").map((corner) => moveCorner(corner, rows, columns));
    return moved.includes(null) ? "#REF!" : moved.join(":");
  });
}

/** Excel compares the names of sheets without case. */
export function isSameSheet(a: string, b: string): boolean {
  return a.toLocaleLowerCase() === b.toLocaleLowerCase();
}

function replaceReferences(
  formula: string,
  replace: (reference: string, sheet: string | undefined) => string,
): string {
  return formula.replace(token, (whole, ...rest) => {
    const groups = rest.at(-1) as { sheet?: string; area?: string };
    if (groups.area === undefined || !isInGrid(groups.area)) return whole;
    const replaced = replace(groups.area, groups.sheet);
    return groups.sheet === undefined ? replaced : `${groups.sheet}!${replaced}`;
  });
}

function sheetName(written: string): string {
  return written.startsWith("'") ? written.slice(1, -1).replaceAll("''", "'") : written;
}

interface Corner {
  column: string;
  /** "$" or nothing. */
  held: string;
  row: number | null;
}

function readCorner(text: string): Corner {
  const [, column = "", held = "", row] = /^(\$?[A-Za-z]*)(\$?)(\d*)$/.exec(text) ?? [];
  // In "$5" the sign is the row's.
  const isRowOnly = column === "$" || column === "";
  return {
    column: isRowOnly ? "" : column,
    held: isRowOnly ? column + held : held,
    row: row ? Number(row) : null,
  };
}

function isInGrid(area: string): boolean {
  return area
    .split(":")
    .map(readCorner)
    .every(({ column, row }) => {
      const letters = column.replace("$", "");
      const isColumn = letters === "" || columnOfAddress(letters) <= lastColumn;
      return isColumn && (row === null || (row >= 1 && row <= lastRow));
    });
}

function shiftReference(reference: string, shift: RowShift): string {
  const [from, to] = reference.split(":").map(readCorner);
  if (!from || from.row === null) return reference;
  if (!to) {
    const row = shiftRow(from.row, shift);
    return row === null ? "#REF!" : writeCorner(from, row);
  }
  if (to.row === null) return reference;
  // Excel writes the upper corner first; other programs may not.
  const isUpright = from.row <= to.row;
  const [upper, lower] = isUpright ? [from.row, to.row] : [to.row, from.row];
  const rows = shiftRows(upper, lower, shift);
  if (rows === null) return "#REF!";
  const { top, bottom } = rows;
  return `${writeCorner(from, isUpright ? top : bottom)}:${writeCorner(to, isUpright ? bottom : top)}`;
}

function writeCorner({ column, held }: Corner, row: number | null): string {
  return row === null ? column : `${column}${held}${row}`;
}

function moveCorner(text: string, rows: number, columns: number): string | null {
  const corner = readCorner(text);
  const row = corner.row === null || corner.held ? corner.row : corner.row + rows;
  if (row !== null && (row < 1 || row > lastRow)) return null;
  if (corner.column === "" || corner.column.startsWith("$")) return writeCorner(corner, row);
  const column = columnOfAddress(corner.column) + columns;
  if (column < 1 || column > lastColumn) return null;
  return writeCorner({ ...corner, column: columnLetter(column) }, row);
}
