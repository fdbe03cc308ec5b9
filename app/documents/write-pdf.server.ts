import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import { printedColumns } from "#app/spreadsheet/writing/printed-columns.ts";
import type { TableDescription, TableRows, TableWriter } from "#app/spreadsheet/writing/table-description.ts";
import { showDate } from "#app/vietnamese/dates.ts";
import { PdfPages } from "./pdf-pages.server.ts";
import { PdfTable } from "./pdf-table.server.ts";
import { drawFoot, drawHead } from "./table-frame.server.ts";

/**
 * A list as .pdf in the format of an official appendix: A4 landscape, head, a table that repeats its header on every
 * page, page numbers from the second page on, the total and the signatures. Cells are wrapped; a row that is higher
 * than a page goes on on the next one.
 */
export const writePdf: TableWriter = async (table, rows, output, { signal } = {}) => {
  const written = { rows: 0 };
  await pipeline(piecesOf(table, rows, written), output, { signal });
  return written;
};

async function* piecesOf(table: TableDescription, rows: TableRows, written: { rows: number }) {
  const pages = new PdfPages({ title: table.title });
  drawHead(pages, table);
  const { columns, valuesOf } = printedColumns(table);
  const body = new PdfTable(pages, columns);
  for await (const values of rows) {
    body.drawRow(valuesOf(values).map((value, index) => shownText(value, columns[index]?.kind)));
    written.rows += 1;
    const finished = pages.takeFinished();
    if (!finished) continue;
    yield finished;
    // Setting a page takes milliseconds: others get their turn in between.
    await setImmediate();
  }
  body.end();
  drawFoot(pages, table, written.rows);
  yield pages.end();
}

function shownText(value: string | number | null, kind: string | undefined): string {
  if (value === null) return "";
  const isDay = kind === "date" || kind === "partialDate";
  return isDay ? showDate(String(value)) : String(value);
}
