import { columnLetter } from "#app/spreadsheet/cell-address.ts";
import { type Sheet, shownText } from "#app/spreadsheet/workbook.ts";

/** The top of a sheet as a person sees it, for choosing sheet, header row and columns. */
export interface SheetPreview {
  name: string;
  hidden: boolean;
  /** Of all rows with a value. */
  rowCount: number;
  rows: { number: number; hidden: boolean; cells: { column: number; letter: string; text: string }[] }[];
}

const previewedRows = 20;
const longestText = 60;

/** @param firstRow the first row to show, by its number */
export function previewSheet(sheet: Sheet, firstRow = 1): SheetPreview {
  const rows = sheet.rows.filter(({ number }) => number >= firstRow).slice(0, previewedRows);
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    rowCount: sheet.rows.length,
    rows: rows.map(({ number, hidden, cells }) => ({
      number,
      hidden,
      cells: cells.map(({ column, value }) => ({
        column,
        letter: columnLetter(column),
        text: shownText(value).slice(0, longestText),
      })),
    })),
  };
}
