import { describe, expect, test } from "vitest";
import type { Sheet } from "#app/spreadsheet/workbook.ts";
import { fillFixture, plainForm, readSheets, textsOf, uglyForm, uglySheet } from "#tests/support/forms.ts";
import { convertWorkbook } from "#tests/support/libreoffice.ts";

describe.each([3, 12, 60])("a form filled with %i people, in LibreOffice", (count) => {
  const opened = fillFixture(uglyForm, count).then((file) => convertWorkbook(Buffer.from(file), "xlsx"));
  const shown = fillFixture(uglyForm, count).then((file) => convertWorkbook(Buffer.from(file), "fods"));
  const moved = count - 15;
  const sheetNamed = (sheets: Sheet[], name: string) => sheets.find((sheet) => sheet.name === name);

  test("has its rows in order, its totals computed, its signatures below", async () => {
    const sheets = await readSheets(await opened);
    const rows = textsOf(sheetNamed(sheets, uglySheet));
    for (let index = 0; index < count; index += 1) expect(rows.get(12 + index)?.[0]).toBe(String(index + 1));
    expect(rows.get(27 + moved)).toEqual([
      "Tổng số học viên nữ:",
      String(Math.floor(count / 2)),
      String(count),
    ]);
    expect(rows.get(31 + moved)).toEqual(["NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"]);
    const guide = textsOf(sheetNamed(sheets, "Hướng dẫn"));
    expect(guide.get(3)?.[1]).toBe(String(count));
    expect(guide.get(4)?.[1]).toBe(String(Math.floor(count / 2)));
  });

  test("keeps IDs as text, dates as dates, both pictures, its print area and its head on every page", async () => {
    const xml = (await shown).toString().replace(/>\s+</g, "><");
    // The whole of it as a failure's message would be read by nobody.
    const shows = (pattern: RegExp) => pattern.test(xml);
    expect(shows(/office:value-type="string"[^>]*><text:p>062096000000</)).toBe(true);
    expect(shows(/office:date-value="1996-02-05"[^>]*><text:p>05\/02\/1996</)).toBe(true);
    expect(xml.match(/<draw:image/g)).toHaveLength(2);
    expect(shows(new RegExp(`table:print-ranges="[^"]*\\.K${38 + moved}"`))).toBe(true);
    expect(shows(/<table:table-header-rows>(?:(?!<\/table:table-header-rows>).)*Họ và chữ đệm/s)).toBe(true);
    expect(shows(/table:formula="[^"]*Nguyễn/)).toBe(false);
  });
});

test("the form of the fixtures opens with twelve people and its signatures below them", async () => {
  const saved = await convertWorkbook(Buffer.from(await fillFixture(plainForm, 12)), "xlsx");
  const rows = textsOf((await readSheets(saved))[0]);
  expect(rows.get(20)?.[1]).toBe("A Tik L");
  expect(rows.get(22)).toEqual(["Prepared by / Người lập", "Approved by / Phê duyệt"]);
});
