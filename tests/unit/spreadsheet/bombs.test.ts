import { describe, expect, test } from "vitest";
import type { ReadNote } from "#app/spreadsheet/reading/read-problems.ts";
import { type ReadResult, readWorkbook } from "#app/spreadsheet/reading/read-workbook.server.ts";
import { bombs, merged, rows, spaces, withPart } from "#tests/support/bombs.ts";
import { buildWorkbook, sheetXml } from "#tests/support/xlsx.ts";

const read: [what: string, note: ReadNote[], build: () => Buffer][] = [
  [
    "a data validation over 16,000 columns",
    ["giantRangeIgnored"],
    () =>
      buildWorkbook({
        sheet: `${rows}<dataValidations><dataValidation sqref="N1:XFD1048576"/></dataValidations>`,
      }),
  ],
  [
    "a conditional format over the whole sheet",
    ["giantRangeIgnored"],
    () => buildWorkbook({ sheet: `${rows}<conditionalFormatting sqref="A1:XFD1048576"/>` }),
  ],
  [
    "a name for the whole sheet",
    [],
    () =>
      buildWorkbook({
        sheet: rows,
        afterSheets: '<definedNames><definedName name="a">DS!$A$1:$XFD$1048576</definedName></definedNames>',
      }),
  ],
  ["merged whole columns", [], () => buildWorkbook({ sheet: `${rows}${merged("A1:B1048576")}` })],
  [
    "a space in the last row",
    [],
    () =>
      buildWorkbook({
        sheet: sheetXml([
          ["TT", "Họ tên"],
          [1, "Y Krông"],
        ]).replace("</sheetData>", '<row r="1048576"><c r="A1048576" t="str"><v> </v></c></row></sheetData>'),
      }),
  ],
  [
    "an image that lies about its size",
    [],
    () => withPart({ name: "xl/media/image1.png", data: spaces(400), claimedSize: 1000 }),
  ],
  ["macros", ["macrosIgnored"], () => withPart({ name: "xl/vbaProject.bin", data: "x" })],
  [
    "links to other workbooks",
    ["externalLinksIgnored"],
    () => withPart({ name: "xl/externalLinks/externalLink1.xml", data: "<!DOCTYPE a>" }),
  ],
];

describe("a file made to hurt", () => {
  test.each(bombs)("%s is refused as %s, quickly and cheaply", async (_, problem, build) => {
    const { result, milliseconds, megabytes } = await measure(build());
    expect(result).toMatchObject({ ok: false, problem });
    expect(milliseconds).toBeLessThan(10_000);
    expect(megabytes).toBeLessThan(512);
  });

  test.each(read)("%s costs nothing: the rows are read", async (_, notes, build) => {
    const { result, milliseconds, megabytes } = await measure(build());
    expect(result).toMatchObject({
      ok: true,
      notes,
      workbook: { sheets: [{ rows: [{ number: 1 }, { number: 2 }] }] },
    });
    expect(milliseconds).toBeLessThan(10_000);
    expect(megabytes).toBeLessThan(512);
  });

  test("of many files at once one is read at a time, and those beyond the queue are asked to come back", async () => {
    const file = buildWorkbook({ sheet: rows });
    const results = await Promise.all(Array.from({ length: 8 }, () => readWorkbook(file)));
    expect(results.map((result) => (result.ok ? "read" : result.problem))).toEqual([
      ...Array(6).fill("read"),
      ...Array(2).fill("busy"),
    ]);
    expect(await readWorkbook(file)).toMatchObject({ ok: true });
  });

  test("a file that waits says so, and then how far it is read", async () => {
    const file = buildWorkbook({ sheet: rows });
    const told = await Promise.all(
      Array.from({ length: 2 }, async () => {
        const states: string[] = [];
        await readWorkbook(file, { onProgress: ({ state, rows }) => void states.push(`${state} ${rows}`) });
        return states;
      }),
    );
    expect(told).toEqual([
      ["running 0", "running 2"],
      ["waiting 0", "running 0", "running 2"],
    ]);
  });
});

/** Reads the file while it watches how much the whole process grows. */
async function measure(
  file: Buffer,
): Promise<{ result: ReadResult; milliseconds: number; megabytes: number }> {
  const before = process.memoryUsage.rss();
  let highest = before;
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, 5);
  const started = performance.now();
  const result = await readWorkbook(file);
  const milliseconds = performance.now() - started;
  clearInterval(watch);
  return { result, milliseconds, megabytes: (highest - before) / 2 ** 20 };
}
