import { readFileSync } from "node:fs";
import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import { annotateWorkbook } from "#app/spreadsheet/editing/annotate-workbook.server.ts";
import { cellText } from "#app/spreadsheet/workbook.ts";
import { readSheets } from "#tests/support/forms.ts";
import { unpackParts } from "#tests/support/office-parts.ts";
import { buildWorkbook, sheetXml } from "#tests/support/xlsx.ts";

const sent = readFileSync("tests/fixtures/de-cu-nhieu-don-vi.xlsx");

async function cellsOf(file: Uint8Array, sheet: string, row: number) {
  const found = (await readSheets(file)).find(({ name }) => name === sheet);
  return found?.rows.find(({ number }) => number === row)?.cells.map(({ value }) => cellText(value)) ?? [];
}

describe("the sender's own file", async () => {
  const sheets = await readSheets(sent);
  const sheet = sheets.find(({ rows }) => rows.length > 5)!;
  const headerRow = sheet.rows.find(({ cells }) =>
    cells.some(({ value }) => /định danh/.test(cellText(value))),
  )!.number;
  const notes = new Map([
    [headerRow + 2, "Số CCCD phải có 12 chữ số."],
    [headerRow + 3, "Ngày sinh không có thật.\nThiếu họ tên."],
  ]);
  const marked = await annotateWorkbook(sent, {
    sheet: sheet.name,
    headerRow,
    notes,
    wrongCells: new Map([[headerRow + 2, [4]]]),
  });

  test("comes back with its notes in a column of its own", async () => {
    expect((await cellsOf(marked, sheet.name, headerRow)).at(-1)).toBe("Cần sửa");
    for (const [row, note] of notes) expect((await cellsOf(marked, sheet.name, row)).at(-1)).toBe(note);
  });

  test("says nothing else than it said, and keeps every part that is not touched", async () => {
    const [before, after] = [await unpackParts(sent), await unpackParts(marked)];
    const changed = [...before.keys()].filter((path) => !after.get(path)?.equals(before.get(path)!));
    expect(changed.filter((path) => !/styles\.xml$|sheet\d\.xml$/.test(path))).toEqual([]);
    expect(changed.filter((path) => /sheet\d\.xml$/.test(path))).toHaveLength(1);
    const again = (await readSheets(marked)).find(({ name }) => name === sheet.name)!;
    const own = again.rows.map(({ number, cells }) => ({
      number,
      values: cells
        .map(({ value }) => value)
        .filter((value) => value !== "Cần sửa" && value !== notes.get(number)),
    }));
    expect(own).toEqual(
      sheet.rows.map(({ number, cells }) => ({ number, values: cells.map(({ value }) => value) })),
    );
  });

  test("is corrected and sent again: the old notes go", async () => {
    const twice = await annotateWorkbook(marked, {
      sheet: sheet.name,
      headerRow,
      notes: new Map([[headerRow + 3, "Vẫn thiếu họ tên."]]),
    });
    const header = await cellsOf(twice, sheet.name, headerRow);
    expect(header.filter((text) => text === "Cần sửa")).toHaveLength(1);
    expect(await cellsOf(twice, sheet.name, headerRow + 2)).not.toContain(notes.get(headerRow + 2));
    expect((await cellsOf(twice, sheet.name, headerRow + 3)).at(-1)).toBe("Vẫn thiếu họ tên.");
  });
});

test("what was mended stands in the sender's cells, and is said beside them without red", async () => {
  const list = buildWorkbook({
    sheet: sheetXml([
      ["Họ và tên", "Số CCCD"],
      ["A Tik", "sai"],
      ["Y Krông", "cũng sai"],
      ["A Blưh", "vẫn sai"],
    ]),
  });
  const marked = await annotateWorkbook(list, {
    sheet: "DS",
    headerRow: 1,
    notes: new Map([[3, "Thiếu họ tên."]]),
    wrongCells: new Map([[3, [1]]]),
    mended: new Map([
      [2, { remark: "Nơi nhận tệp đã sửa: Số CCCD", cells: [{ column: 2, text: "062096000001" }] }],
      [3, { remark: "Nơi nhận tệp đã sửa: Số CCCD", cells: [{ column: 2, text: "" }] }],
    ]),
  });
  expect(await cellsOf(marked, "DS", 2)).toEqual(["A Tik", "062096000001", "Nơi nhận tệp đã sửa: Số CCCD"]);
  expect(await cellsOf(marked, "DS", 3)).toEqual(["Y Krông", "Thiếu họ tên.\nNơi nhận tệp đã sửa: Số CCCD"]);
  expect(await cellsOf(marked, "DS", 4)).toEqual(["A Blưh", "vẫn sai"]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(marked).buffer);
  const colourOf = (row: number) => workbook.worksheets[0]?.getCell(row, 3).font?.color?.argb;
  expect([colourOf(2), colourOf(3)]).toEqual([undefined, expect.stringContaining("B00020")]);
});

test("a text file comes back as a workbook, its values as the texts that they were", async () => {
  const csv = Buffer.from("\uFEFFHọ và tên;Số CCCD\nA Tik;062096000001\n=1+1;0012\n");
  const [read] = await readSheets(
    await annotateWorkbook(
      csv,
      { sheet: "", headerRow: 1, notes: new Map([[3, "Sai số."]]) },
      { fileName: "a.csv" },
    ),
  );
  expect(read?.rows.map(({ cells }) => cells.map(({ value }) => value))).toEqual([
    ["Họ và tên", "Số CCCD", "Cần sửa"],
    ["A Tik", "062096000001"],
    ["=1+1", "0012", "Sai số."],
  ]);
});

test("a workbook without styles and without a header gets its notes too", async () => {
  const bare = buildWorkbook({
    sheet: sheetXml([
      ["A Tik", 5],
      ["Y Krông", null],
    ]),
  });
  const marked = await annotateWorkbook(bare, {
    sheet: "DS",
    headerRow: 0,
    notes: new Map([[2, "Thiếu số."]]),
  });
  expect(await cellsOf(marked, "DS", 2)).toEqual(["Y Krông", "Thiếu số."]);
  expect((await unpackParts(marked)).has("xl/styles.xml")).toBe(true);
});
