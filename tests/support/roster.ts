import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { TableDescription, TableValues } from "#app/spreadsheet/writing/table-description.ts";
import { writeWorkbook } from "#app/spreadsheet/writing/write-workbook.server.ts";

/** A roster with a column of each kind; the people in its rows are fictional. */
export const rosterTable: TableDescription = {
  sheetName: "Danh sách",
  head: {
    left: ["ỦY BAN NHÂN DÂN", "PHƯỜNG ĐĂK CẤM"],
    right: ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
  },
  title: "DANH SÁCH CỬ THAM GIA LỚP VẬN HÀNH NỀN TẢNG IOT",
  subtitle: ["(Kèm theo Công văn số        /UBND-VX ngày      tháng      năm        )"],
  columns: [
    { header: "STT", width: 6, kind: "integer" },
    { header: "Họ và tên", width: 28, kind: "text" },
    { header: "Ngày sinh", width: 14, kind: "partialDate" },
    { header: "Số CCCD", width: 18, kind: "text", align: "center" },
    { header: "Điện thoại", width: 14, kind: "text", align: "center" },
    { header: "Ngày cử", width: 14, kind: "date" },
    { header: "Ghi chú", width: 24, kind: "text" },
  ],
  footer: {
    totalLine: (count) => `Danh sách có ${String(count).padStart(2, "0")} người./.`,
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

/** The row of `rosterTable`'s column headers; its rows begin below. */
export const rosterHeaderRow = 7;

export const rosterRows: TableValues[] = [
  [1, "Y Krông", "1996-02-05", "062196000001", "0912345678", "2026-01-20", null],
  [2, "A Tik", "1988", "001088000002", "+84987654321", "2026-01-20", '=HYPERLINK("http://x","x")'],
  [3, "H'Bia Rơ Châm", "1990-09", "062190000003", null, null, "+1+1"],
];

export async function writeToBuffer(table: TableDescription, rows: Iterable<TableValues>): Promise<Buffer> {
  const output = new PassThrough();
  const [bytes] = await Promise.all([buffer(output), writeWorkbook(table, rows, output)]);
  return bytes;
}
