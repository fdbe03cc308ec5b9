import "#tests/support/environment.ts";
import { createWriteStream } from "node:fs";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import ExcelJS from "exceljs";
import { writePdf } from "#app/documents/write-pdf.server.ts";
import type { TableDescription, TableValues } from "#app/spreadsheet/writing/table-description.ts";
import { writeCsv } from "#app/spreadsheet/writing/write-csv.server.ts";
import { writeWorkbook } from "#app/spreadsheet/writing/write-workbook.server.ts";
import { benchTable, rowsOf } from "./excel-write-data.ts";

/** One measurement in a process of its own, started by excel-write.ts; the answer goes back as a message. */
export type MeasuredWriting = { rowsPerSecond: number; peakRss: number };

const writers = { xlsx: writeWorkbook, csv: writeCsv, pdf: writePdf };

/** exceljs's stream writer as its manual shows it: values alone, without styles, head and foot. */
async function writeBare(
  table: TableDescription,
  rows: Iterable<TableValues>,
  output: Writable,
): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true });
  const sheet = workbook.addWorksheet("Danh sách");
  sheet.columns = table.columns.map(({ header, width }) => ({ header, width }));
  const dates = new Set(table.columns.flatMap(({ kind }, index) => (kind === "date" ? [index] : [])));
  for (const row of rows)
    sheet.addRow(row.map((value, index) => (dates.has(index) && value ? new Date(value) : value))).commit();
  sheet.commit();
  await workbook.commit();
}

async function main(what: string, rows: number, path: string): Promise<void> {
  const write = async (count: number) => {
    const output = createWriteStream(path);
    const written = finished(output);
    if (what === "bare") await writeBare(benchTable, rowsOf(count), output);
    else await writers[what as keyof typeof writers](benchTable, rowsOf(count), output);
    await written;
  };
  globalThis.gc?.();
  const idle = process.memoryUsage.rss();
  // Compiles the code; what a long-running server has done long ago.
  await write(2_000);
  let peak = idle;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 5);
  const started = performance.now();
  await write(rows);
  const seconds = (performance.now() - started) / 1000;
  clearInterval(watch);
  const measured: MeasuredWriting = { rowsPerSecond: rows / seconds, peakRss: peak - idle };
  process.send?.(measured, () => process.exit(0));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [what = "", rows = "", path = ""] = process.argv.slice(2);
  await main(what, Number(rows), path);
}
