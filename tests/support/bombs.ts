import type { ReadProblem } from "#app/spreadsheet/reading/read-problems.ts";
import { buildWorkbook, sheetXml } from "./xlsx.ts";
import { buildZip, type ZipPart } from "./zip.ts";

const megabyte = 1024 * 1024;
/** A small list, for files whose harm is elsewhere. */
export const rows = sheetXml([
  ["TT", "Họ tên"],
  [1, "Y Krông"],
]);
export const spaces = (megabytes: number) => ({ block: Buffer.alloc(megabyte, " "), times: megabytes });
export const withPart = (part: ZipPart) => buildWorkbook({ sheet: rows, parts: [part] });

/** Files made to hurt, each with what it must be called when it is refused. */
export const bombs: [what: string, problem: ReadProblem, build: () => Buffer][] = [
  [
    "cells merged over the whole sheet",
    "mergeTooLarge",
    () => buildWorkbook({ sheet: `${rows}${merged("A1:XFD1048576")}` }),
  ],
  [
    "20,000 merged ranges",
    "tooManyMerges",
    () => buildWorkbook({ sheet: `${rows}${merged(...manyRanges(20_000))}` }),
  ],
  [
    "a column of number 999,999,999",
    "outOfRange",
    () => buildWorkbook({ sheet: `<cols><col min="1" max="999999999"/></cols>${rows}` }),
  ],
  ["a cell in row 999,999,999", "outOfRange", () => buildWorkbook({ sheet: oneRow(999_999_999) })],
  [
    "a cell in column XFE",
    "outOfRange",
    () => buildWorkbook({ sheet: '<sheetData><row r="1"><c r="XFE1"><v>1</v></c></row></sheetData>' }),
  ],
  [
    "400 MiB of spaces in a comment",
    "unpacksTooLarge",
    () => withPart({ name: "xl/comments1.xml", data: spaces(400) }),
  ],
  [
    "an image of 700 MiB of zeros",
    "unpacksTooLarge",
    () => withPart({ name: "xl/media/image1.png", data: { block: Buffer.alloc(megabyte), times: 700 } }),
  ],
  ["20 MiB of spaces in the sheet", "suspiciousRatio", () => buildWorkbook({ sheet: spaces(20) })],
  [
    "a sheet that is larger than it says",
    "damaged",
    () => withPart({ name: "xl/worksheets/sheet1.xml", data: spaces(400), claimedSize: 1000 }),
  ],
  [
    "1,048,000 rows",
    "tooLarge",
    () =>
      buildWorkbook({
        sheet: manyRows(1_048_000, (row) => `<row r="${row}"><c r="A${row}"><v>${row * 7919}</v></c></row>`),
      }),
  ],
  [
    "a million equal rows",
    "suspiciousRatio",
    () => buildWorkbook({ sheet: manyRows(1_000_000, () => "<row><c><v>1</v></c></row>") }),
  ],
  [
    "100,000 rows",
    "tooManyRows",
    () =>
      buildWorkbook({
        sheet: manyRows(100_000, (row) => `<row r="${row}"><c r="A${row}"><v>${row}</v></c></row>`),
      }),
  ],
  ["41 columns", "tooManyColumns", () => buildWorkbook({ sheet: wideRow(41) })],
  ["short cells that name one long text again and again", "tooManyCells", repeatedText],
  ["DOCTYPE with nested entities", "doctype", () => buildWorkbook({ sheet: Buffer.from(laughs) })],
  [
    "DOCTYPE that names a file",
    "doctype",
    () =>
      withPart({
        name: "xl/workbook.xml",
        data: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><workbook>&b;</workbook>',
      }),
  ],
  [
    "201 parts",
    "tooManyParts",
    () => buildZip(Array.from({ length: 201 }, (_, part) => ({ name: `p${part}`, data: "" }))),
  ],
  [
    "a text longer than a cell holds",
    "outOfRange",
    () => buildWorkbook({ sheet: sheetXml([["ă".repeat(40_000)]]) }),
  ],
  [
    "a formula longer than Excel takes",
    "formulaTooLong",
    () =>
      buildWorkbook({
        sheet: `<sheetData><row r="1"><c r="A1"><f>${"a|".repeat(500_000)}</f><v>1</v></c></row></sheetData>`,
      }),
  ],
];

const laughs = `<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`;

export function merged(...ranges: string[]): string {
  return `<mergeCells>${ranges.map((range) => `<mergeCell ref="${range}"/>`).join("")}</mergeCells>`;
}

function manyRanges(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `A${index * 2 + 1}:A${index * 2 + 2}`);
}

function oneRow(number: number): string {
  return `<sheetData><row r="${number}"><c r="A${number}"><v>1</v></c></row></sheetData>`;
}

function manyRows(count: number, row: (number: number) => string): string {
  return `<sheetData>${Array.from({ length: count }, (_, index) => row(index + 1)).join("")}</sheetData>`;
}

function wideRow(columns: number): string {
  return `<sheetData><row r="1">${"<c><v>1</v></c>".repeat(columns)}</row></sheetData>`;
}

/** 1,000 cells of 30,000 characters each would be 30 million characters on the way back from the worker. */
function repeatedText(): Buffer {
  const cells = manyRows(1000, (row) => `<row r="${row}"><c r="A${row}" t="s"><v>0</v></c></row>`);
  return buildWorkbook({ sheet: cells, sharedStrings: `<si><t>${"a".repeat(30_000)}</t></si>` });
}
