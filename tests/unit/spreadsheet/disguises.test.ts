import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import sentences from "#app/i18n/vi/files.json";
import { type ReadProblem, readProblems } from "#app/spreadsheet/reading/read-problems.ts";
import { readWorkbook } from "#app/spreadsheet/reading/read-workbook.server.ts";
import { buildWorkbook, sheetXml } from "#tests/support/xlsx.ts";
import { buildZip } from "#tests/support/zip.ts";

const ole = (stream: string) =>
  Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(1024), Buffer.from(stream, "utf16le")]);
const fixture = readFileSync("tests/fixtures/co-so-trong-cum.xlsx");

const disguises: [what: string, problem: ReadProblem, bytes: Uint8Array][] = [
  ["an empty file", "empty", Buffer.alloc(0)],
  ["an old .xls", "oldExcel", ole("Workbook")],
  ["a workbook with a password", "encrypted", ole("EncryptedPackage")],
  ["an old Word file", "notWorkbook", ole("WordDocument")],
  [
    "XML of Excel 2003",
    "oldExcel",
    Buffer.from('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'),
  ],
  ["a web page called .xls", "html", Buffer.from("\ufeff\n<html><body><table><tr><td>1</td></tr></table>")],
  ["a bare HTML table", "html", Buffer.from("<table><tr><td>Họ tên</td></tr></table>")],
  [
    "an .ods",
    "openDocument",
    buildZip([
      { name: "mimetype", data: "application/vnd.oasis.opendocument.spreadsheet", store: true },
      { name: "content.xml", data: "<office/>" },
    ]),
  ],
  ["a PNG", "image", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
  ["a JPEG", "image", Buffer.from("ffd8ffe000104a464946", "hex")],
  ["a photo of an iPhone", "image", Buffer.from("\0\0\0\x18ftypheic", "latin1")],
  ["a PDF", "pdf", Buffer.from("%PDF-1.7\n%âãÏÓ")],
  ["a text without columns", "notWorkbook", Buffer.from("xin chào\nhẹn gặp lại")],
  ["noise", "notWorkbook", Buffer.from([0, 1, 2, 3, 255, 254, 0, 9])],
  ["a zip of something else", "notWorkbook", buildZip([{ name: "photo.txt", data: "x" }])],
  [
    "a Word file",
    "notWorkbook",
    buildZip([
      {
        name: "_rels/.rels",
        data: '<Relationships><Relationship Id="1" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>',
      },
      { name: "word/document.xml", data: "<document/>" },
      { name: "word/_rels/document.xml.rels", data: "<Relationships/>" },
    ]),
  ],
  [
    "an .xlsb",
    "binaryExcel",
    buildZip([
      {
        name: "_rels/.rels",
        data: '<Relationships><Relationship Id="1" Type="http://x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
      },
      { name: "xl/workbook.bin", data: "x" },
    ]),
  ],
  [
    "a zip with encrypted entries",
    "encrypted",
    buildZip([{ name: "xl/workbook.xml", data: "x", encrypted: true }]),
  ],
  ["half a workbook", "damaged", fixture.subarray(0, fixture.length / 2)],
  ["a workbook with a flipped bit in a name", "damaged", withFlippedBit()],
  ["a workbook without its sheet", "damaged", withoutSheet()],
  [
    "a workbook whose sheet is not XML",
    "damaged",
    buildWorkbook({ sheet: Buffer.from("<worksheet><a></worksheet>") }),
  ],
  [
    "a sheet that is not UTF-8",
    "damaged",
    buildWorkbook({ sheet: Buffer.from("<worksheet>\xff</worksheet>", "latin1") }),
  ],
  [
    "one part twice",
    "damaged",
    buildZip([
      { name: "a.xml", data: "" },
      { name: "A.xml", data: "" },
    ]),
  ],
];

describe("a file that is no .xlsx", () => {
  test.each(disguises)("%s is called %s", async (_, problem, bytes) => {
    expect(await readWorkbook(bytes)).toMatchObject({ ok: false, problem });
  });

  test("every problem has a sentence that says what it is and what to do", () => {
    expect(Object.keys(sentences.unreadable).sort()).toEqual([...readProblems].sort());
    for (const sentence of Object.values(sentences.unreadable)) expect(sentence).toMatch(/Xin .+\.$/);
  });
});

/** A letter of a name becomes another one; only the checksum knows. */
function withFlippedBit(): Buffer {
  const data = `<worksheet>${sheetXml([["Y Krông"]])}</worksheet>`;
  const file = buildWorkbook({ parts: [{ name: "xl/worksheets/sheet1.xml", data, store: true }] });
  const position = file.indexOf("Krông");
  file.writeUInt8(file.readUInt8(position) ^ 1, position);
  return file;
}

function withoutSheet(): Buffer {
  const data =
    '<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/gone.xml"/></Relationships>';
  return buildWorkbook({ parts: [{ name: "xl/_rels/workbook.xml.rels", data }] });
}
