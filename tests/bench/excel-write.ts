import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MeasuredWriting } from "./excel-write-process.ts";
import { print } from "./support.ts";

const rows = 100_000;
const megabyte = 2 ** 20;
const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/**
 * Rows per second and memory above idle of writing 100,000 × 15 to a file: ours beside bare exceljs streaming the same
 * rows without any styles, and beside Python's xlsxwriter (constant memory) and openpyxl (write only) where Debian has
 * them. Each in a process of its own, ours and exceljs in turns and the best of three each, so that a neighbour on the
 * machine does not decide. Then the other formats, of which .pdf gets a tenth of the rows.
 */
export async function benchExcelWrite(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "nhan-luc-so-bench-"));
  try {
    const measured: Record<"xlsx" | "bare", MeasuredWriting[]> = { xlsx: [], bare: [] };
    for (let turn = 0; turn < 3; turn += 1)
      for (const what of ["bare", "xlsx"] as const) measured[what].push(await measure(what, rows, folder));
    const [ours, bare] = [best(measured.xlsx), best(measured.bare)];
    print({
      name: "excel-write",
      rows,
      columns: 15,
      ...labelled("ours", ours),
      ...labelled("bare_exceljs", bare),
      ratio: Math.round((ours.rowsPerSecond / bare.rowsPerSecond) * 100) / 100,
      ...python("xlsxwriter", folder),
      ...python("openpyxl", folder),
    });
    for (const [format, count] of [
      ["csv", rows],
      ["pdf", rows / 10],
    ] as const) {
      const result = await measure(format, count, folder);
      const megabytes = Math.round(statSync(join(folder, format)).size / megabyte);
      print({ name: `${format}-write`, rows: count, columns: 15, ...labelled("ours", result), megabytes });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(what: string, count: number, folder: string): Promise<MeasuredWriting> {
  const child = fork(fileOf("./excel-write-process.ts"), [what, String(count), join(folder, what)], {
    execArgv: ["--expose-gc", "--import", "tsx"],
  });
  const [measured] = (await once(child, "message")) as [MeasuredWriting];
  await once(child, "exit");
  return measured;
}

/** The fastest run, with the most memory that any of them took. */
function best(all: readonly MeasuredWriting[]): MeasuredWriting {
  return {
    rowsPerSecond: Math.max(...all.map(({ rowsPerSecond }) => rowsPerSecond)),
    peakRss: Math.max(...all.map(({ peakRss }) => peakRss)),
  };
}

function python(library: string, folder: string): Record<string, string | number> {
  try {
    const args = [fileOf("./excel-write.py"), library, String(rows), join(folder, library)];
    const answer = execFileSync("/usr/bin/python3", args, { stdio: ["ignore", "pipe", "ignore"] }).toString();
    const [rowsPerSecond = 0, peakRss = 0] = answer.trim().split(" ").map(Number);
    return labelled(library, { rowsPerSecond, peakRss });
  } catch {
    return { [library]: "absent" };
  }
}

function labelled(label: string, { rowsPerSecond, peakRss }: MeasuredWriting) {
  return {
    [`${label}_rows_per_s`]: Math.round(rowsPerSecond),
    [`${label}_peak_rss_mb`]: Math.round(peakRss / megabyte),
  };
}
