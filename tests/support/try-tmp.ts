import { createWriteStream } from "node:fs";
import { createRequire } from "node:module";
import { writeWorkbook } from "#app/spreadsheet/write-workbook.server.ts";

const require = createRequire(import.meta.url);
const ExcelJS = require("exceljs");
const N = Number(process.argv[3] ?? 100000),
  C = 15,
  mode = process.argv[2];
const table: any = {
  sheetName: "DS",
  head: {
    left: ["ỦY BAN NHÂN DÂN", "PHƯỜNG ĐĂK CẤM"],
    right: ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
  },
  title: "DANH SÁCH CỬ THAM GIA LỚP IoT",
  subtitle: [
    "(Kèm theo Công văn số        /UBND-VX ngày      tháng      năm        của Ủy ban nhân dân phường Đăk Cấm)",
  ],
  columns: [...Array(C)].map((_, c) => ({
    header: "Cột " + c,
    width: c === 0 ? 6 : 16,
    kind: c === 0 ? "integer" : c === 3 ? "date" : "text",
  })),
  footer: {
    totalLine: (n: number) => `Danh sách có ${n} người./.`,
    signatures: {
      left: [
        { text: "NGƯỜI LẬP BIỂU", emphasis: "bold" },
        { text: "(Ký, ghi rõ họ tên)", emphasis: "italic" },
      ],
      right: [
        { text: "Đăk Cấm, ngày      tháng      năm 2026", emphasis: "italic" },
        { text: "TM. ỦY BAN NHÂN DÂN", emphasis: "bold" },
        { text: "CHỦ TỊCH", emphasis: "bold" },
      ],
    },
  },
};
function row(i: number) {
  const r: any[] = [];
  for (let c = 0; c < C; c++)
    r.push(
      c === 0
        ? i
        : c === 3
          ? new Date(Date.UTC(1990, 0, 1 + (i % 9000))).toISOString().slice(0, 10)
          : `Nguyễn Văn ${i} ô ${c}`,
    );
  return r;
}
function bareRow(i: number) {
  const r = row(i);
  r[3] = new Date(r[3]);
  return r;
}
async function* rows() {
  for (let i = 0; i < N; i++) {
    if (i % 50000 === 49999) {
      (globalThis as any).gc?.();
      const m = process.memoryUsage();
      console.log(
        i,
        Math.round(m.rss / 1e6),
        Math.round(m.heapUsed / 1e6),
        Math.round(m.external / 1e6),
        Math.round(m.arrayBuffers / 1e6),
      );
    }
    yield row(i);
  }
}
let peak = 0;
const idle = process.memoryUsage().rss;
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 20).unref();
const t = performance.now();
const out = createWriteStream(process.argv[4] ?? "/dev/null");
if (mode === "ours") await writeWorkbook(table, rows(), out);
else {
  const wb = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: mode === "bare" });
  const ws = wb.addWorksheet("a");
  let i = 0;
  for await (const _ of rows()) {
    ws.addRow(bareRow(i)).commit();
    i++;
  }
  await wb.commit();
}
peak = Math.max(peak, process.memoryUsage().rss);
const s = (performance.now() - t) / 1000;
console.log(
  mode,
  N,
  Math.round(N / s),
  "rows/s idle",
  Math.round(idle / 1e6),
  "peak",
  Math.round(peak / 1e6),
  "MB",
);
(globalThis as any).gc?.();
console.log(process.memoryUsage());
