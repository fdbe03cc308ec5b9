import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TableDescription, TableValues } from "#app/spreadsheet/writing/table-description.ts";
import { guardFormula, writeCsv } from "#app/spreadsheet/writing/write-csv.server.ts";
import { rosterRows, rosterTable } from "#tests/support/roster.ts";

async function written(table: TableDescription, rows: Iterable<TableValues>): Promise<string> {
  const output = new PassThrough();
  // The consumer of text would take the mark for its own.
  const [bytes] = await Promise.all([text(output.setEncoding("latin1")), writeCsv(table, rows, output)]);
  return Buffer.from(bytes, "latin1").toString("utf8");
}

test("a roster is UTF-8 with its mark, one line of headers, days that nobody reads the wrong way round", async () => {
  const file = await written(rosterTable, rosterRows);
  expect(file.startsWith("\ufeffSTT,Họ và tên,Ngày sinh,Số CCCD,Điện thoại,Ngày cử,Ghi chú\r\n")).toBe(true);
  expect(file.split("\r\n").slice(1)).toEqual([
    "1,Y Krông,1996-02-05,062196000001,0912345678,2026-01-20,",
    `2,A Tik,1988,001088000002,+84987654321,2026-01-20,"'=HYPERLINK(""http://x"",""x"")"`,
    "3,H'Bia Rơ Châm,1990-09,062190000003,,,'+1+1",
    "",
  ]);
});

test("a head of two rows becomes one line, and what is for programs alone is left out", async () => {
  const columns: TableDescription["columns"] = [
    { header: "Nam", group: "Ngày sinh", width: 10, kind: "date" },
    { header: "Nữ", group: "Ngày sinh", width: 10, kind: "date" },
    { header: "Mã dòng", width: 1, kind: "text", hidden: true },
  ];
  expect(await written({ ...rosterTable, columns }, [[null, "1996-02-05", "abc"]])).toBe(
    "\ufeffNgày sinh – Nam,Ngày sinh – Nữ\r\n,1996-02-05\r\n",
  );
});

describe("a text that would be computed", () => {
  test.each([
    "=1+1",
    "+1+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    " =1",
    "\u00a0=1",
    "+84 912=1",
  ])("%j gets an apostrophe", (dangerous) => {
    expect(guardFormula(dangerous)).toBe(`'${dangerous}`);
  });

  test.each(["+84987654321", "+84 98 765 4321", "0912 345 678", "Nguyễn Văn A", "a=b", "5-9"])(
    "%j stays as it is",
    (harmless) => {
      expect(guardFormula(harmless)).toBe(harmless);
    },
  );
});

test("what is written is read again, letter by letter", async () => {
  const words = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 40 }),
    fc.constantFrom(
      '"',
      '""',
      ",",
      ";",
      "\n",
      "\r\n",
      "a\rb",
      " trước và sau ",
      "'",
      "Hđơ̆k",
      "",
      "=1",
      "+84 912",
    ),
  );
  const columns: TableDescription["columns"] = ["A", "B", "C"].map((header) => ({
    header,
    width: 9,
    kind: "text",
  }));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(words, words, words), { maxLength: 12 }), async (rows) => {
      const file = await written({ ...rosterTable, columns }, rows);
      const read = parse(file, { bom: true, record_delimiter: "\r\n", relax_column_count: false });
      expect(read).toEqual([["A", "B", "C"], ...rows.map((row) => row.map(guardFormula))]);
    }),
    { numRuns: 200 },
  );
});
