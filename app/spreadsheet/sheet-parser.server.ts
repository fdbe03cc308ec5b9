import { columnOfAddress, countCells, lastColumn, lastRow, parseRange, rowOfNumber } from "./cell-address.ts";
import type { CellFormat } from "./cell-formats.server.ts";
import { type CellContext, type RawCell, readCellValue } from "./cell-value.server.ts";
import { readLimits } from "./read-limits.ts";
import { type ReadNote, Unreadable } from "./read-problems.ts";
import { collectText } from "./string-item.ts";
import type { Cell, MergeRange, Sheet, SheetRow } from "./workbook.ts";
import { isTrue, readXml, type XmlAttributes } from "./xml-part.server.ts";

export interface SheetContext extends CellContext {
  formats: CellFormat[];
  /** What is left of the workbook's budget. */
  budget: { cells: number; characters: number };
  note: (note: ReadNote) => void;
}

/**
 * Streams a sheet into rows of cells with a value. Only what is present is counted and kept: a range over the whole
 * sheet is two corners, never its cells, and a lone cell in the last row is one row.
 * @throws {Unreadable} at the first row, column, cell or range too many
 */
export async function parseSheet(
  part: AsyncIterable<Buffer>,
  context: SheetContext,
): Promise<Omit<Sheet, "name" | "hidden">> {
  const rows: SheetRow[] = [];
  const usedColumns = new Set<number>();
  const merges: MergeRange[] = [];
  const hiddenRanges: { min: number; max: number }[] = [];
  const inline = collectText();
  let row: SheetRow | undefined;
  let cell: (Omit<RawCell, "inline"> & { column: number; formula: boolean }) | undefined;
  let lastRowNumber = 0;
  let lastCellColumn = 0;
  let inValue = false;

  function openRow(attributes: XmlAttributes) {
    const number = attributes.r === undefined ? lastRowNumber + 1 : rowOfNumber(attributes.r);
    if (number === null || number > lastRow) throw new Unreadable("outOfRange", `row ${attributes.r}`);
    if (number <= lastRowNumber) throw new Unreadable("damaged", `row ${number} twice or out of order`);
    lastRowNumber = number;
    lastCellColumn = 0;
    row = { number, hidden: isTrue(attributes.hidden), cells: [] };
  }

  function openCell(attributes: XmlAttributes) {
    const column = attributes.r === undefined ? lastCellColumn + 1 : columnOfAddress(attributes.r);
    if (column === null || column > lastColumn) throw new Unreadable("outOfRange", `cell ${attributes.r}`);
    if (column <= lastCellColumn)
      throw new Unreadable("damaged", `cell ${attributes.r} twice or out of order`);
    lastCellColumn = column;
    const format = context.formats[Number(attributes.s ?? 0)];
    cell = { column, type: attributes.t ?? "", stored: "", format, formula: false };
    inline.start();
  }

  function closeCell() {
    if (!cell || !row) return;
    const { column, formula, ...raw } = cell;
    const read = readCellValue({ ...raw, inline: inline.finish() }, context);
    if (read) addCell(row, { column, ...read });
    else if (formula) {
      context.note("formulasWithoutValue");
      addCell(row, { column, value: { fault: "formula" } });
    }
    cell = undefined;
  }

  function addCell(to: SheetRow, { font, ...added }: Cell) {
    to.cells.push(font === undefined ? added : { ...added, font });
    usedColumns.add(added.column);
    if (usedColumns.size > readLimits.columns) throw new Unreadable("tooManyColumns");
    context.budget.cells -= 1;
    if (typeof added.value === "string") context.budget.characters -= added.value.length;
    if (context.budget.cells < 0 || context.budget.characters < 0) throw new Unreadable("tooManyCells");
  }

  function closeRow() {
    if (row && row.cells.length > 0) rows.push(row);
    if (rows.length > readLimits.rows) throw new Unreadable("tooManyRows");
    row = undefined;
  }

  function addMerge(reference = "") {
    const range = parseRange(reference);
    if (!range) throw new Unreadable("damaged", `merged cells ${reference.slice(0, 32)}`);
    if (countCells(range) > readLimits.mergedCells) throw new Unreadable("mergeTooLarge", reference);
    if (merges.length === readLimits.mergedRanges) throw new Unreadable("tooManyMerges");
    merges.push(range);
  }

  function addColumns(attributes: XmlAttributes) {
    const [min, max] = [Number(attributes.min), Number(attributes.max)];
    if (!(min >= 1 && max <= lastColumn))
      throw new Unreadable("outOfRange", `columns ${attributes.min} to ${attributes.max}`);
    if (isTrue(attributes.hidden) && hiddenRanges.length < lastColumn) hiddenRanges.push({ min, max });
  }

  await readXml(part, {
    open(name, attributes) {
      if (name === "row") openRow(attributes);
      else if (name === "c") openCell(attributes);
      else if (name === "v") inValue = cell !== undefined;
      else if (name === "f") {
        if (cell) cell.formula = true;
      } else if (name === "mergeCell") addMerge(attributes.ref);
      else if (name === "col") addColumns(attributes);
      else if (name === "dataValidation" || name === "conditionalFormatting")
        noteGiantRange(attributes, context);
      else if (cell) inline.open(name, attributes);
    },
    text(text) {
      if (inValue && cell) {
        cell.stored += text;
        if (cell.stored.length > readLimits.cellCharacters)
          throw new Unreadable("outOfRange", "text of a cell");
      } else if (cell) inline.text(text);
    },
    close(name) {
      if (name === "v") inValue = false;
      else if (name === "c") closeCell();
      else if (name === "row") closeRow();
      else if (cell) inline.close(name);
    },
  });
  const hiddenColumns = [...usedColumns].filter((column) =>
    hiddenRanges.some(({ min, max }) => column >= min && column <= max),
  );
  return {
    rows,
    merges: cutToUsed(merges, rows, usedColumns),
    hiddenColumns: hiddenColumns.sort((a, b) => a - b),
  };
}

/** Rules over whole sheets are common in prepared files and never needed; they are only mentioned. */
function noteGiantRange(attributes: XmlAttributes, context: SheetContext) {
  const ranges = (attributes.sqref ?? "").slice(0, 1024).split(" ").map(parseRange);
  if (ranges.some((range) => range && countCells(range) > readLimits.mergedCells))
    context.note("giantRangeIgnored");
}

function cutToUsed(merges: MergeRange[], rows: SheetRow[], columns: Set<number>): MergeRange[] {
  const bottom = rows.at(-1)?.number ?? 0;
  const right = Math.max(0, ...columns);
  return merges
    .filter((merge) => merge.top <= bottom && merge.left <= right)
    .map((merge) => ({
      ...merge,
      bottom: Math.min(merge.bottom, bottom),
      right: Math.min(merge.right, right),
    }));
}
