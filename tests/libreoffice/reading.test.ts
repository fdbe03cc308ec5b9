import { describe, expect, test } from "vitest";
import { convertWorkbook } from "#tests/support/libreoffice.ts";
import { expectedOf, fixtureNames, readFixture, understandFile } from "#tests/support/understood.ts";

/** A text file has neither merged cells nor hidden rows, and one sheet: what needs them cannot be the same. */
const asText = ["bang-ma-cu.xlsx", "co-so-trong-cum.xlsx", "de-cu-mot-cong-ty.xlsx"];

describe("an office workbook that LibreOffice saved", () => {
  test.each(fixtureNames.filter((name) => !name.endsWith(".csv")))("%s is read as before", async (name) => {
    const saved = await convertWorkbook(readFixture(name), "xlsx");
    expect(await understandFile(saved)).toEqual(expectedOf(name));
  });

  test.each(asText)("%s as .csv is read as before", async (name) => {
    const saved = await convertWorkbook(readFixture(name), "csv");
    expect(await understandFile(saved)).toEqual(expectedOf(name));
  });
});
