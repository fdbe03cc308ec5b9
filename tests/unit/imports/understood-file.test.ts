import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { maskedColumn } from "#app/domain/imports/masked-sheet.ts";
import { findOtherKind, headerText, readHeaderRows } from "#app/domain/imports/read-table.ts";
import { defaultSettings } from "#app/domain/imports/schema.ts";
import { cellsOf, understandFile } from "#app/domain/imports/understood-file.ts";
import { withoutNoteColumn } from "#app/spreadsheet/note-column.ts";
import { readSheets } from "#tests/support/forms.ts";
import { encodeLegacy } from "#tests/support/legacy-text.ts";
import { buildWorkbook, sheetXml } from "#tests/support/xlsx.ts";

const toTcvn3 = (text: string) => encodeLegacy(text, "tcvn3");
const fixture = (name: string) => readSheets(readFileSync(`tests/fixtures/${name}`));
const sheetsOf = (...rows: (string | number | null)[][]) =>
  readSheets(buildWorkbook({ sheet: sheetXml(rows) }));
const understand = async (kind: "businesses" | "nominees", ...rows: (string | number | null)[][]) =>
  understandFile(kind, { sheets: await sheetsOf(...rows), notes: [] }, defaultSettings);

describe("a list of the other kind", () => {
  test.each([
    ["co-so-trong-cum.xlsx", "businesses"],
    ["phong-cu-co-macro.xlsm", "businesses"],
    ["de-cu-mot-cong-ty.xlsx", "nominees"],
    ["de-cu-nhieu-don-vi.xlsx", "nominees"],
    ["o-gop-va-an.xlsx", "nominees"],
    ["bang-ma-vni.csv", "nominees"],
    ["hai-dong-tieu-de.csv", "nominees"],
  ] as const)(
    "%s is recognised where lists of the other kind are imported, and nowhere else",
    async (name, kind) => {
      const sheets = await fixture(name);
      expect(findOtherKind(kind, sheets)).toBeNull();
      expect(findOtherKind(kind === "nominees" ? "businesses" : "nominees", sheets)).toBe(kind);
    },
  );

  test("is not suspected in a form with few columns, nor once somebody said what the columns mean", async () => {
    expect(
      findOtherKind("nominees", await sheetsOf(["Đơn vị", "Điện thoại"], ["HTX A", "0905000001"])),
    ).toBeNull();
    const sheets = await fixture("co-so-trong-cum.xlsx");
    const settings = { ...defaultSettings, choices: { columns: { "2": "fullName" } } };
    expect(understandFile("nominees", { sheets, notes: [] }, settings).looksLike).toBeNull();
  });
});

describe("phone numbers in a preview", () => {
  test.each([
    ["phone", "01691234567", "01691234567"],
    ["phone", "84905000001", "84905000001"],
    ["phone", "0905000001", "0905000001"],
    ["phone", "062096000001", "062*****0001"],
    [null, "01691234567", "001*****4567"],
  ])("in a column of %s %s is shown as %s", (field, sample, shown) => {
    const column = {
      column: 1,
      letter: "A",
      label: "",
      field,
      by: null,
      sureness: 1,
      samples: [sample],
      hidden: false,
    };
    expect(maskedColumn(column).samples).toEqual([shown]);
  });
});

describe("a sheet in a font of before Unicode", () => {
  test("is shown converted where no list was found, and so are the cells of its rows", async () => {
    const text = toTcvn3("Danh mục thiết bị của xưởng chế biến gỗ");
    const { top } = await understand("nominees", [text, 5], [toTcvn3("Máy cưa đĩa"), 2]);
    expect(top?.rows[0]?.cells[0]?.text).toBe("Danh mục thiết bị của xưởng chế biến gỗ");
    const file = await understand(
      "nominees",
      ["Ho va ten", "Ngay sinh"],
      [toTcvn3("Nguyễn Thị Hạnh Đào"), toTcvn3("không rõ năm")],
    );
    expect(cellsOf(file, 2).get(2)).toBe("không rõ năm");
  });
});

describe("our own column of notes", () => {
  test("is no column of the list when the file comes back", async () => {
    const sheets = await sheetsOf(
      ["DANH SÁCH"],
      ["Họ và tên", "Ngày sinh", "Cần sửa"],
      ["Rơ Châm Một", "1990", "Ghi chú: Cần sửa"],
    );
    const read = sheets.map(withoutNoteColumn);
    const { table, header } = understandFile("nominees", { sheets: read, notes: [] }, defaultSettings);
    expect(table?.columns.map(({ letter }) => letter)).toEqual(["A", "B"]);
    expect(header).not.toContain("can sua");
    expect(table?.rows).toMatchObject([{ fullName: "Rơ Châm Một", note: null }]);
  });

  test("is not a column of the sender's in which somebody wrote the same", async () => {
    const sheets = await sheetsOf(
      ["Họ và tên", "Ngày sinh", "Ghi chú"],
      ["Rơ Châm Một", "1990", "Cần sửa"],
      ["Rơ Châm Hai", "1991", "học lại"],
    );
    expect(sheets.map(withoutNoteColumn)).toEqual(sheets);
  });
});

test("a header is known again by its words, and not by what is as long as a book", () => {
  const book = "ấ".repeat(30_000);
  const rowsOf = (...cells: string[]) =>
    readHeaderRows(
      {
        rows: [
          { number: 3, hidden: false, cells: cells.map((value, place) => ({ column: place + 1, value })) },
        ],
      },
      { first: 1, last: 20 },
    );
  const text = (...cells: string[]) => headerText(rowsOf(...cells), { first: 3, last: 3 });
  expect(text("Họ và tên", book)).toBe(text("HO VA TEN", "  "));
  expect(text(book)).toBeNull();
});
