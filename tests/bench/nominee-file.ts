import ExcelJS from "exceljs";

/** Fictional people as offices write them: IDs and phones as numbers and text, real dates and texts, ditto marks. */
export async function writeNominees(path: string, count: number): Promise<void> {
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
