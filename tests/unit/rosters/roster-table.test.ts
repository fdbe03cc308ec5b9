import { describe, expect, test } from "vitest";
import type { RosterRow } from "#app/domain/rosters/columns.ts";
import { joinedRosterTable, letterOf, listDocument, listTitle } from "#app/domain/rosters/roster-table.ts";
import { shownDocument } from "#app/domain/rosters/shown-document.ts";
import { rosterColumns, rosterPresets } from "#app/domain/rosters/template.ts";

const draft = {
  title: null,
  courseName: "Lớp vận hành nền tảng IoT",
  label: "khóa 2",
  wardName: "phường Đăk Cấm",
  placeName: "Đăk Cấm",
  letterSymbol: "UBND-VX",
  letterNumber: null,
  letterDate: null,
  signerName: null,
  signerTitle: null,
  signingCapacity: null,
};
const issued = {
  ...draft,
  title: "DANH SÁCH ĐÃ BAN HÀNH",
  letterNumber: 5,
  letterDate: "2027-01-05",
  signerName: "A Thanh",
  signerTitle: "Phó Chủ tịch",
  signingCapacity: "for_chair" as const,
};
const columns = rosterColumns(rosterPresets.standard, { joinsWards: false });
const linesOf = (lines: { text: string }[]) => lines.map(({ text }) => text).filter(Boolean);

describe("the official document of a list", () => {
  test("prints with blanks before it is issued", () => {
    const { head, title, subtitle, footer } = listDocument(draft, columns);
    expect(head.left).toEqual(["ỦY BAN NHÂN DÂN", "PHƯỜNG ĐĂK CẤM"]);
    expect(title).toBe("DANH SÁCH CỬ THAM GIA LỚP VẬN HÀNH NỀN TẢNG IOT – KHÓA 2");
    expect(subtitle).toEqual([
      "(Kèm theo Công văn số …/UBND-VX ngày … tháng … năm … của Ủy ban nhân dân phường Đăk Cấm)",
    ]);
    expect(footer.totalLine(12)).toBe("Danh sách gồm 12 người./.");
    expect(footer.totalLine(5)).toBe("Danh sách gồm 05 người./.");
    expect(linesOf(footer.signatures.right)).toEqual([
      "Đăk Cấm, ngày … tháng … năm …",
      "TM. ỦY BAN NHÂN DÂN",
      "CHỦ TỊCH",
    ]);
  });

  test("prints number, date and signature as issued, with room to sign, and keeps its title", () => {
    const { title, subtitle, footer } = listDocument(issued, columns);
    expect(title).toBe("DANH SÁCH ĐÃ BAN HÀNH");
    expect(subtitle[0]).toContain("số 05/UBND-VX ngày 05 tháng 01 năm 2027");
    expect(footer.signatures.right.map(({ text }) => text)).toEqual([
      "Đăk Cấm, ngày 05 tháng 01 năm 2027",
      "TM. ỦY BAN NHÂN DÂN",
      "KT. CHỦ TỊCH",
      "PHÓ CHỦ TỊCH",
      "",
      "",
      "",
      "A Thanh",
    ]);
  });

  test.each([
    ["chair", "Chủ tịch", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]],
    ["by_order", "Chánh Văn phòng", ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]],
  ] as const)("signed as %s", (signingCapacity, signerTitle, lines) => {
    const { footer } = listDocument({ ...issued, signingCapacity, signerTitle }, columns);
    expect(linesOf(footer.signatures.right).slice(1, -1)).toEqual(lines);
  });

  test("a course that is called class or course is not called so twice", () => {
    expect(listTitle({ courseName: "Khóa an toàn", label: "đợt 1" })).toBe(
      "DANH SÁCH CỬ THAM GIA LỚP AN TOÀN – ĐỢT 1",
    );
  });
});

test("the roster that joins wards names every letter and says whose people are whose", () => {
  const joined = rosterColumns(rosterPresets.standard, { joinsWards: true });
  const other = { ...issued, wardName: "phường Kon Tum", letterNumber: 12 };
  const table = joinedRosterTable(
    { run: draft, provider: "VNPT Quảng Ngãi", letters: [letterOf(issued), letterOf(other)] },
    joined,
  );
  expect(table.head.left).toEqual(["ĐƠN VỊ ĐÀO TẠO", "VNPT QUẢNG NGÃI"]);
  expect(table.subtitle).toHaveLength(2);
  expect(table.columns.map(({ header }) => header)).toContain("Phường, xã");
});

test("a page shows the cells as the paper has them", () => {
  const row: RosterRow = {
    number: 1,
    seat: "reserve",
    fullName: "Y Krông",
    birthDate: "1996-02-05",
    gender: "female",
    nationalId: "062*****0001",
    phone: "+84912345678",
    email: null,
    position: null,
    qualification: "skilled_worker",
    employer: "HTX Nông sản",
    taxCode: null,
    ward: "phường Đăk Cấm",
  };
  const { rows } = shownDocument(listDocument(draft, columns), columns, [row]);
  expect(rows.map(({ cells }) => cells)).toEqual([
    [
      "1",
      "Y Krông",
      "05/02/1996",
      "Nữ",
      "062*****0001",
      "0912 345 678",
      "",
      "HTX Nông sản",
      "CNKT không bằng",
      "Dự bị",
    ],
  ]);
});
