import { describe, expect, test } from "vitest";
import type { ReadingChoices } from "#app/spreadsheet/understanding/reading-choices.ts";
import { findTable, type ListDefinition } from "#app/spreadsheet/understanding/understand-table.ts";
import { cellText, type Sheet } from "#app/spreadsheet/workbook.ts";
import { sheetOf } from "#tests/support/sheet.ts";

type Field = "name" | "bornMale" | "bornFemale" | "id" | "phone" | "position" | "count";

const list: ListDefinition<Field> = {
  fields: [
    { field: "name", identifies: true, synonyms: ["họ và tên", "họ tên"] },
    { field: "bornMale", synonyms: ["ngày tháng năm sinh nam", "ngày sinh nam"] },
    { field: "bornFemale", synonyms: ["ngày tháng năm sinh nữ", "ngày sinh nữ"] },
    { field: "id", synonyms: ["số cccd", "cccd"], looksLike: (text) => /^\d{9,12}$/.test(text) },
    { field: "phone", synonyms: ["điện thoại", "đt"], looksLike: (text) => /^0?\d{9}$/.test(text) },
    { field: "position", synonyms: ["chức vụ"] },
    { field: "count", synonyms: ["số người"] },
  ],
};

const understand = (sheet: Sheet, choices: ReadingChoices = {}) => findTable([sheet], list, choices);

function fieldsOf(table: ReturnType<typeof understand>) {
  return (
    table &&
    Object.fromEntries(table.columns.flatMap(({ field, column }) => (field ? [[field, column]] : [])))
  );
}

function columnsOf(...labels: string[]) {
  return fieldsOf(understand(sheetOf([labels, labels.map(() => null)])));
}

function kindsOf(...rows: (string | number | null)[][]) {
  const table = understand(sheetOf([["STT", "Họ và tên", "Số CCCD", "Chức vụ", "Ghi chú"], ...rows]));
  return {
    rows: table?.rows.map(({ number, group, values }) => [number - 1, group, cellText(values.name?.value)]),
    skipped: table?.skipped.map(({ number, reason }) => [number - 1, reason]),
  };
}

describe("the header", () => {
  test("is found without accents, in capitals, decomposed and with line breaks", () => {
    expect(columnsOf("stt", "HO VA TEN", "Số\nCCCD".normalize("NFD"), "Đ.T")).toEqual({
      name: 2,
      id: 3,
      phone: 4,
    });
  });

  test("says more than the synonym", () => {
    expect(columnsOf("Họ và tên người lao động", "Số CCCD (12 số)")).toEqual({ name: 1, id: 2 });
  });

  test("may be anywhere in the first fifteen rows, and not below", () => {
    const above = (count: number) =>
      Array.from({ length: count }, (): (string | null)[] => ["ỦY BAN NHÂN DÂN"]);
    const labels = ["Họ và tên", "CCCD"];
    expect(understand(sheetOf([...above(14), labels]))?.headerRows).toEqual({
      first: 15,
      last: 15,
    });
    expect(understand(sheetOf([...above(15), labels]))).toBeNull();
  });

  test("of another table is not taken", () => {
    expect(columnsOf("Nội dung", "Số CCCD", "Điện thoại")).toBeNull();
    expect(columnsOf("Họ và tên", "Ghi chú")).toBeNull();
  });

  test("has two rows where its groups are merged", () => {
    const rows = [
      ["STT", "Họ và tên", "Ngày, tháng, năm sinh", null, "CCCD"],
      [null, null, "Nam", "Nữ", null],
      ["(1)", "(2)", "(3)", "(4)", "(5)"],
      [1, "A Tik", "05/09/1990", null, "062090000001"],
    ];
    const table = understand(
      sheetOf(rows, {
        merges: [
          [1, 1, 2, 1],
          [1, 2, 2, 2],
          [1, 3, 1, 4],
          [1, 5, 2, 5],
        ],
      }),
    );
    expect(table?.headerRows).toEqual({ first: 1, last: 2 });
    expect(fieldsOf(table)).toEqual({ name: 2, bornMale: 3, bornFemale: 4, id: 5 });
    expect(table?.skipped).toEqual([{ number: 3, reason: "columnNumbers" }]);
    expect(table?.rows.map(({ number }) => number)).toEqual([4]);
  });

  test("has two rows also where only the group is merged", () => {
    const rows = [
      ["Họ và tên", "Ngày sinh", null, "CCCD"],
      [null, "Nam", "Nữ", null],
      ["A Tik", "1990", null, "1"],
    ];
    const table = understand(sheetOf(rows, { merges: [[1, 2, 1, 3]] }));
    expect(table?.headerRows).toEqual({ first: 1, last: 2 });
  });

  test("that fits two fields goes to the one whose values fit", () => {
    const rows = [
      ["Họ và tên", "Điện thoại, CCCD"],
      ["A Tik", "062090000001"],
      ["Y Krông", "062190000002"],
    ];
    expect(fieldsOf(understand(sheetOf(rows)))).toEqual({
      name: 1,
      id: 2,
    });
  });

  test("is looked for in every sheet, in hidden ones last", () => {
    const withName = (name: string) => [
      ["Họ và tên", "CCCD"],
      [name, "1"],
    ];
    const hidden = { ...sheetOf(withName("Y Krông")), name: "cũ", hidden: true };
    const shown = { ...sheetOf(withName("A Tik")), name: "DS" };
    expect(findTable([sheetOf([]), hidden, shown], list)?.sheet).toBe("DS");
    expect(findTable([hidden], list)?.sheet).toBe("cũ");
  });
});

describe("the rows below it", () => {
  test("belong to the group above them, whose number is dropped", () => {
    const groups = [
      ["I. Công ty TNHH Gỗ"],
      [1, "A Tik", "1", "Thợ"],
      ["II", "HTX Nông sản"],
      [2, "Y Krông", "2", "Thợ"],
      [null, "B/ Hộ kinh doanh"],
      [3, "A Blưh", "3", "Thợ"],
    ];
    expect(kindsOf(...groups)).toEqual({
      rows: [
        [2, "Công ty TNHH Gỗ", "A Tik"],
        [4, "HTX Nông sản", "Y Krông"],
        [6, "Hộ kinh doanh", "A Blưh"],
      ],
      skipped: [
        [1, "group"],
        [3, "group"],
        [5, "group"],
      ],
    });
  });

  test("a name alone is a row with the rest missing, not a group, also when it begins with one letter", () => {
    expect(kindsOf([1, "A Tik"], [null, "Y Krông"]).rows).toEqual([
      [1, null, "A Tik"],
      [2, null, "Y Krông"],
    ]);
  });

  test("totals, notes, signatures and what follows them are left out", () => {
    const closing = [
      [1, "A Tik", "1", "Giám đốc"],
      [null, "Tổng cộng: 1 người", null, null, 5],
      [null, "Ghi chú: đã nghỉ"],
      [null, null, null, "Đăk Cấm, ngày 20 tháng 11 năm 2026"],
      [null, "NGƯỜI LẬP BIỂU", null, "TM. ỦY BAN NHÂN DÂN"],
      [null, "Nguyễn Văn A", null, "Nguyễn Văn B"],
    ];
    expect(kindsOf(...closing)).toEqual({
      rows: [[1, null, "A Tik"]],
      skipped: [
        [2, "total"],
        [3, "note"],
        [4, "signature"],
        [5, "signature"],
        [6, "signature"],
      ],
    });
  });

  test("a company whose name begins like a total is a row", () => {
    expect(kindsOf([1, "Tổng công ty Gỗ", "1"]).rows).toEqual([[1, null, "Tổng công ty Gỗ"]]);
  });

  test("the header again, on a second page, is left out and does not end the table", () => {
    expect(
      kindsOf([1, "A Tik", "1"], ["STT", "Họ và tên", "Số CCCD", "Chức vụ"], [2, "Y Krông", "2"]),
    ).toEqual({
      rows: [
        [1, null, "A Tik"],
        [3, null, "Y Krông"],
      ],
      skipped: [[2, "header"]],
    });
  });

  test("a row whose name is missing does not end the table, whatever its post is", () => {
    expect(kindsOf([1, null, "1", "Giám đốc"], [2, "Y Krông", "2"]).rows).toHaveLength(2);
  });

  test("a total of a group does not end the table", () => {
    expect(kindsOf([1, "A Tik", "1"], [null, "Cộng: 1 người"], [2, "Y Krông", "2"]).rows).toHaveLength(2);
  });

  test("a name over two columns is a row where anything else is known, and a group where it is all", () => {
    const rows = [
      ["Họ và tên", null, "CCCD"],
      ["HTX Nông sản", null, null],
      ["A Tik", null, 62_090_000_001],
    ];
    const merges: [number, number, number, number][] = [
      [2, 1, 2, 2],
      [3, 1, 3, 2],
    ];
    const table = understand(sheetOf(rows, { merges }));
    expect(table?.rows).toMatchObject([{ number: 3, group: "HTX Nông sản" }]);
  });

  test("rows that are numbered but not filled are blank, and a lone remark is named", () => {
    expect(kindsOf([1, "A Tik", "1"], [2], [null, null, null, null, "đã gọi điện"])).toEqual({
      rows: [[1, null, "A Tik"]],
      skipped: [[3, "unrecognised"]],
    });
  });

  test("hidden rows say so", () => {
    const table = understand(
      sheetOf(
        [
          ["Họ và tên", "CCCD"],
          ["A Tik", "1"],
        ],
        { hiddenRows: [2] },
      ),
    );
    expect(table?.rows).toMatchObject([{ hidden: true }]);
  });
});
