import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bombs } from "#tests/support/bombs.ts";
import { bundleProgram } from "./bundle-program.ts";
import type { MeasuredReading } from "./excel-read-process.ts";
import { writeNominees } from "./nominee-file.ts";
import { print } from "./support.ts";

/**
 * Reading 10,000 nominee rows of 15 columns with full understanding, beside exceljs merely loading the same file; then
 * the files made to hurt. Each reading in a process of its own; memory is the peak above the idle process.
 */
export async function benchExcelRead(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "nhan-luc-so-read-"));
  const program = await bundleProgram("excel-read-process");
  try {
    for (const rows of [1_000, 10_000]) {
      const path = join(folder, `${rows}.xlsx`);
      await writeNominees(path, rows);
      const ours = await measure(program, "understand", path);
      const exceljs = await measure(program, "exceljs", path);
      print({
        name: "excel-read",
        rows,
        columns: 15,
        ours_ms: Math.round(ours.milliseconds),
        ours_understanding_ms: Math.round(ours.understanding),
        ours_longest_block_ms: Math.round(ours.longestBlock),
        ours_peak_rss_mb: megabytes(ours),
        exceljs_load_ms: Math.round(exceljs.milliseconds),
        exceljs_peak_rss_mb: megabytes(exceljs),
        ratio: Math.round((100 * ours.milliseconds) / exceljs.milliseconds) / 100,
      });
    }
    for (const [what, , make] of bombs) {
      const path = join(folder, "bomb.xlsx");
      await writeFile(path, make());
      const refused = await measure(program, "understand", path);
      print({
        name: "excel-bomb",
        what,
        outcome: refused.outcome,
        ms: Math.round(refused.milliseconds),
        peak_rss_mb: megabytes(refused),
      });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(
  program: string,
  what: "understand" | "exceljs",
  path: string,
): Promise<MeasuredReading> {
  const child = fork(program, [what, path], { execArgv: ["--expose-gc"] });
  const [measured] = (await once(child, "message")) as [MeasuredReading];
  await once(child, "exit");
  return measured;
}

const megabytes = ({ peakRss }: MeasuredReading) => Math.round(peakRss / 2 ** 20);
