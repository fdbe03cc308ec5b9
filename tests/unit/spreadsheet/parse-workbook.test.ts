import { readFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseWorkbook } from "#app/spreadsheet/reading/parse-workbook.server.ts";
import { readProblems } from "#app/spreadsheet/reading/read-problems.ts";
import { readZipDirectory } from "#app/spreadsheet/reading/zip-directory.server.ts";
import type { CellValue, Sheet } from "#app/spreadsheet/workbook.ts";
import { buildWorkbook, sheetXml, type WorkbookSource } from "#tests/support/xlsx.ts";

async function readSheet(source: WorkbookSource): Promise<Sheet> {
  const result = await parseWorkbook(buildWorkbook(source));
  if (!result.ok) throw new Error(`${result.problem} ${result.detail}`);
  return result.workbook.sheets[0] as Sheet;
}

/** The value of a cell A1 given as the inside of its row. */
async function readValue(cell: string, source: WorkbookSource = {}): Promise<CellValue | undefined> {
  const sheet = await readSheet({ ...source, sheet: `<sheetData><row r="1">${cell}</row></sheetData>` });
  return sheet.rows[0]?.cells[0]?.value;
}

const formatted = (code: string) => ({
  styles: `<numFmts><numFmt numFmtId="164" formatCode="${code}"/></numFmts><fonts><font><name val="Arial"/></font></fonts><cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="164" fontId="0"/></cellXfs>`,
});

describe("the value of a cell", () => {
  test.each<[what: string, cell: string, value: CellValue | undefined]>([
    ["a number", '<c r="A1"><v>62095996067</v></c>', 62_095_996_067],
    ["a number with an exponent", '<c r="A1"><v>6.2E3</v></c>', 6200],
    ["text in the cell", '<c r="A1" t="inlineStr"><is><t>Y Krông</t></is></c>', "Y Krông"],
    ["text as numeric entities", '<c r="A1" t="inlineStr"><is><t>&#272;&#x103;k</t></is></c>', "Đăk"],
    [
      "rich text without its reading aid",
      '<c r="A1" t="inlineStr"><is><r><t>A </t></r><r><t>Tik</t></r><rPh><t>x</t></rPh></is></c>',
      "A Tik",
    ],
    ["text in CDATA", '<c r="A1" t="str"><v><![CDATA[a < b]]></v></c>', "a < b"],
    ["an escaped line end", '<c r="A1" t="str"><v>a_x000D_b_x005F_x0041_</v></c>', "a\rb_x0041_"],
    ["spaces only", '<c r="A1" t="str"><v>\u00a0 </v></c>', undefined],
    ["nothing", '<c r="A1" s="0"/>', undefined],
    ["true", '<c r="A1" t="b"><v>1</v></c>', true],
    ["an error", '<c r="A1" t="e"><v>#N/A</v></c>', { fault: "#N/A" }],
    ["the stored result of a formula", '<c r="A1" t="str"><f>CONCAT(B1,C1)</f><v>A Tik</v></c>', "A Tik"],
    ["a formula that was never calculated", '<c r="A1"><f>ROW()-8</f></c>', { fault: "formula" }],
    ["an ISO date", '<c r="A1" t="d"><v>1990-09-05T00:00:00</v></c>', { date: "1990-09-05" }],
  ])("%s", async (_, cell, value) => {
    expect(await readValue(cell)).toEqual(value);
  });

  test("a shared text, by its place in the table", async () => {
    const sharedStrings = "<si><t>một</t></si><si><r><t>h</t></r><r><t>ai</t></r></si>";
    expect(await readValue('<c r="A1" t="s"><v>1</v></c>', { sharedStrings })).toBe("hai");
  });

  test("cells without addresses stand one after another", async () => {
    const sheet = await readSheet({
      sheet: "<sheetData><row><c><v>1</v></c></row><row><c/><c><v>2</v></c></row></sheetData>",
    });
    expect(sheet.rows).toEqual([
      { number: 1, hidden: false, cells: [{ column: 1, value: 1 }] },
      { number: 2, hidden: false, cells: [{ column: 2, value: 2 }] },
    ]);
  });
});

describe("a number under a format", () => {
  test.each<[code: string, number: number, value: CellValue]>([
    ["dd/mm/yyyy", 33121, { date: "1990-09-05" }],
    ["[$-42A]dd mmmm yyyy;@", 33121, { date: "1990-09-05" }],
    ["&quot;Ngày &quot;dd&quot; tháng &quot;mm", 33121, { date: "1990-09-05" }],
    ["mmm\\-yy", 33121, { date: "1990-09-05" }],
    ["d/m/yyyy h:mm", 33121.75, { date: "1990-09-05", time: "18:00:00" }],
    ["dd/mm/yyyy", 1, { date: "1900-01-01" }],
    ["dd/mm/yyyy", 59, { date: "1900-02-28" }],
    ["dd/mm/yyyy", 61, { date: "1900-03-01" }],
    ["dd/mm/yyyy", 60, 60],
    ["dd/mm/yyyy", 62_095_996_067, 62_095_996_067],
    ["dd/mm/yyyy", -5, -5],
    ["[Red]#,##0", 33121, 33121],
    ["General", 33121, 33121],
    ["0&quot; day&quot;", 12, 12],
    ["h:mm", 0.75, 0.75],
    ["000000000000", 62_095_996_067, "062095996067"],
    ["0000 000 000", 905_123_456, "0905123456"],
    ["00", 7, "07"],
  ])("%s of %d", async (code, number, value) => {
    expect(await readValue(`<c r="A1" s="1"><v>${number}</v></c>`, formatted(code))).toEqual(value);
  });

  test("a built-in date format", async () => {
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';
    expect(await readValue('<c r="A1" s="1"><v>33121</v></c>', { styles })).toEqual({ date: "1990-09-05" });
  });

  test("days count from 1904 where the workbook says so", async () => {
    const workbook = '<workbookPr date1904="1"/>';
    const value = await readValue('<c r="A1" s="1"><v>31659</v></c>', {
      ...formatted("dd/mm/yyyy"),
      workbook,
    });
    expect(value).toEqual({ date: "1990-09-05" });
  });
});

describe("a sheet", () => {
  test("keeps the font of each cell, because .VnTime is not Unicode", async () => {
    const styles =
      '<fonts><font><name val="Arial"/></font><font><name val=".VnTime"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs><dxfs><dxf><font><name val="No"/></font></dxf></dxfs>';
    const sheet = await readSheet({
      styles,
      sheet:
        '<sheetData><row r="1"><c r="A1" s="1" t="str"><v>§¨k</v></c><c r="B1" t="inlineStr"><is><r><rPr><rFont val="VNI-Times"/></rPr><t>x</t></r></is></c></row></sheetData>',
    });
    expect(sheet.rows[0]?.cells.map(({ font }) => font)).toEqual([".VnTime", "VNI-Times"]);
  });

  test("tells what is hidden and cuts merged ranges to what is used", async () => {
    const sheet = await readSheet({
      sheet: `<cols><col min="1" max="1" hidden="1"/><col min="3" max="16384" hidden="1"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="3" hidden="1"><c r="C3"><v>3</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD2"/><mergeCell ref="E9:F9"/></mergeCells>`,
    });
    expect(sheet.hiddenColumns).toEqual([1, 3]);
    expect(sheet.rows.map(({ number, hidden }) => [number, hidden])).toEqual([
      [1, false],
      [3, true],
    ]);
    expect(sheet.merges).toEqual([{ top: 1, left: 1, bottom: 2, right: 3 }]);
  });

  test("is found through prefixed names and absolute targets, as other programs write them", async () => {
    const parts = [
      {
        name: "_rels/.rels",
        data: '<p:Relationships xmlns:p="x"><p:Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/book/main.xml"/></p:Relationships>',
      },
      {
        name: "book/_rels/main.xml.rels",
        data: '<Relationships><Relationship Id="s" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="/book/One.xml"/></Relationships>',
      },
      {
        name: "book/main.xml",
        data: '<x:workbook xmlns:x="y" xmlns:d="z"><x:sheets><x:sheet name="Một" state="veryHidden" d:id="s"/></x:sheets></x:workbook>',
      },
      {
        name: "book/one.xml",
        data: `<x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
      },
    ];
    const result = await parseWorkbook(buildWorkbook({ parts }));
    expect(result).toMatchObject({
      ok: true,
      workbook: { sheets: [{ name: "Một", hidden: true, rows: [{ cells: [{ column: 1, value: 1 }] }] }] },
    });
  });

  test("is found under the name that its address encodes", async () => {
    const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const parts = [
      {
        name: "_rels/.rels",
        data: `<Relationships><Relationship Id="a" Type="${type}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      },
      {
        name: "xl/_rels/workbook.xml.rels",
        data: `<Relationships><Relationship Id="s" Type="${type}/worksheet" Target="Trang%20100%25.xml"/><Relationship Id="t" Type="${type}/worksheet" Target="50%.xml"/></Relationships>`,
      },
      {
        name: "xl/workbook.xml",
        data: '<workbook xmlns:r="z"><sheets><sheet name="Một" r:id="s"/><sheet name="Hai" r:id="t"/></sheets></workbook>',
      },
      { name: "xl/Trang 100%.xml", data: `<worksheet>${sheetXml([[1]])}</worksheet>` },
      { name: "xl/50%.xml", data: `<worksheet>${sheetXml([[2]])}</worksheet>` },
    ];
    expect(await parseWorkbook(buildWorkbook({ parts }))).toMatchObject({
      ok: true,
      workbook: { sheets: [{ name: "Một" }, { name: "Hai" }] },
    });
  });

  test.each([
    ["rows out of order", '<sheetData><row r="2"/><row r="1"/></sheetData>'],
    ["a cell twice", '<sheetData><row r="1"><c r="A1"/><c r="A1"/></row></sheetData>'],
    ["a number that is none", '<sheetData><row r="1"><c r="A1"><v>x</v></c></row></sheetData>'],
    [
      "a text that is not in the table",
      '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>',
    ],
    [
      "a type of cell that does not exist",
      '<sheetData><row r="1"><c r="A1" t="q"><v>0</v></c></row></sheetData>',
    ],
    ["a merged range that is none", `${sheetXml([[1]])}<mergeCells><mergeCell ref="C3:A1"/></mergeCells>`],
  ])("with %s is damaged", async (_, sheet) => {
    expect(await parseWorkbook(buildWorkbook({ sheet }))).toMatchObject({ ok: false, problem: "damaged" });
  });
});

test("a workbook changed at random is read or refused, and never crashes the reader", async () => {
  const fixture = readFileSync("tests/fixtures/de-cu-nhieu-don-vi.xlsx");
  const part = (await readZipDirectory(fixture)).open("xl/worksheets/sheet2.xml");
  const sheet = part ? await buffer(part) : Buffer.alloc(0);
  const change = fc.tuple(
    fc.nat(sheet.length - 1),
    fc.constantFrom(...Buffer.from('<>/"=&;19AZ:- \0\xff', "latin1")),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      const changed = Buffer.from(sheet);
      for (const [position, byte] of changes) changed[position] = byte;
      const result = await parseWorkbook(buildWorkbook({ sheet: changed }));
      expect(result.ok || readProblems.includes(result.problem)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
