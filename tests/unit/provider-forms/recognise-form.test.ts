import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { answerCell, findFactCells } from "#app/domain/provider-forms/fact-cells.ts";
import { formColumn, formList } from "#app/domain/provider-forms/fields.ts";
import { recogniseForm } from "#app/domain/provider-forms/recognise-form.ts";
import { formFields } from "#app/domain/provider-forms/schema.ts";
import type { RosterRow } from "#app/domain/rosters/columns.ts";
import { plainForm, readSheets, uglyForm } from "#tests/support/forms.ts";
import { sheetOf } from "#tests/support/sheet.ts";

const expected = JSON.parse(readFileSync("tests/fixtures/expected/mau-cua-don-vi-dao-tao.json", "utf8")) as {
  sheet: string;
  headerRow: number;
  firstDataRow: number;
  headers: string[];
};

describe("the provider's form of the fixtures", async () => {
  const sheets = await readSheets(plainForm);
  const mapping = recogniseForm(sheets)?.mapping;

  test("is recognised as it must be", () => {
    expect(mapping).toMatchObject({
      sheet: expected.sheet,
      headerRows: { first: expected.headerRow, last: expected.headerRow },
      firstRow: expected.firstDataRow,
      exampleRows: 0,
    });
    const oneLine = (header: string) => header.replace(/\s+/g, " ");
    expect(mapping?.columns.map(({ header }) => oneLine(header))).toEqual(expected.headers.map(oneLine));
    expect(mapping?.columns.map(({ field }) => field)).toEqual([
      "number",
      "fullName",
      "birthDate",
      "nationalId",
      "employer",
      "position",
      "phone",
      "email",
      "note",
    ]);
    expect(mapping?.facts.map(({ fact }) => fact)).toEqual(["course", "organisation"]);
  });

  test("is read otherwise where a person says so", () => {
    const chosen = recogniseForm(sheets, {
      columns: { "8": null, "9": "ward" },
      firstRow: 10,
      facts: { "4:1": { fact: "run", place: "right" } },
    })?.mapping;
    expect(chosen?.columns.map(({ field }) => field).slice(-2)).toEqual(["phone", "ward"]);
    expect(chosen?.firstRow).toBe(10);
    expect(chosen?.facts[0]).toMatchObject({ fact: "run", target: { place: "right", column: 2 } });
  });
});

test("a head of two rows, ticks, split names and birth dates are recognised; totals ask for nothing", async () => {
  const mapping = recogniseForm(await readSheets(uglyForm))?.mapping;
  expect(mapping?.firstRow).toBe(12);
  expect(mapping?.columns.map(({ column, field }) => [column, field])).toEqual([
    [1, "number"],
    [2, "familyName"],
    [3, "givenName"],
    [4, "maleBirthDate"],
    [5, "femaleBirthDate"],
    [6, "nationalId"],
    [7, "phone"],
    [8, "position"],
    [9, "employer"],
    [10, "female"],
    [11, "note"],
  ]);
  expect(mapping?.facts.map(({ row, fact, target }) => [row, fact, target.place])).toEqual([
    [5, "course", "same"],
    [5, "dates", "right"],
    [6, "run", "same"],
    [6, "place", "right"],
    [7, "organisation", "same"],
    [28, "count", "same"],
  ]);
});

test("examples in a form give way; a sheet without a list is no form", () => {
  const form = sheetOf([
    ["STT", "Họ và tên", "Số CCCD"],
    [1, "Ví dụ Nguyễn Văn A", "062096000001"],
    [2, null, null],
    [3, null, null],
    [null, "Người lập biểu", null],
  ]);
  expect(recogniseForm([form])?.mapping).toMatchObject({ firstRow: 2, exampleRows: 1, numberedRows: [3, 4] });
  expect(
    recogniseForm([
      sheetOf([
        ["Doanh thu", "Quý"],
        [5, 1],
      ]),
    ]),
  ).toBeNull();
});

test("rows that count on are the list's, also where the form computes something in them", () => {
  const computed = "";
  const head = ["STT", "Họ và tên", "Số CCCD", "Mã thẻ"];
  const rows = (...numbers: (number | null)[]) => numbers.map((number) => [number, null, null, computed]);
  const numbered = (...below: (string | number | null)[][]) =>
    recogniseForm([sheetOf([head, ...below])])?.mapping.numberedRows;
  expect(numbered(...rows(1, 2, 3), [null, null, null, "Người lập"])).toEqual([2, 3, 4]);
  // What counts otherwise, or stands where the first row has nothing, is not the list's.
  expect(numbered(...rows(1, 2, 7))).toEqual([2, 3]);
  expect(numbered([1, null, null, null], [2, null, null, computed])).toEqual([2]);
});

test("every field of a form can be understood from a header", () => {
  expect(formList.fields.map(({ field }) => field).sort()).toEqual([...formFields].sort());
});

describe("a cell around the list", () => {
  const answer = (text: string, value: string) => {
    const [cell] = findFactCells(sheetOf([[text]]), { first: 5, last: 9 });
    return cell && answerCell(cell, value).value;
  };
  test.each([
    ["Lớp:", "IoT", "Lớp: IoT"],
    ["Lớp : ", "IoT", "Lớp : IoT"],
    ["Lớp: .........", "IoT", "Lớp: IoT"],
    ["Lớp:……", "IoT", "Lớp: IoT"],
    ["Khóa: ____", "khóa 2", "Khóa: 2"],
    ["Khóa: ……", "K2/2027", "Khóa: K2/2027"],
    ["Tổng số: …… học viên", "12", "Tổng số: 12 học viên"],
    ["Danh sách có …… người./.", "12", "Danh sách có 12 người./."],
    ["Lớp: ……", "$& $1", "Lớp: $& $1"],
    ["Địa điểm: …… (ghi rõ) ……", "A", "Địa điểm: A (ghi rõ)"],
    ["Lớp: …….... .....", "IoT", "Lớp: IoT"],
    ["Lớp: ............  Khóa: .....", "IoT", "Lớp: IoT  Khóa: ....."],
  ])("%s with %s becomes %s", (text, value, filled) => expect(answer(text, value)).toBe(filled));

  test.each([["……, ngày …… tháng …… năm 20……"], ["NGƯỜI LẬP BIỂU"], ["Ghi chú: không tẩy xóa"], ["10:30"]])(
    "%s is asked nothing",
    (text) => expect(findFactCells(sheetOf([[text]]), { first: 5, last: 9 })[0]?.fact ?? null).toBeNull(),
  );

  const cellsOf = (...row: (string | number | null)[]) =>
    findFactCells(sheetOf([row]), { first: 5, last: 9 });

  test("is asked by the dots beside it, with or without a colon", () => {
    for (const label of ["Tên lớp", "Tên lớp:"])
      expect(cellsOf(label, "………")).toMatchObject([
        { fact: "course", target: { place: "right", column: 2 } },
      ]);
    expect(cellsOf("Tên lớp", "IoT")).toEqual([]);
    expect(cellsOf(5, "………")).toEqual([]);
  });

  test("is not asked how many there are where the form counts them", () => {
    expect(cellsOf("Tổng số học viên:", null, null, 0)).toEqual([]);
    expect(cellsOf("Danh sách có …… người", null, null, 0)).toMatchObject([{ fact: "count" }]);
    expect(cellsOf("Tổng số học viên:", null, null, "Địa điểm:")).toMatchObject([
      { fact: "count" },
      { fact: "place" },
    ]);
  });
});

test.each([
  [
    "under one head",
    [
      ["STT", "Họ và tên", "Ngày tháng năm sinh"],
      [null, null, "Ngày", "Tháng", "Năm"],
    ],
  ],
  ["each with its own", [["STT", "Họ và tên", "Ngày sinh", "Tháng sinh", "Năm sinh"]]],
])("day, month and year of birth may be asked for apart, %s", (_how, head) => {
  const merges: [number, number, number, number][] =
    head.length > 1
      ? [
          [1, 1, 2, 1],
          [1, 2, 2, 2],
          [1, 3, 1, 5],
        ]
      : [];
  const columns = recogniseForm([sheetOf(head, { merges })])?.mapping.columns;
  expect(columns?.map(({ field }) => field)).toEqual([
    "number",
    "fullName",
    "birthDay",
    "birthMonth",
    "birthYear",
  ]);
  const row = { birthDate: "1990-07-04" } as RosterRow;
  expect(columns?.slice(2).map(({ field }) => formColumn(field).value(row))).toEqual([4, 7, 1990]);
  expect(formColumn("birthDay").value({ ...row, birthDate: "1990" })).toBeNull();
});

test("a form that asks for the year alone is given the date", () => {
  const columns = recogniseForm([sheetOf([["Họ và tên", "Năm sinh", "Số CCCD"]])])?.mapping.columns;
  expect(columns?.map(({ field }) => field)).toEqual(["fullName", "birthDate", "nationalId"]);
});
