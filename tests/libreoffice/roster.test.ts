import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import { nothingYet } from "#app/domain/outcomes/outcome.ts";
import { readSentRows } from "#app/domain/outcomes/sent-rows.ts";
import { keySheet, keySheetName, readKeySheet } from "#app/domain/rosters/key-sheet.server.ts";
import { outcomeColumns, type RowWithOutcome } from "#app/domain/rosters/outcome-columns.ts";
import { valuesOf } from "#app/domain/rosters/read-roster.server.ts";
import { rosterColumns, rosterPresets } from "#app/domain/rosters/template.ts";
import { parseWorkbook } from "#app/spreadsheet/reading/parse-workbook.server.ts";
import { cellText, type Sheet } from "#app/spreadsheet/workbook.ts";
import { writeCsv } from "#app/spreadsheet/writing/write-csv.server.ts";
import { convertWithGnumeric, convertWorkbook } from "#tests/support/libreoffice.ts";
import { rosterHeaderRow, rosterRows, rosterTable, writeToBuffer } from "#tests/support/roster.ts";

async function readSheets(file: Buffer): Promise<Sheet[]> {
  const read = await parseWorkbook(file);
  if (!read.ok) throw new Error(`${read.problem} ${read.detail}`);
  return read.workbook.sheets;
}

/** The values of the first sheet, cell by cell. */
const valuesIn = ([sheet]: Sheet[]) =>
  sheet?.rows.map(({ number, cells }) => ({
    number,
    values: cells.map(({ column, value }) => [column, value]),
  }));

describe("a roster in LibreOffice", async () => {
  const roster = await writeToBuffer(rosterTable, rosterRows);
  const opened = (await convertWorkbook(roster, "fods")).toString().replace(/>\s+</g, "><");

  test("has no formula", () => {
    expect(opened).toContain("<office:spreadsheet>");
    expect(opened).not.toContain("table:formula");
  });

  test("has citizen IDs and phones as text with their zeros, and dates as dates", () => {
    expect(opened).toMatch(/office:value-type="string"[^>]*><text:p>062196000001</);
    expect(opened).toMatch(/office:value-type="string"[^>]*><text:p>0912345678</);
    expect(opened).toMatch(/office:value-type="string"[^>]*><text:p>\+84987654321</);
    expect(opened).toMatch(/office:date-value="1996-02-05"[^>]*><text:p>05\/02\/1996</);
  });

  test("repeats its header row on every page and prints A4 landscape", () => {
    expect(opened).toMatch(/<table:table-header-rows>(?:(?!<\/table:table-header-rows>).)*Họ và tên/s);
    expect(opened).toMatch(
      /fo:page-width="(297mm|29\.7cm|11\.6\d+in)"[^>]*style:print-orientation="landscape"/,
    );
  });

  test("keeps the words to choose from when LibreOffice saves it", async () => {
    const columns = rosterTable.columns.map((column) => ({ ...column, choices: ["Đạt", "Không đạt"] }));
    const offered = await writeToBuffer({ ...rosterTable, columns }, rosterRows);
    const saved = new ExcelJS.Workbook();
    await saved.xlsx.load((await convertWorkbook(offered, "xlsx")) as unknown as ArrayBuffer);
    expect(saved.worksheets[0]?.getCell(rosterHeaderRow + rosterRows.length, 7).dataValidation).toMatchObject(
      {
        type: "list",
        formulae: expect.arrayContaining(['"Đạt,Không đạt"']),
      },
    );
  });

  test("keeps every value when LibreOffice or gnumeric saves it", async () => {
    const written = valuesIn(await readSheets(roster));
    expect(valuesIn(await readSheets(await convertWorkbook(roster, "xlsx")))).toEqual(written);
    expect(valuesIn(await readSheets(await convertWithGnumeric(roster)))).toEqual(written);
  });
});

test("a .csv opens without a formula, with days as days and names as written", async () => {
  const output = new PassThrough();
  const [file] = await Promise.all([buffer(output), writeCsv(rosterTable, rosterRows, output)]);
  const opened = (await convertWorkbook(file, "fods", { from: "csv" })).toString().replace(/>\s+</g, "><");
  expect(opened).not.toContain("table:formula");
  expect(opened).toMatch(/office:date-value="1996-02-05"/);
  expect(opened).toContain(">H&apos;Bia Rơ Châm<");
  expect(opened).toContain(">&apos;=HYPERLINK(");
});

describe("a provider's roster that was saved by another program", async () => {
  const sessions = [1, 2].map((number) => ({
    id: `session ${number}`,
    number,
    heldOn: `2026-12-0${number}`,
  }));
  const ids = ["01a204b0-3993-740d-b033-a56b8ed62b91", "01a204b0-3993-740d-b033-a56b8ed62b92"];
  const keys = {
    runId: crypto.randomUUID(),
    lists: [{ id: crypto.randomUUID(), version: 5 }],
    madeAt: "2026-12-07T03:00:00.000Z",
  };
  const rows: RowWithOutcome[] = ["Hđơ̆k Rơ Châm", "H'Bia Niê"].map((fullName, index) => ({
    id: ids[index]!,
    listId: keys.lists[0]!.id,
    nominationId: crypto.randomUUID(),
    number: index + 1,
    seat: "primary",
    fullName,
    birthDate: "1996-02-05",
    gender: "female",
    nationalId: `00119600000${index}`,
    phone: "+84912345678",
    email: null,
    position: "Kế toán",
    qualification: null,
    employer: "HTX Một",
    taxCode: null,
    ward: "phường Đăk Cấm",
    outcome: { ...nothingYet, result: "passed", certificateNumber: "012", certificateDate: "2026-11-02" },
  }));
  const columns = [
    ...rosterColumns(rosterPresets.certificate, { joinsWards: false }),
    ...outcomeColumns(sessions),
  ];
  const roster = await writeToBuffer(
    { ...rosterTable, columns, hiddenSheet: keySheet(keys) },
    rows.map((row) => valuesOf(row, columns)),
  );

  test.each([
    ["nobody", async () => roster],
    ["LibreOffice", () => convertWorkbook(roster, "xlsx")],
    ["gnumeric", () => convertWithGnumeric(roster)],
  ])("%s: says which run and lists it is, and which row is whose", async (_program, save) => {
    const sheets = await readSheets(await save());
    const hidden = sheets.find(({ name }) => name === keySheetName);
    expect(
      readKeySheet(hidden?.rows.map(({ cells }) => cells.map(({ value }) => cellText(value))) ?? []),
    ).toEqual(keys);
    const sent = readSentRows(
      sheets.filter((sheet) => sheet !== hidden),
      sessions,
      rosterPresets.standard,
    );
    expect(sent?.map(({ rowKey, fullName, nationalId }) => [rowKey, fullName, nationalId])).toEqual([
      [ids[0], "Hđơ̆k Rơ Châm", "001196000000"],
      [ids[1], "H'Bia Niê", "001196000001"],
    ]);
    expect(sent?.[0]?.cells).toMatchObject({
      result: "Đạt",
      certificateNumber: "012",
      certificateDate: "2026-11-02",
    });
  });
});
