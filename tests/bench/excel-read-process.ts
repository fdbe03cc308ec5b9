import { readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";

/** Times in milliseconds, memory in bytes above the idle process. */
export interface MeasuredReading {
  outcome: string;
  milliseconds: number;
  /** Of these, on the thread of the server. */
  understanding: number;
  /** The longest that the server's thread answered nobody. */
  longestBlock: number;
  peakRss: number;
}

const [what = "", path = ""] = process.argv.slice(2);
const file = readFileSync(path);
const read = what === "exceljs" ? await prepareExceljs() : await prepareOurs();

globalThis.gc?.();
const idle = process.memoryUsage.rss();
let peak = idle;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 5);
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const started = performance.now();
const { outcome, understanding } = await read();
const milliseconds = performance.now() - started;
await new Promise((resolve) => setTimeout(resolve, 20));
delay.disable();
clearInterval(watch);
const measured: MeasuredReading = {
  outcome,
  milliseconds,
  understanding,
  longestBlock: delay.max / 1e6,
  peakRss: Math.max(peak, process.memoryUsage.rss()) - idle,
};
process.send?.(measured, () => process.exit(0));

async function prepareOurs() {
  const { readWorkbook } = await import("#app/spreadsheet/reading/read-workbook.server.ts");
  const { readNomineeRows } = await import("#app/domain/nominations/workbook.ts");
  return async () => {
    const result = await readWorkbook(file);
    if (!result.ok) return { outcome: result.problem, understanding: 0 };
    const since = performance.now();
    const table = readNomineeRows(result.workbook.sheets);
    return { outcome: `${table?.rows.length} rows`, understanding: performance.now() - since };
  };
}

async function prepareExceljs() {
  const { default: ExcelJS } = await import("exceljs");
  return async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(
      file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer,
    );
    return { outcome: `${workbook.worksheets[0]?.rowCount} rows`, understanding: 0 };
  };
}
