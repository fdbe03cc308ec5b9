import type { Writable } from "node:stream";
import type { Worksheet } from "exceljs";
import { writableValue } from "./cell-writer.ts";
import type { TableDescription, TableValues } from "./table-description.ts";
import { headerRowNumber, writeFoot, writeHead } from "./table-frame.server.ts";
import { columnStyles } from "./table-styles.server.ts";
import { streamWorkbook, type WorkbookWriter } from "./workbook-stream.server.ts";

export type { TableDescription, TableValues };

interface WriteOptions {
  /** Stops the writing, as a closed output does. */
  signal?: AbortSignal;
}

/**
 * Streams a list to `output` as .xlsx: memory does not grow with the rows, a slow output slows the source down, and
 * a broken or aborted one ends it (the iterator's `return` is called, so a cursor closes). Every text is a text
 * cell: nothing can become a formula or lose its leading zero.
 * @returns how many rows were written, after the output has taken the last byte
 * @throws what the rows or the output threw; the output is destroyed then
 */
export async function writeWorkbook(
  table: TableDescription,
  rows: AsyncIterable<TableValues> | Iterable<TableValues>,
  output: Writable,
  { signal }: WriteOptions = {},
): Promise<{ rows: number }> {
  let count = 0;
  await streamWorkbook(output, signal, async ({ workbook, drain }) => {
    const sheet = addSheet(workbook, table);
    writeHead(sheet, table);
    const columns = table.columns.map((column) => ({ kind: column.kind, ...columnStyles(column) }));
    const firstRow = headerRowNumber(table) + 1;
    for await (const values of rows) {
      const row = sheet.getRow(firstRow + count);
      for (const [index, { kind, typed, text }] of columns.entries()) {
        const cell = row.getCell(index + 1);
        const written = writableValue(values[index] ?? null, kind);
        cell.value = written.value;
        cell.style = written.typed ? typed : text;
      }
      row.commit();
      count += 1;
      const drained = drain(sheet);
      if (drained) await drained;
    }
    writeFoot(sheet, table, firstRow + count, count);
    sheet.commit();
  });
  return { rows: count };
}

function addSheet(workbook: WorkbookWriter, table: TableDescription): Worksheet {
  const header = headerRowNumber(table);
  workbook.creator = "Nhân lực số";
  workbook.lastModifiedBy = "Nhân lực số";
  const sheet = workbook.addWorksheet(sheetName(table.sheetName), {
    properties: { defaultRowHeight: 17 },
    views: [{ state: "frozen", ySplit: header, topLeftCell: `A${header + 1}`, showGridLines: false }],
    pageSetup: {
      paperSize: 9,
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      printTitlesRow: `${header}:${header}`,
      // 20 mm above and below, 30 mm left, 15 mm right (Nghị định 30/2020/NĐ-CP, Phụ lục I), in inches.
      margins: { top: 0.79, bottom: 0.79, left: 1.18, right: 0.59, header: 0.39, footer: 0.39 },
    },
    // Page numbers stand in the middle of the top margin, from the second page on.
    headerFooter: { differentFirst: true, oddHeader: '&C&"Times New Roman,Regular"&13&P' },
  });
  sheet.columns = table.columns.map(({ width }) => ({ width }));
  return sheet;
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
