import { describe, expect, test } from "vitest";
import { previewSheet } from "#app/spreadsheet/reading/preview-sheet.ts";
import type { ReadingChoices } from "#app/spreadsheet/understanding/reading-choices.ts";
import { findTable, type ListDefinition } from "#app/spreadsheet/understanding/understand-table.ts";
import type { CellValue, Sheet } from "#app/spreadsheet/workbook.ts";
import { encodeLegacy } from "#tests/support/legacy-text.ts";
import { sheetOf } from "#tests/support/sheet.ts";

const list: ListDefinition<"name" | "id" | "unit" | "born"> = {
  fields: [
    {
      field: "name",
      identifies: true,
      synonyms: ["họ và tên"],
      looksLike: (text) => /^[\p{L}\p{M}\s]+$/u.test(text),
    },
    {
      field: "id",
      synonyms: ["cccd"],
      isUnmistakable: (text) => /^0\d{11}$/.test(text),
      looksLike: (text) => /^\d{9,12}$/.test(text),
    },
    { field: "unit", synonyms: ["đơn vị"], repeats: true },
    { field: "born", synonyms: ["ngày sinh"], isDate: true },
  ],
};
const people: (CellValue | null)[][] = [
  ["A Tik", "062090000001", "HTX Gỗ"],
  ["Y Krông", "062190000002", "HTX Gỗ"],
];
const named = (name: string, sheet: Sheet): Sheet => ({ ...sheet, name });

function read(rows: (CellValue | null)[][], choices?: ReadingChoices, sheet: Partial<Sheet> = {}) {
  return findTable([{ ...sheetOf(rows), ...sheet }], list, choices);
}

function fieldsOf(table: ReturnType<typeof read>) {
  return table?.columns.map(({ letter, field, by }) => [letter, field, by]);
}

describe("values are a second opinion on a column", () => {
  test("twelve digits with a leading zero are an ID whatever the header says, or without one", () => {
    const asPhone = read([["Họ và tên", "Số điện thoại", "Đơn vị"], ...people]);
    expect(fieldsOf(asPhone)).toContainEqual(["B", "id", "samples"]);
    expect(asPhone?.decisions).toContainEqual({
      code: "columnBySamples",
      asks: true,
      column: 2,
      field: "id",
    });
    expect(
      fieldsOf(
        read([
          ["Họ và tên", "Đơn vị", null],
          ...people.map(([name, id, unit]) => [name ?? null, unit ?? null, id ?? null]),
        ]),
      ),
    ).toContainEqual(["C", "id", "samples"]);
    expect(fieldsOf(read([["Họ và tên", "Ngày sinh", "Đơn vị"], ...people]))).not.toContainEqual([
      "B",
      "born",
      "header",
    ]);
  });

  test("a list without a header is known by its values, and asks", () => {
    const table = read(people);
    expect(table).toMatchObject({ headerRows: { first: 0, last: 0 }, rows: [{ number: 1 }, { number: 2 }] });
    expect(table?.decisions).toContainEqual({ code: "noHeader", asks: true });
    const chosen = read(people, { headerRow: 0 });
    expect(chosen?.rows).toEqual(table?.rows);
    expect(chosen?.decisions).toContainEqual({ code: "noHeader", asks: false });
    expect(
      read([
        ["A Tik", "Thợ"],
        ["Y Krông", "Thợ"],
      ]),
    ).toBeNull();
  });
});

describe("a person may choose", () => {
  const first = named("Đợt 1", sheetOf([["Họ và tên", "CCCD", "Đơn vị"], ...people]));
  const second = named(
    "Đợt 2",
    sheetOf([
      ["Họ và tên", "CCCD", "Đơn vị"],
      ["A Blưh", "062090000003", "HTX May"],
    ]),
  );

  test("the sheet; two sheets with such a list are a question", () => {
    const asked = findTable([first, second], list);
    expect(asked?.sheet).toBe("Đợt 1");
    expect(asked?.decisions[0]).toEqual({ code: "sheet", asks: true, sheet: "Đợt 1", others: ["Đợt 2"] });
    const chosen = findTable([first, second], list, { sheet: "Đợt 2" });
    expect(chosen?.decisions[0]).toEqual({ code: "sheet", asks: false, sheet: "Đợt 2", others: ["Đợt 1"] });
    expect(findTable([first, second], list, { sheet: "Đợt 9" })?.sheet).toBe("Đợt 1");
  });

  test("the header row, also far below and with two rows", () => {
    const above = Array.from({ length: 20 }, (): CellValue[] => ["CÔNG TY"]);
    const rows = [...above, ["Họ và tên", "CCCD", "Đơn vị"], ...people];
    expect(read(rows)).toBeNull();
    expect(read(rows, { headerRow: 21 })).toMatchObject({
      headerRows: { first: 21, last: 21 },
      rows: [{}, {}],
    });
    const grouped = [["Họ và tên", "Giấy tờ", null], [null, "CCCD", "Đơn vị"], ...people];
    expect(
      read(grouped, { headerRow: 2 }, { merges: [{ top: 1, left: 2, bottom: 1, right: 3 }] }),
    ).toMatchObject({
      headerRows: { first: 1, last: 2 },
    });
  });

  test("what becomes of hidden rows and columns, which are taken and asked about at first", () => {
    const rows = [["Họ và tên", "CCCD", "Đơn vị"], ...people];
    const hide = (choices?: ReadingChoices) =>
      findTable([{ ...sheetOf(rows, { hiddenRows: [3] }), hiddenColumns: [3] }], list, choices);
    expect(hide()?.rows.map(({ number, hidden }) => [number, hidden])).toEqual([
      [2, false],
      [3, true],
    ]);
    expect(hide()?.decisions).toEqual(
      expect.arrayContaining([
        { code: "hiddenRows", asks: true, rows: [3], taken: true },
        { code: "hiddenColumns", asks: true, columns: [3], taken: true },
      ]),
    );
    const left = hide({ hiddenRows: "leave", hiddenColumns: "leave" });
    expect(left).toMatchObject({ rows: [{ number: 2, values: { name: { value: "A Tik" } } }] });
    expect(left?.rows[0]?.values.unit).toBeUndefined();
    expect(left?.skipped).toEqual([{ number: 3, reason: "hidden" }]);
    expect(left?.decisions.filter(({ asks }) => asks)).toEqual([]);
    expect(left?.decisions).toContainEqual({
      code: "hiddenColumns",
      asks: false,
      columns: [3],
      taken: false,
    });
  });
});

describe("day and month", () => {
  const born = (...dates: CellValue[]) =>
    read([["Họ và tên", "Ngày sinh"], ...dates.map((date): CellValue[] => ["A Tik", date])])?.decisions.some(
      ({ code }) => code === "dayMonth",
    );

  test("are asked about where real dates have days up to 12 and texts only days above", () => {
    expect(born({ date: "1990-12-05" }, "25/12/1990")).toBe(true);
  });

  test("are not, where anything speaks against it", () => {
    expect(born({ date: "1990-12-25" }, "25/12/1990")).toBe(false);
    expect(born({ date: "1990-12-05" }, "25/12/1990", "05/12/1990")).toBe(false);
    expect(born({ date: "1990-12-05" })).toBe(false);
    expect(born("25/12/1990")).toBe(false);
    expect(born({ date: "1990-05-05" }, "25/12/1990")).toBe(false);
  });
});

describe("old encodings", () => {
  const texts = [
    ["Họ và tên", "Đơn vị"],
    ["Nguyễn Văn Đức", "Hợp tác xã Nông sản"],
    ["Trần Thị Hường", "Công ty Dược liệu"],
  ];
  const written = (encoding: "tcvn3" | "vni", font?: string): Sheet => {
    const sheet = sheetOf(texts.map((row) => row.map((text) => encodeLegacy(text, encoding))));
    if (font === undefined) return sheet;
    const rows = sheet.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, font })) }));
    return { ...sheet, rows };
  };
  const valuesOf = (sheet: Sheet, choices?: ReadingChoices) =>
    findTable([sheet], list, choices)?.rows.map(({ values }) => [values.name?.value, values.unit?.value]);

  test.each([
    ["tcvn3", ".VnTime", "font"],
    ["vni", "VNI-Times", "font"],
    ["tcvn3", undefined, "characters"],
    ["vni", undefined, "characters"],
  ] as const)("%s in the font %s is read by its %s", (encoding, font, by) => {
    const sheet = written(encoding, font);
    expect(valuesOf(sheet)).toEqual(texts.slice(1));
    const decision = findTable([sheet], list)?.decisions.find(({ code }) => code === "encoding");
    expect(decision).toMatchObject({
      encoding,
      by,
      asks: by === "characters",
      cells: 6,
      example: { after: "Họ và tên" },
    });
  });

  test("are converted, or left alone, as a person says", () => {
    expect(findTable([written("vni")], list, { encoding: "unicode" })).toBeNull();
    expect(valuesOf(written("vni"), { encoding: "vni" })).toEqual(texts.slice(1));
  });

  test("leave Unicode texts in such fonts alone", () => {
    const sheet = sheetOf(texts);
    const rows = sheet.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => ({ ...cell, font: ".VnTime" })),
    }));
    expect(valuesOf({ ...sheet, rows })).toEqual(texts.slice(1));
  });
});

test("a sheet is shown with the rows from which a header may be chosen", () => {
  const sheet = sheetOf([["DANH SÁCH"], ["Họ và tên", { date: "1990-09-05" }]]);
  expect(previewSheet(sheet)).toEqual({
    name: "DS",
    hidden: false,
    rowCount: 2,
    rows: [
      { number: 1, hidden: false, cells: [{ column: 1, letter: "A", text: "DANH SÁCH" }] },
      {
        number: 2,
        hidden: false,
        cells: [
          { column: 1, letter: "A", text: "Họ và tên" },
          { column: 2, letter: "B", text: "05/09/1990" },
        ],
      },
    ],
  });
});
