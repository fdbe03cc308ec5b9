import { columnOfAddress, countCells, parseRange } from "#app/spreadsheet/cell-address.ts";
import type { Sheet, SheetRow } from "#app/spreadsheet/workbook.ts";
import type { CellFormat } from "./cell-formats.server.ts";
import { type CellContext, type RawCell, readCellValue } from "./cell-value.server.ts";
import { readLimits } from "./read-limits.ts";
import { type ReadNote, Unreadable } from "./read-problems.ts";
import { type ReadBudget, SheetBuilder } from "./sheet-builder.ts";
import { collectText } from "./string-item.ts";
import { isTrue, readXml, type XmlAttributes } from "./xml-part.server.ts";

export interface SheetContext extends CellContext {
  formats: CellFormat[];
  budget: ReadBudget;
  note: (note: ReadNote) => void;
  /** See `SheetBuilder`. */
  handOn?: (rows: SheetRow[]) => void;
}

interface OpenCell extends RawCell {
  column: number;
  isFormula: boolean;
  formulaCharacters: number;
}

/**
 * Streams the XML of a sheet into rows of cells with a value.
 * @throws {Unreadable}
 */
export async function parseSheet(
  part: AsyncIterable<Buffer>,
  context: SheetContext,
): Promise<Omit<Sheet, "name" | "hidden">> {
  const sheet = new SheetBuilder(context.budget, context.handOn);
  const inline = collectText();
  let cell: OpenCell | undefined;
  let inValue = false;
  let inFormula = false;

  function openCell({ r: address, t: type = "n", s: format = "0" }: XmlAttributes): OpenCell {
    const column = sheet.openCell(address === undefined ? null : columnOfAddress(address));
    inline.start();
    return {
      column,
      type,
      stored: "",
      inline,
      format: context.formats[Number(format)],
      isFormula: false,
      formulaCharacters: 0,
    };
  }

  function closeCell(closed: OpenCell) {
    const read = readCellValue(closed, context);
    if (read) sheet.addCell(closed.column, read.value, read.font);
    else if (closed.isFormula) {
      context.note("formulasWithoutValue");
      sheet.addCell(closed.column, { fault: "formula" }, undefined);
    }
  }

  function openOther(name: string, attributes: XmlAttributes) {
    if (name === "mergeCell") sheet.addMerge(readRange(attributes.ref));
    else if (name === "col")
      sheet.addColumns(Number(attributes.min), Number(attributes.max), isTrue(attributes.hidden));
    else if (name === "dataValidation" || name === "conditionalFormatting") {
      if (isGiantRange(attributes.sqref)) context.note("giantRangeIgnored");
    }
  }

  await readXml(part, {
    open(name, attributes) {
      if (name === "c") cell = openCell(attributes);
      else if (name === "row") sheet.openRow(readRowNumber(attributes.r), isTrue(attributes.hidden));
      else if (!cell) openOther(name, attributes);
      else if (name === "v") inValue = true;
      else if (name === "f") {
        cell.isFormula = true;
        inFormula = true;
      } else inline.open(name, attributes);
    },
    text(text) {
      if (!cell) return;
      if (inFormula) {
        cell.formulaCharacters += text.length;
        if (cell.formulaCharacters > readLimits.formulaCharacters) throw new Unreadable("formulaTooLong");
      } else if (!inValue) inline.text(text);
      else if (cell.stored.length + text.length > readLimits.cellCharacters) {
        throw new Unreadable("outOfRange", "text of a cell");
      } else cell.stored += text;
    },
    close(name) {
      if (!cell) return;
      if (name === "v") inValue = false;
      else if (name === "f") inFormula = false;
      else if (name === "c") {
        closeCell(cell);
        cell = undefined;
      } else inline.close(name);
    },
  });
  return sheet.finish();
}

function readRowNumber(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}

function readRange(reference = "") {
  const range = parseRange(reference);
  if (!range) throw new Unreadable("damaged", `merged cells ${reference.slice(0, 32)}`);
  return range;
}

/** Rules over whole sheets are common in prepared files and never needed; they are only mentioned. */
function isGiantRange(references = ""): boolean {
  const ranges = references.slice(0, 1024).split(" ").map(parseRange);
  return ranges.some((range) => range && countCells(range) > readLimits.mergedCells);
}
