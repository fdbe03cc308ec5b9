import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { build } from "vite";
import { ensureBuild } from "#app/cli/ensure-build.ts";
import { bombs } from "#tests/support/bombs.ts";
import type { MeasuredReading } from "./excel-read-process.ts";
import { print } from "./support.ts";

/**
 * Reading 10,000 nominee rows of 15 columns with full understanding, beside exceljs merely loading the same file; then
 * the files made to hurt. Each reading in a process of its own; memory is the peak above the idle process.
 */
export async function benchExcelRead(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "nhan-luc-so-read-"));
  const program = await bundleProgram();
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

/** Bundled like the server, because TypeScript that is translated while it runs would be measured too. */
async function bundleProgram(): Promise<string> {
  ensureBuild();
  const outDir = "node_modules/.cache/bench";
  const ssr = "tests/bench/excel-read-process.ts";
  await build({ configFile: false, logLevel: "silent", build: { ssr, outDir, target: "node20" } });
  return join(outDir, "excel-read-process.js");
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

/** Fictional people as offices write them: IDs and phones as numbers and text, real dates and texts, ditto marks. */
async function writeNominees(path: string, count: number): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet("DS");
  sheet.addRow(["PHƯỜNG ĐĂK CẤM"]);
  sheet.addRow(["DANH SÁCH ĐỀ CỬ"]);
  sheet.addRow([
    ...["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Điện thoại", "Email", "Chức vụ", "Đơn vị"],
    ...["Trình độ", "Chuyên ngành", "Địa chỉ", "Dân tộc", "Ngày vào làm", "Ghi chú"],
  ]);
  for (let row = 1; row <= count; row += 1) sheet.addRow(nominee(row));
  await workbook.xlsx.writeFile(path);
}

function nominee(row: number) {
  const year = 1960 + (row % 40);
  const [month, day] = [row % 12, 1 + (row % 28)];
  const nationalId = `062${row % 2}${year % 100}${String(row).padStart(6, "0")}`;
  return [
    row,
    `Rơ Châm Thị Người Thử ${"ABCDEGHKLM"[row % 10]}${"ăâêôơư"[row % 6]}n`,
    row % 3 ? new Date(Date.UTC(year, month, day)) : `${day}/${month + 1}/${year}`,
    row % 2 ? "Nữ" : "Nam",
    row % 4 ? nationalId : Number(nationalId),
    row % 5 ? `09${String((row * 7919) % 1e8).padStart(8, "0")}` : 900_000_000 + row,
    `nguoi.thu${row}@example.vn`,
    "Công nhân vận hành thiết bị",
    row % 7 ? `Hợp tác xã Nông sản số ${row % 100}` : "nt",
    "Trung cấp",
    "Điện công nghiệp",
    `Lô ${row % 50}, Cụm CN-TTCN, phường Đăk Cấm`,
    "Gia Rai",
    new Date(Date.UTC(2020, month, day)),
    row % 9 ? null : `ghi chú ${row}`,
  ];
}
