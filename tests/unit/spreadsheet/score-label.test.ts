import { describe, expect, test } from "vitest";
import { businessList } from "#app/domain/businesses/workbook-fields.ts";
import { nomineeList } from "#app/domain/nominations/workbook-fields.ts";
import { findTable, type ListDefinition } from "#app/spreadsheet/understanding/understand-table.ts";
import type { CellValue } from "#app/spreadsheet/workbook.ts";
import { sheetOf } from "#tests/support/sheet.ts";

function fieldsOf<Field extends string>(list: ListDefinition<Field>, ...rows: (CellValue | null)[][]) {
  const table = findTable([sheetOf(rows)], list);
  return Object.fromEntries(
    table?.columns.flatMap(({ label, field }) => (field ? [[label.replaceAll("\n", " "), field]] : [])) ?? [],
  );
}

const fieldOfNominees = (label: string, value: CellValue) =>
  fieldsOf(nomineeList, ["Họ và tên", "Số CCCD", label], ["A Tik", "062090000001", value])[label];
const fieldOfBusinesses = (label: string, value: CellValue) =>
  fieldsOf(businessList, ["Tên doanh nghiệp", "MST", label], ["HTX Gỗ", "6101000001", value])[label];

describe("a label in the short forms of offices", () => {
  test.each([
    ["G.tính", "Nam", "gender"],
    ["Ng.sinh", "05/09/1990", "birthDate"],
    ["N.sinh", "05/09/1990", "birthDate"],
    ["T.độ CM", "Đại học", "qualification"],
    ["C.vụ", "Thợ", "position"],
    ["VTVL", "Thợ", "position"],
    ["Chức vụ/VTVL", "Thợ", "position"],
    ["ĐVCT", "HTX Gỗ", "employer"],
    ["Đ.thoại", "0905123456", "phone"],
    ["GT", "Nữ", "gender"],
    ["Giới tính (Nam, Nữ)", "Nữ", "gender"],
    ["NS", "1990", "birthDate"],
  ])("of nominees: %s", (label, value, field) => {
    expect(fieldOfNominees(label, value)).toBe(field);
  });

  test.each([
    ["Đ/chỉ", "Lô 1", "address"],
    ["Người ĐD", "Ông Tý", "contact"],
    ["TSLĐ", 12, "workers"],
  ])("of businesses: %s", (label, value, field) => {
    expect(fieldOfBusinesses(label, value)).toBe(field);
  });

  test.each(["Tên DN", "Tên ĐV"])("names the rows: %s", (label) => {
    expect(fieldsOf(businessList, [label, "MS thuế"], ["HTX Gỗ", "6101000001"])).toEqual({
      [label]: "name",
      "MS thuế": "taxCode",
    });
  });

  test.each([
    ["NS", "Kon Tum"],
    ["GT", "05/09/1990"],
    ["Ngày cấp", "05/09/1990"],
    ["Nơi cấp", "Công an tỉnh"],
    ["Số con", 2],
    ["D.tộc", "Ba Na"],
  ])("means nothing else: %s over %s", (label, value) => {
    expect(fieldOfNominees(label, value)).toBeUndefined();
  });
});

describe("a label with brackets and strokes", () => {
  test.each([
    ["Số CCCD chủ hộ (MST)", "062090000001", "taxCode"],
    ["Mã số thuế/ĐKKD", "6101000001", "taxCode"],
    ["Tổng số LĐ (người)", 12, "workers"],
  ])("%s", (label, value, field) => {
    expect(
      fieldsOf(businessList, ["Tên doanh nghiệp", "Địa chỉ", label], ["HTX Gỗ", "Lô 1", value])[label],
    ).toBe(field);
  });

  test("the address that says least beside its name is the one that counts", () => {
    const labels = ["Tên doanh nghiệp", "Địa chỉ (trước sáp nhập)", "Địa chỉ (sau sáp nhập)"];
    expect(fieldsOf(businessList, labels, ["HTX Gỗ", "Xã A", "Phường B"])).toMatchObject({
      "Địa chỉ (sau sáp nhập)": "address",
    });
  });
});

describe("the men among the workers are not all of them", () => {
  test("where the whole has a column of its own", () => {
    const rows = [
      ["Tên doanh nghiệp", "MST", "Lao động (người)", null, null],
      [null, null, "Nam", "Nữ", "Tổng số"],
      ["HTX Gỗ", "6101000001", 5, 7, 12],
    ];
    const merged = sheetOf(rows, {
      merges: [
        [1, 1, 2, 1],
        [1, 2, 2, 2],
        [1, 3, 1, 5],
      ],
    });
    const columns = findTable([merged], businessList)?.columns.map(({ field }) => field);
    expect(columns).toEqual(["name", "taxCode", null, "female", "workers"]);
  });

  test("and where it has none", () => {
    expect(fieldOfBusinesses("Lao động nam", 5)).toBeUndefined();
    expect(fieldOfBusinesses("Số LĐ (nam)", 5)).toBeUndefined();
  });
});

test("a row of the list is no header, whatever words it has", () => {
  const rows = [
    ["TT", "Tên DN", "MST", "SĐT", "LĐ"],
    [1, "Công ty TNHH Nấm", "6101000001", "0905000001", "12 lao động"],
    [2, "Cơ sở sản xuất Công ty Ong", "6101000002", "0905000002", "9 lao động"],
  ];
  expect(findTable([sheetOf(rows)], businessList)).toMatchObject({
    headerRows: { first: 1, last: 1 },
    rows: [{ number: 2 }, { number: 3 }],
  });
});
