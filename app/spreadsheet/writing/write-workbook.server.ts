import type { DataValidation, Worksheet } from "exceljs";
import { safeText, writableValue } from "./cell-writer.ts";
import { printedColumns } from "./printed-columns.ts";
import type { TableDescription, TableWriter } from "./table-description.ts";
import { headerRowNumbers, writeFoot, writeHead } from "./table-frame.server.ts";
import { columnStyles, lineHeight } from "./table-styles.server.ts";
import { streamWorkbook, type WorkbookWriter } from "./workbook-stream.server.ts";
import { countLines } from "./wrapped-lines.ts";

/** A list as .xlsx. Every text is a text cell: nothing can become a formula or lose its leading zero. */
export const writeWorkbook: TableWriter = async (table, rows, output, { signal } = {}) => {
  let count = 0;
  await streamWorkbook(output, signal, async ({ workbook, drain }) => {
    const sheet = addSheet(workbook, table);
    writeHead(sheet, table);
    const columns = table.columns.map((column) => ({ ...column, ...columnStyles(column) }));
    const firstRow = headerRowNumbers(table).last + 1;
    for await (const values of rows) {
      const row = sheet.getRow(firstRow + count);
      let lines = 1;
      for (const [index, { kind, width, hidden, typed, text }] of columns.entries()) {
        const cell = row.getCell(index + 1);
        const written = writableValue(values[index] ?? null, kind);
        cell.value = written.value;
        cell.style = written.typed ? typed : text;
        if (typeof written.value === "string" && !hidden)
          lines = Math.max(lines, countLines(written.value, width));
      }
      if (lines > 1) row.height = Math.min(lines * lineHeight, tallestRow);
      row.commit();
      count += 1;
      const drained = drain(sheet);
      if (drained) await drained;
    }
    writeFoot(sheet, table, firstRow + count, count);
    if (count > 0) offerChoices(sheet, table, firstRow, firstRow + count - 1);
    sheet.commit();
    addHiddenSheet(workbook, table);
  });
  return { rows: count };
};

/** Excel's limit, in points. */
const tallestRow = 409;

/** 20 mm above and below, 30 mm left, 15 mm right (Nghị định 30/2020/NĐ-CP, Phụ lục I), in inches. */
const margins = { top: 0.79, bottom: 0.79, left: 1.18, right: 0.59, header: 0.39, footer: 0.39 };

/** Such a table is shrunk to the page: its letters matter more then than its margins. */
function isWiderThanPage(table: TableDescription): boolean {
  const { columns } = printedColumns(table);
  return columns.reduce((sum, { width }) => sum + pixelsOf(width), 0) > pagePixels;
}

/** Between those margins of A4 across, at 96 pixels an inch. */
const pagePixels = (297 / 25.4 - margins.left - margins.right) * 96;

function addSheet(workbook: WorkbookWriter, table: TableDescription): Worksheet {
  const header = headerRowNumbers(table);
  workbook.creator = "Nhân lực số";
  workbook.lastModifiedBy = "Nhân lực số";
  const sheet = workbook.addWorksheet(sheetName(table.sheetName), {
    properties: { defaultRowHeight: lineHeight },
    views: [
      { state: "frozen", ySplit: header.last, topLeftCell: `A${header.last + 1}`, showGridLines: false },
    ],
    pageSetup: {
      paperSize: 9,
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      printTitlesRow: `${header.first}:${header.last}`,
      margins: isWiderThanPage(table) ? { ...margins, left: 0.39, right: 0.39 } : margins,
    },
    // Page numbers stand in the middle of the top margin, from the second page on.
    headerFooter: { differentFirst: true, oddHeader: '&C&"Times New Roman,Regular"&13&P' },
  });
  sheet.columns = table.columns.map(({ width, hidden = false }) => ({ width: fileWidth(width), hidden }));
  return sheet;
}

/** What exceljs 4.4 keeps per sheet and its types leave out: a whole column at once, not cell by cell. */
interface SheetInternals {
  dataValidations: { add(range: string, validation: DataValidation): void };
}

function offerChoices(sheet: Worksheet, { columns }: TableDescription, first: number, last: number): void {
  const { dataValidations } = sheet as unknown as SheetInternals;
  for (const [place, { choices }] of columns.entries()) {
    if (!choices) continue;
    const { letter } = sheet.getColumn(place + 1);
    dataValidations.add(`${letter}${first}:${letter}${last}`, {
      type: "list",
      allowBlank: true,
      showErrorMessage: false,
      formulae: [`"${choices.join(",")}"`],
    });
  }
}

/**
 * The width of a column as the file has it: in digits of the workbook's font, Times New Roman 13, which is as wide in
 * every program. Of Excel's own font, in whose digits people count, many machines have none, and columns grow by a third.
 */
function fileWidth(width: number): number {
  return pixelsOf(width) / 8.67;
}

/** A column of `width` characters of Excel's own font at 100 %. */
function pixelsOf(width: number): number {
  return width * 7 + 5;
}

/** Hidden so far that only a program shows it: nobody edits it by mistake, and every office program saves it along. */
function addHiddenSheet(workbook: WorkbookWriter, { hiddenSheet }: TableDescription): void {
  if (!hiddenSheet) return;
  const sheet = workbook.addWorksheet(sheetName(hiddenSheet.name), { state: "veryHidden" });
  for (const values of hiddenSheet.rows) sheet.addRow(values.map(safeText)).commit();
  sheet.commit();
}

/** Excel takes at most 31 characters and none of []:*?/\ in the name of a sheet; a quote would break the print titles. */
function sheetName(name: string): string {
  return (
    name
      .replace(/[[\]:*?/\\']/g, " ")
      .trim()
      .slice(0, 31) || "DS"
  );
}
