import { describe, expect, test } from "vitest";
import { fillFixture, plainForm, readSheets, textsOf, uglyForm, uglySheet } from "#tests/support/forms.ts";
import { unpackParts } from "#tests/support/office-parts.ts";
import { buildWorkbook, sheetXml } from "#tests/support/xlsx.ts";
import { buildZip } from "#tests/support/zip.ts";

/** A part as text; letters that its producer wrote by their number read as letters. */
async function partOf(file: Uint8Array, path: string): Promise<string> {
  const part = (await unpackParts(file)).get(path)?.toString() ?? "";
  return part.replace(/&#(\d{3,});/g, (_, code) => String.fromCodePoint(Number(code)));
}
const sheetPart = "xl/worksheets/sheet2.xml";
const rowsOf = async (file: Uint8Array) =>
  textsOf((await readSheets(file)).find(({ name }) => name === uglySheet));

describe.each([3, 12, 15, 60])("the form with fifteen prepared rows, filled with %i people", (count) => {
  const filled = fillFixture(uglyForm, count);
  const moved = count - 15;

  test("has them below its header, and everything below moved", async () => {
    const rows = await rowsOf(await filled);
    expect(rows.get(11)?.[1]).toBe("(2)");
    expect(rows.get(12)).toEqual(
      expect.arrayContaining(["=Nguyễn Văn", "An", "1996-02-05", "062096000000", "0912 345 678"]),
    );
    expect(rows.get(13)).toEqual(expect.arrayContaining(["A Tik", "B", "x"]));
    expect(rows.get(14)).toContain("1988");
    expect(rows.get(27 + moved)?.[0]).toBe("Tổng số học viên nữ:");
    expect(rows.get(28 + moved)).toEqual([`Tổng số: ${count} học viên`]);
    expect(rows.get(31 + moved)).toEqual(["NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"]);
    expect([...rows.keys()].filter((row) => row >= 12 && row < 27 + moved)).toHaveLength(count);
  });

  test("adds up the rows that it has now, in every sheet, and nobody sees an old result", async () => {
    const last = 11 + count;
    const sheet = await partOf(await filled, sheetPart);
    expect(sheet).toContain(`<f>COUNTIF(J12:J${last},`);
    expect(sheet).toContain(`<f>COUNTA(C12:C${last})</f></c>`);
    expect(sheet).toContain(`<f>SUM(J$12:J$${last})/COUNTA($C$12:$C$${last})</f>`);
    expect(sheet).toContain(`<c r="A${last}" s=`);
    expect(sheet).toContain(`<f>A${last - 1}+1</f>`);
    const guide = await partOf(await filled, "xl/worksheets/sheet1.xml");
    expect(guide).toContain(`<f>COUNTA('Biểu 02 - DS'!C12:C${last})</f>`);
    expect(guide).toContain(`<f>'Biểu 02 - DS'!J${27 + moved}</f>`);
    expect(guide).toContain("<f>A27&amp;");
  });

  test("prints, validates, formats and merges where it did", async () => {
    const last = 11 + count;
    const workbook = await partOf(await filled, "xl/workbook.xml");
    expect(workbook).toContain(`'Biểu 02 - DS'!$A$1:$K$${38 + moved}<`);
    expect(workbook).toContain("'Biểu 02 - DS'!$9:$11<");
    expect(workbook).toContain(`'Biểu 02 - DS'!$C$12:$C$${last}<`);
    expect(workbook).toContain('fullCalcOnLoad="1"');
    const sheet = await partOf(await filled, sheetPart);
    expect(sheet).toContain(`<autoFilter ref="A11:K${last}"/>`);
    expect(sheet).toContain(`<dataValidation sqref="J12:J${last}"`);
    expect(sheet).toContain(`COUNTIF($F$12:$F$${last},F12)`);
    expect(sheet).toContain(`<mergeCell ref="A${27 + moved}:I${27 + moved}"/>`);
    expect(sheet).toContain('<mergeCell ref="B9:C9"/>');
    expect(sheet).toContain(`<brk id="${28 + moved}"`);
    expect(sheet).toMatch(new RegExp(`<hyperlink [^>]*ref="A${40 + moved}"`));
  });

  test("keeps its pictures, the stamp below the rows, the note at its cell", async () => {
    const parts = await unpackParts(await filled);
    const drawing = parts.get("xl/drawings/drawing1.xml")?.toString() ?? "";
    expect(drawing).toContain(`<row>${32 + moved}</row>`);
    expect(drawing).toContain(`<row>${36 + moved}</row>`);
    expect(parts.get("xl/comments/comment1.xml")?.toString()).toContain(`ref="J${27 + moved}"`);
    expect(parts.get("xl/drawings/commentsDrawing1.vml")?.toString()).toContain(`:Row>${26 + moved}</`);
  });

  test("leaves every part alone that it need not touch", async () => {
    const [before, after] = [await unpackParts(uglyForm), await unpackParts(await filled)];
    const touched = [
      sheetPart,
      "xl/worksheets/sheet1.xml",
      "xl/workbook.xml",
      "xl/styles.xml",
      "xl/drawings/drawing1.xml",
      "xl/comments/comment1.xml",
      "xl/drawings/commentsDrawing1.vml",
      "xl/calcChain.xml",
      "xl/_rels/workbook.xml.rels",
      "[Content_Types].xml",
    ];
    const kept = [...before.keys()].filter((path) => !touched.includes(path));
    expect(kept.length).toBeGreaterThan(6);
    for (const path of kept) expect(after.get(path)?.equals(before.get(path)!), path).toBe(true);
    expect(after.has("xl/calcChain.xml")).toBe(false);
    expect(after.get("[Content_Types].xml")?.toString()).not.toContain("calcChain");
  });
});

test("a filled cell is text or a date or a number, never a formula", async () => {
  const sheet = await partOf(await fillFixture(uglyForm, 20), sheetPart);
  const formulas = [...sheet.matchAll(/<f>([^<]*)<\/f>/g)].map(([, formula]) => formula);
  expect(formulas.filter((formula) => formula?.includes("Nguyễn"))).toEqual([]);
  expect(sheet).toContain('<t xml:space="preserve">=Nguyễn Văn</t>');
});

test("cells that ask for something get their answer, with its own signs", async () => {
  const rows = await rowsOf(await fillFixture(uglyForm, 3));
  expect(rows.get(5)).toEqual([
    "Tên lớp: Vận hành nền tảng IoT",
    "Thời gian học:",
    "01/03/2027 – 05/03/2027",
  ]);
  expect(rows.get(6)).toEqual(["Khóa: 2", "Địa điểm:", "Hội trường $& UBND phường"]);
  expect(rows.get(7)).toEqual(["Cơ quan, đơn vị cử học viên: Ủy ban nhân dân phường Đăk Cấm"]);
});

test("a form with one prepared row gets as many as are needed in its style, and its signatures below", async () => {
  const filled = await fillFixture(plainForm, 12);
  const rows = textsOf((await readSheets(filled))[0]);
  expect(rows.get(4)).toEqual(["Course (Lớp): Vận hành nền tảng IoT"]);
  expect(rows.get(9)).toEqual(expect.arrayContaining(["1", "=Nguyễn Văn An", "1996-02-05", "062096000000"]));
  expect(rows.get(20)?.[0]).toBe("12");
  expect(rows.get(22)).toEqual(["Prepared by / Người lập", "Approved by / Phê duyệt"]);
  const sheet = await partOf(filled, "xl/worksheets/sheet1.xml");
  expect(/<c r="C9" s="(\d+)"/.exec(sheet)?.[1]).toBe(/<c r="C20" s="(\d+)"/.exec(sheet)?.[1]);
});

test("days and years of one column stand below each other where the form has not said how", async () => {
  const filled = await fillFixture(plainForm, 3);
  const sheet = await partOf(filled, "xl/worksheets/sheet1.xml");
  const styles = await partOf(filled, "xl/styles.xml");
  const formats = /<cellXfs.*<\/cellXfs>/s.exec(styles)?.[0].match(/<xf .*?(?:\/>|<\/xf>)/gs) ?? [];
  const formatOf = (cell: string) =>
    formats[Number(new RegExp(`<c r="${cell}" s="(\\d+)"`).exec(sheet)?.[1])];
  for (const cell of ["C9", "C11"]) expect(formatOf(cell)).toContain('horizontal="center"');
  expect(formatOf("B9")).not.toContain('horizontal="center"');
});

test("the same form and people give the same file", async () => {
  const [once, again] = [await fillFixture(uglyForm, 5), await fillFixture(uglyForm, 5)];
  expect(Buffer.from(once).equals(Buffer.from(again))).toBe(true);
});

test("macros stay behind, and the file is an ordinary workbook", async () => {
  const parts = await unpackParts(plainForm);
  const types = parts.get("[Content_Types].xml")?.toString() ?? "";
  const withMacros = buildZip([
    ...[...parts]
      .map(([name, data]) => ({ name, data: new Uint8Array(data) }))
      .filter(({ name }) => name !== "[Content_Types].xml"),
    {
      name: "[Content_Types].xml",
      data: types
        .replace("spreadsheetml.sheet.main+xml", "x")
        .replace("vnd.openxmlformats-officedocument.x", "vnd.ms-excel.sheet.macroEnabled.main+xml"),
    },
    { name: "xl/vbaProject.bin", data: "macros" },
  ]);
  const filled = await unpackParts(await fillFixture(withMacros, 2));
  expect([...filled.keys()].filter((path) => /vba/i.test(path))).toEqual([]);
  expect(filled.get("[Content_Types].xml")?.toString()).toContain("spreadsheetml.sheet.main+xml");
  expect(filled.get("[Content_Types].xml")?.toString()).not.toContain("macroEnabled");
});

test("formulas that share one are written out where rows move between them", async () => {
  const form = buildWorkbook({
    sheet: sheetXml([["Họ và tên", "Số CCCD", "Tuổi"]]).replace(
      "</sheetData>",
      '<row r="2"><c r="A2" s="1"/><c r="B2" s="1"/><c r="C2"><f t="shared" ref="C2:C3" si="0">LEN(B2)+$A$1</f><v>0</v></c></row>' +
        '<row r="3"><c r="A3" s="1"/><c r="B3" s="1"/><c r="C3"><f t="shared" si="0"/><v>0</v></c></row>' +
        '<row r="4"><c r="C4"><f>SUM(C2:C3)</f><v>0</v></c></row></sheetData>',
    ),
    styles:
      '<fonts><font/></fonts><fills><fill/></fills><borders><border/><border><top style="thin"/></border></borders>' +
      '<cellXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="0" fontId="0" fillId="0" borderId="1"/></cellXfs>',
  });
  const sheet = await partOf(await fillFixture(form, 4), "xl/worksheets/sheet1.xml");
  expect(sheet.match(/<f>[^<]*/g)).toEqual([
    "<f>LEN(B2)+$A$1",
    "<f>LEN(B3)+$A$1",
    "<f>LEN(B4)+$A$1",
    "<f>LEN(B5)+$A$1",
    "<f>SUM(C2:C5)",
  ]);
});

test("dates and numbers of persons are written smaller where their column is too narrow for them", async () => {
  const shrunkCells = async (width: number) => {
    const columns = `<cols><col min="1" max="3" width="${width}" customWidth="1"/></cols><sheetData>`;
    const sheet = sheetXml([["Họ và tên", "Số CCCD", "Ngày sinh"]]).replace("<sheetData>", columns);
    const styles = await partOf(await fillFixture(buildWorkbook({ sheet }), 2), "xl/styles.xml");
    return styles.match(/shrinkToFit="1"/g)?.length ?? 0;
  };
  expect(await shrunkCells(30)).toBe(0);
  expect(await shrunkCells(8)).toBeGreaterThan(0);
});

describe("rows that the form has numbered, with formulas of its own", () => {
  const border =
    '<fonts><font/></fonts><fills><fill/></fills><borders><border/><border><top style="thin"/></border></borders>' +
    '<cellXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="0" fontId="0" fillId="0" borderId="1"/></cellXfs>';
  const line = (row: number, beside = "") =>
    `<row r="${row}"><c r="A${row}" s="1"><v>${row - 1}</v></c><c r="B${row}" s="1"/><c r="C${row}" s="1"/>` +
    `<c r="D${row}" s="1" t="str"><f>IF(B${row}="","",LEN(C${row}))</f><v></v></c>${beside}</row>`;
  const form = (beside: (row: number) => string = () => "") =>
    buildWorkbook({
      sheet: sheetXml([["STT", "Họ và tên", "Số CCCD", "Kiểm tra"]]).replace(
        "</sheetData>",
        `${[2, 3, 4].map((row) => line(row, beside(row))).join("")}<row r="5"><c r="D5"><f>SUM(D2:D4)</f></c></row></sheetData>`,
      ),
      styles: border,
    });
  const numbersOf = async (file: Uint8Array) => {
    const rows = textsOf((await readSheets(file))[0]);
    return [...rows].flatMap(([row, texts]) => (row > 1 && /^\d$/.test(texts[0] ?? "") ? [texts[0]] : []));
  };

  test.each([1, 2, 3, 5])("are the list's: with %i people none is left over", async (count) => {
    const filled = await fillFixture(form(), count);
    expect(await numbersOf(filled)).toEqual(Array.from({ length: count }, (_, index) => String(index + 1)));
    expect(await partOf(filled, "xl/worksheets/sheet1.xml")).toContain(`<f>SUM(D2:D${count + 1})</f>`);
  });

  test("stay where something else stands beside them behind a blank column", async () => {
    const beside = (row: number) => `<c r="F${row}"><v>${row * 100}</v></c>`;
    const few = textsOf((await readSheets(await fillFixture(form(beside), 1)))[0]);
    expect([2, 3, 4].map((row) => few.get(row)?.at(-1))).toEqual(["200", "300", "400"]);
    expect(few.get(3)?.[0]).toBe("2");
    const many = textsOf((await readSheets(await fillFixture(form(beside), 5)))[0]);
    expect([2, 3, 4, 5, 6].map((row) => many.get(row)?.[0])).toEqual(["1", "2", "3", "4", "5"]);
    expect(many.get(4)?.at(-1)).toBe("400");
  });
});
