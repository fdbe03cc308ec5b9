import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readBusinessRows } from "#app/domain/businesses/workbook.ts";
import { parseWorkbook } from "#app/spreadsheet/parse-workbook.server.ts";
import type { Sheet } from "#app/spreadsheet/workbook.ts";
import { nationalPhone } from "#app/vietnamese/phone.ts";
import { convertWorkbook } from "#tests/support/libreoffice.ts";
import { rosterRows, rosterTable, writeToBuffer } from "#tests/support/roster.ts";

async function readSheets(file: Buffer): Promise<Sheet[]> {
  const read = await parseWorkbook(file);
  if (!read.ok) throw new Error(`${read.problem} ${read.detail}`);
  return read.workbook.sheets;
}

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

  test("keeps every value when LibreOffice saves it", async () => {
    const texts = (sheets: Sheet[]) =>
      sheets[0]?.rows.map(({ number, cells }) => ({
        number,
        values: cells.map(({ column, value }) => [column, value]),
      }));
    expect(texts(await readSheets(await convertWorkbook(roster, "xlsx")))).toEqual(
      texts(await readSheets(roster)),
    );
  });
});

test("the office's list of businesses is read the same after LibreOffice saved it", async () => {
  const saved = await convertWorkbook(readFileSync("tests/fixtures/co-so-trong-cum.xlsx"), "xlsx");
  const rows = readBusinessRows(await readSheets(saved))?.rows.map(
    ({ name, taxCode, contact, phone, workers, female }) => {
      return { name, taxCode, contact, phone: phone && nationalPhone(phone), workers, female };
    },
  );
  const expected: unknown = JSON.parse(readFileSync("tests/fixtures/expected/co-so-trong-cum.json", "utf8"));
  expect({ kind: "businesses", rows }).toEqual(expected);
});
