import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { guessBusinessKind } from "#app/domain/businesses/guess-kind.ts";
import { type BusinessRow, readBusinessRows } from "#app/domain/businesses/workbook.ts";
import { readWorkbook } from "#app/spreadsheet/reading/read-workbook.server.ts";
import type { ReadingChoices } from "#app/spreadsheet/understanding/reading-choices.ts";
import type { CellValue, Sheet } from "#app/spreadsheet/workbook.ts";
import { sheetOf } from "#tests/support/sheet.ts";

const header = ["TT", "Tên cơ sở", "MST", "Liên hệ", "SĐT", "Số LĐ", "Nữ"];

function readRow(values: (CellValue | null)[], choices: ReadingChoices = {}): BusinessRow {
  const row = readBusinessRows([sheetOf([header, [1, ...values]])], choices)?.rows[0];
  if (!row) throw new Error("no row was read");
  return row;
}

describe("the office's list of businesses", async () => {
  const result = await readWorkbook(readFileSync("tests/fixtures/co-so-trong-cum.xlsx"));
  const sheets: Sheet[] = result.ok ? result.workbook.sheets : [];
  const table = readBusinessRows(sheets);

  test("shows where it was found and what was left out", () => {
    expect(table).toMatchObject({ sheet: "DS cơ sở", headerRows: { first: 7, last: 7 } });
    expect(table?.skipped).toEqual([
      { number: 8, reason: "group" },
      { number: 23, reason: "group" },
      { number: 46, reason: "total" },
      { number: 48, reason: "signature" },
      { number: 49, reason: "signature" },
    ]);
  });

  test("has no problem, and marks every tax code and phone that got its zeros back", () => {
    const marked = (field: "taxCodeRepaired" | "phoneRepaired") =>
      table?.rows.filter((row) => row[field]).map(({ rowNumber }) => rowNumber);
    expect(table?.rows.flatMap(({ problems }) => problems)).toEqual([]);
    expect(marked("taxCodeRepaired")).toEqual([15, 25, 26, 27, 29, 39, 45]);
    expect(marked("phoneRepaired")).toEqual([12, 14, 16, 21, 24, 26, 29, 30, 36, 39]);
  });

  test("gives each row the kind that its name says", () => {
    expect(table?.rows.slice(0, 6).map(({ kind }) => kind)).toEqual([
      "private_enterprise",
      "cooperative",
      "cooperative",
      "company",
      "company",
      "joint_stock",
    ]);
    expect(table?.rows.slice(14).every(({ kind }) => kind === "household")).toBe(true);
  });
});

describe("a row", () => {
  test("without name and tax code is a problem, without phone and counts is not", () => {
    expect(readRow([null, null, "Y Krông", "0912345678", null, null]).problems).toEqual([
      { field: "name", code: "missing" },
      { field: "taxCode", code: "missing" },
    ]);
    expect(readRow(["HTX May", "6109966748", null, null, null, null])).toMatchObject({
      phone: null,
      workers: null,
      problems: [],
    });
  });

  test.each([
    ["1.250 người", 1250],
    ["25 LĐ", 25],
    ["25người", 25],
  ])("of %s is counted as %i", (written, workers) => {
    expect(readRow(["HTX May", "6109966748", null, null, written, null])).toMatchObject({
      workers,
      problems: [],
    });
  });

  test.each<[what: string, values: (CellValue | null)[], problem: unknown]>([
    [
      "a letter in the tax code",
      ["HTX May", "61O9966748", null, null, 1, 1],
      { field: "taxCode", code: "letters" },
    ],
    ["a tax code too short", ["HTX May", "61099", null, null, 1, 1], { field: "taxCode", code: "length" }],
    [
      "a tax code that Excel rounded",
      ["HTX May", "6.2099E+10", null, null, 1, 1],
      { field: "taxCode", code: "lostDigits" },
    ],
    ["a phone too short", ["HTX May", "6109966748", null, "09123", 1, 1], { field: "phone", code: "length" }],
    [
      "more women than workers",
      ["HTX May", "6109966748", null, null, 5, 6],
      { field: "female", code: "moreThanWorkers" },
    ],
    [
      "half a worker",
      ["HTX May", "6109966748", null, null, 1.5, 1],
      { field: "workers", code: "notWholeNumber" },
    ],
    [
      "workers in words",
      ["HTX May", "6109966748", null, null, "khoảng mười", 1],
      { field: "workers", code: "notWholeNumber" },
    ],
    [
      "a formula that failed",
      ["HTX May", "6109966748", null, null, { fault: "#REF!" }, null],
      { field: "workers", code: "fault" },
    ],
  ])("with %s has one problem", (_, values, problem) => {
    expect(readRow(values).problems).toEqual([problem]);
  });

  test("notes a second number in the phone cell, an old prefix and a check digit that does not fit", () => {
    const values = ["HTX May", "6109966749", null, "01234567890 / 0912345678", "1.250", null];
    expect(readRow(values, { oldPhones: "convert" })).toMatchObject({
      phone: "+84834567890",
      workers: 1250,
      problems: [],
      notes: [
        { field: "taxCode", code: "checksum" },
        { field: "phone", code: "oldPrefix" },
        { field: "phone", code: "rest", text: "0912345678" },
      ],
    });
    expect(readRow(values)).toMatchObject({ phone: null, problems: [{ field: "phone", code: "oldPrefix" }] });
  });
});

test("a workbook without a list of businesses has none", () => {
  expect(readBusinessRows([])).toBeNull();
  expect(readBusinessRows([sheetOf([["Kính gửi"], ["Nội dung", "Số tiền"], ["Điện", 5]])])).toBeNull();
});

test.each([
  ["Chi nhánh Công ty CP Gỗ", null, "branch"],
  ["CÔNG TY CỔ PHẦN GỖ", null, "joint_stock"],
  ["Cty TNHH MTV Gỗ", null, "company"],
  ["Tổng công ty Gỗ", null, "company"],
  ["Doanh nghiệp tư nhân Gỗ", null, "private_enterprise"],
  ["Hợp tác xã Nông sản", null, "cooperative"],
  ["HKD Y Krông", null, "household"],
  ["Y Krông", "Hộ kinh doanh", "household"],
  ["Cơ sở mộc Hòa", "DOANH NGHIỆP, HỢP TÁC XÃ", "other"],
])("%s in the group %s is a %s", (name, group, kind) => {
  expect(guessBusinessKind(name, group)).toBe(kind);
});

test.each([
  ["Số lao động cần tuyển", null],
  ["Nhu cầu lao động nữ", null],
  ["Số cán bộ, lao động", 40],
])("a column %s gives %s workers", (header, workers) => {
  const sheet = sheetOf([
    ["Tên cơ sở", "MST", "Điện thoại", header],
    ["HTX May", "6109966748", "0912345678", 40],
  ]);
  expect(readBusinessRows([sheet])?.rows[0]).toMatchObject({ workers, female: null });
});
