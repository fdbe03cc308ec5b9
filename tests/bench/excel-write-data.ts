import type { TableDescription, TableValues } from "#app/spreadsheet/writing/table-description.ts";

const text = (header: string, width: number) => ({ header, width, kind: "text" }) as const;

/** Fifteen columns as a roster has them: one number, two dates, twelve texts. */
export const benchTable: TableDescription = {
  sheetName: "Danh sách",
  head: { left: ["ỦY BAN NHÂN DÂN", "PHƯỜNG ĐĂK CẤM"], right: ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] },
  title: "DANH SÁCH ĐỂ ĐO",
  subtitle: [],
  columns: [
    { header: "STT", width: 8, kind: "integer" },
    text("Họ và tên", 28),
    { header: "Ngày sinh", width: 13, kind: "date" },
    text("Giới tính", 10),
    text("Số CCCD", 16),
    text("Điện thoại", 15),
    text("Thư điện tử", 30),
    text("Chức vụ", 24),
    text("Đơn vị", 36),
    text("Mã số thuế", 15),
    text("Phường, xã", 18),
    text("Trình độ", 19),
    { header: "Ngày cử", width: 13, kind: "date" },
    text("Kết quả", 12),
    text("Ghi chú", 24),
  ],
  footer: { totalLine: (count) => `Cộng ${count}`, signatures: { left: [], right: [] } },
};

/** The same fictional people in every run and every program (excel-write.py has them too). */
export function* rowsOf(count: number): Generator<TableValues> {
  for (let number = 1; number <= count; number += 1) {
    const tail = String(number).padStart(6, "0");
    const day = String(1 + (number % 28)).padStart(2, "0");
    yield [
      number,
      `Rơ Châm Thị Người Thử ${number}`,
      `19${60 + (number % 40)}-0${1 + (number % 9)}-${day}`,
      number % 2 ? "Nữ" : "Nam",
      `062190${tail}`,
      `0912 ${tail.slice(0, 3)} ${tail.slice(3)}`,
      `nguoi.thu.${number}@vidu.vn`,
      "Công nhân vận hành",
      `Công ty TNHH Ví Dụ ${number % 50}`,
      `6100${tail}`,
      "phường Đăk Cấm",
      "Trung cấp",
      `2026-0${1 + (number % 9)}-${day}`,
      number % 7 ? "Đạt" : "Không đạt",
      number % 3 ? null : "Chính thức",
    ];
  }
}
