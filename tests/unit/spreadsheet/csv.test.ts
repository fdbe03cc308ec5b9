import { describe, expect, test } from "vitest";
import { readNomineeRows } from "#app/domain/nominations/workbook.ts";
import { parseWorkbook } from "#app/spreadsheet/reading/parse-workbook.server.ts";
import { readLimits } from "#app/spreadsheet/reading/read-limits.ts";
import { readWorkbook } from "#app/spreadsheet/reading/read-workbook.server.ts";
import type { CellValue } from "#app/spreadsheet/workbook.ts";
import { encodeLegacy } from "#tests/support/legacy-text.ts";
import { buildWorkbook, sheetXml } from "#tests/support/xlsx.ts";

const rows = [
  ["TT", "Họ và tên", "Đơn vị", "Số CCCD"],
  ["1", "Nguyễn Thị Ước", "HTX May, gỗ; mây", "062190000001"],
];
const joined = (delimiter: string) =>
  rows.map((row) => row.map((text) => (/[;,]/.test(text) ? `"${text}"` : text)).join(delimiter)).join("\r\n");
const read: CellValue[][] = [rows[0] ?? [], [1, ...(rows[1] ?? []).slice(1)]];

async function valuesOf(file: Uint8Array) {
  const result = await parseWorkbook(file);
  if (!result.ok) return result.problem;
  return result.workbook.sheets[0]?.rows.map(({ cells }) => cells.map(({ value }) => value));
}

/** Tones of code page 1258 follow their letters. */
function toWindows1258(text: string): Buffer {
  const decoder = new TextDecoder("windows-1258");
  const codes = new Map(
    Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]),
  );
  const letters = [...text.normalize("NFC")].flatMap((letter) => {
    if (codes.has(letter)) return [letter];
    const parts = letter.normalize("NFD");
    const tone = parts.match(/[\u0300\u0301\u0303\u0309\u0323]/)?.[0] ?? "";
    return [parts.replace(tone, "").normalize("NFC"), tone];
  });
  return Buffer.from(letters.map((letter) => codes.get(letter) ?? 63));
}

describe("a text file", () => {
  test.each([";", ",", "\t"])("with columns cut by %j is a workbook", async (delimiter) => {
    expect(await valuesOf(Buffer.from(joined(delimiter)))).toEqual(read);
  });

  test.each<[string, Buffer]>([
    ["UTF-8 with a mark", Buffer.from(`\ufeff${joined(";")}`)],
    ["UTF-16, little end first", Buffer.from(`\ufeff${joined("\t")}`, "utf16le")],
    ["UTF-16, big end first", Buffer.from(`\ufeff${joined("\t")}`, "utf16le").swap16()],
    ["the code page of Vietnamese Windows", toWindows1258(joined(";"))],
  ])("in %s is read", async (_, file) => {
    expect(await valuesOf(file)).toEqual(read);
  });

  test.each(["tcvn3", "vni"] as const)(
    "typed in the letters of %s is read by its characters",
    async (encoding) => {
      const file = Buffer.from(encodeLegacy(joined(";"), encoding), "latin1");
      const result = await parseWorkbook(file);
      expect(result.ok && readNomineeRows(result.workbook.sheets)?.rows).toMatchObject([
        { fullName: "Nguyễn Thị Ước", employer: "HTX May, gỗ; mây", nationalId: "062190000001" },
      ]);
    },
  );

  test("says its delimiter in a first line, as Excel writes it", async () => {
    expect(await valuesOf(Buffer.from("sep=,\r\na,b;c\r\n1,2"))).toEqual([
      ["a", "b;c"],
      [1, 2],
    ]);
  });

  test("has formulas as text, except a number wrapped to keep its zeros", async () => {
    const formulas = ["=1+1", "+84912345678", "@SUM(A1)", "-5", '=HYPERLINK("x")'];
    const line = formulas.map((text) => `"${text.replaceAll('"', '""')}"`).join(";");
    expect(await valuesOf(Buffer.from(`${line}\n="0912345678";"=""062090000001""";1;2;3`))).toEqual([
      formulas,
      ["0912345678", "062090000001", 1, 2, 3],
    ]);
  });

  test("keeps its line numbers, line breaks inside cells, and quotes that nobody doubled", async () => {
    const result = await parseWorkbook(Buffer.from('DANH SÁCH;\n\n"A\nTik";Thợ "giỏi"\n'));
    expect(result.ok && result.workbook.sheets[0]?.rows).toMatchObject([
      { number: 1, cells: [{ value: "DANH SÁCH" }] },
      { number: 3, cells: [{ value: "A\nTik" }, { value: 'Thợ "giỏi"' }] },
    ]);
  });

  test.each([
    ["a line that never ends", "damaged", `a;b\n"${"x".repeat(readLimits.recordCharacters)}`],
    ["too many rows", "tooManyRows", "a;b\n".repeat(readLimits.rows + 1)],
    ["too many columns", "tooManyColumns", `${"a;".repeat(41)}\n`],
  ])("with %s is refused", async (_, problem, text) => {
    expect(await valuesOf(Buffer.from(text))).toBe(problem);
  });

  test("gets its file's name as the name of its sheet", async () => {
    const result = await readWorkbook(Buffer.from(joined(";")), { fileName: "DS đề cử.csv" });
    expect(result).toMatchObject({ ok: true, workbook: { sheets: [{ name: "DS đề cử" }] } });
  });
});

describe("progress", () => {
  test.each([
    [
      "a workbook",
      buildWorkbook({ sheet: sheetXml(Array.from({ length: 1200 }, (_, row) => [row, "A Tik"])) }),
    ],
    ["a text file", Buffer.from("1;A Tik\n".repeat(1200))],
  ])("of %s is told while its rows arrive in their order", async (_, file) => {
    const told: number[] = [];
    const result = await readWorkbook(file, { onProgress: ({ rows }) => told.push(rows) });
    expect(told).toEqual([0, 500, 1000, 1200]);
    const numbers = result.ok && result.workbook.sheets[0]?.rows.map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: 1200 }, (_, row) => row + 1));
  });
});

test("macros in an .xlsm are ignored and mentioned", async () => {
  const file = buildWorkbook({
    sheet: sheetXml([["a", "b"]]),
    parts: [{ name: "xl/vbaProject.bin", data: "x" }],
  });
  expect(await readWorkbook(file, { fileName: "a.xlsm" })).toMatchObject({
    ok: true,
    notes: ["macrosIgnored"],
  });
});
