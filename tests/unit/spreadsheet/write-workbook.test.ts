import { PassThrough, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseWorkbook } from "#app/spreadsheet/reading/parse-workbook.server.ts";
import { readZipDirectory } from "#app/spreadsheet/reading/zip-directory.server.ts";
import type { CellValue, Sheet } from "#app/spreadsheet/workbook.ts";
import type { TableDescription, TableValues } from "#app/spreadsheet/writing/table-description.ts";
import { writeWorkbook } from "#app/spreadsheet/writing/write-workbook.server.ts";
import { rosterHeaderRow, rosterRows, rosterTable, writeToBuffer } from "#tests/support/roster.ts";

async function readBack(file: Buffer): Promise<Sheet> {
  const read = await parseWorkbook(file);
  if (!read.ok) throw new Error(`${read.problem} ${read.detail}`);
  return read.workbook.sheets[0] as Sheet;
}

function valuesOfRow(sheet: Sheet, number: number): Record<number, CellValue> {
  const cells = sheet.rows.find((row) => row.number === number)?.cells ?? [];
  return Object.fromEntries(cells.map(({ column, value }) => [column, value]));
}

async function partOf(file: Buffer, path: string): Promise<string> {
  const part = (await readZipDirectory(file)).open(path);
  return part ? text(part) : "";
}

describe("a written roster", async () => {
  const file = await writeToBuffer(rosterTable, rosterRows);
  const sheet = await readBack(file);

  test("has typed cells: IDs and phones as text, real dates, a year alone as text", () => {
    expect(valuesOfRow(sheet, rosterHeaderRow + 1)).toEqual({
      1: 1,
      2: "Y Krông",
      3: { date: "1996-02-05" },
      4: "062196000001",
      5: "0912345678",
      6: { date: "2026-01-20" },
    });
    expect(valuesOfRow(sheet, rosterHeaderRow + 2)).toMatchObject({ 3: "1988", 5: "+84987654321" });
    expect(valuesOfRow(sheet, rosterHeaderRow + 3)).toMatchObject({ 3: "09/1990", 7: "+1+1" });
  });

  test("has the official head, the title, the line of its letter and the column headers", () => {
    const lines = sheet.rows.slice(0, 5).map(({ cells }) => cells.map(({ value }) => value));
    expect(lines).toEqual([
      ["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
      ["PHƯỜNG ĐĂK CẤM", "Độc lập - Tự do - Hạnh phúc"],
      [rosterTable.title],
      rosterTable.subtitle,
      rosterTable.columns.map(({ header }) => header),
    ]);
    expect(sheet.merges).toContainEqual({ top: 4, left: 1, bottom: 4, right: 7 });
  });

  test("ends with its total and the signatures", () => {
    const closing = sheet.rows
      .slice(-4)
      .map(({ number, cells }) => [number, ...cells.map(({ value }) => value)]);
    expect(closing).toEqual([
      [11, "Danh sách có 03 người./."],
      [13, "NGƯỜI LẬP BIỂU", "Đăk Cấm, ngày      tháng      năm 2026"],
      [14, "(Ký, ghi rõ họ tên)", "TM. ỦY BAN NHÂN DÂN"],
      [15, "CHỦ TỊCH"],
    ]);
  });

  test("is Times New Roman throughout", async () => {
    const styles = await partOf(file, "xl/styles.xml");
    const all = (text: string, pattern: RegExp) =>
      [...text.matchAll(pattern)].map(([, found]) => found ?? "");
    const fonts = all(styles, /<name val="([^"]*)"/g);
    const formats = all(/<cellXfs.*<\/cellXfs>/s.exec(styles)?.[0] ?? "", /<xf [^>]*fontId="(\d+)"/g);
    const used = all(await partOf(file, "xl/worksheets/sheet1.xml"), /<c [^>]*s="(\d+)"/g);
    const names = used.map((format) => fonts[Number(formats[Number(format)])]);
    expect([...new Set(names)]).toEqual(["Times New Roman"]);
  });

  test("freezes its header, repeats it on every page, and prints A4 landscape one page wide", async () => {
    const xml = await partOf(file, "xl/worksheets/sheet1.xml");
    expect(xml).toContain(
      `<pane ySplit="${rosterHeaderRow}" topLeftCell="A${rosterHeaderRow + 1}" activePane="bottomLeft" state="frozen"/>`,
    );
    expect(xml).toMatch(/<pageSetup [^>]*paperSize="9"[^>]*orientation="landscape"/);
    expect(xml).toMatch(/<pageSetup [^>]*fitToHeight="0"/);
    expect(await partOf(file, "xl/workbook.xml")).toMatch(
      /name="_xlnm.Print_Titles"[^>]*>&apos;Danh sách&apos;!\$7:\$7</,
    );
  });

  test("offers the words of a column that is filled in, over all of its rows, and takes others", async () => {
    const columns = rosterTable.columns.map((column) =>
      column.header === "Ghi chú" ? { ...column, choices: ["Đạt", "Không đạt"] } : column,
    );
    const xml = async (rows: TableValues[]) =>
      partOf(await writeToBuffer({ ...rosterTable, columns }, rows), "xl/worksheets/sheet1.xml");
    const range = `G${rosterHeaderRow + 1}:G${rosterHeaderRow + 3}`;
    expect(await xml(rosterRows)).toContain(
      `<dataValidation type="list" allowBlank="1" sqref="${range}"><formula1>&quot;Đạt,Không đạt&quot;</formula1>`,
    );
    expect(await xml([])).not.toContain("dataValidation");
  });

  test("gives up its margins before its letters where it is wider than the page", async () => {
    const wide = rosterTable.columns.map((column) => ({ ...column, width: column.width * 2 }));
    const xml = async (table: TableDescription) =>
      partOf(await writeToBuffer(table, rosterRows), "xl/worksheets/sheet1.xml");
    expect(await xml(rosterTable)).toContain('<pageMargins left="1.18" right="0.59"');
    expect(await xml({ ...rosterTable, columns: wide })).toContain('<pageMargins left="0.39" right="0.39"');
  });

  test("names the product, not a person or a library, as its author", async () => {
    const properties = await partOf(file, "docProps/core.xml");
    expect(properties).toContain("<dc:creator>Nhân lực số</dc:creator>");
    expect(properties).not.toContain("ExcelJS");
  });
});

describe("no text becomes anything else", () => {
  const words = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 40 }),
    fc.constantFrom(
      "=1+1",
      "+84 912",
      "-5",
      "@SUM(A1)",
      "\t=1",
      "＝1+1",
      '=HYPERLINK("http://x","y")',
      "'0912",
    ),
    fc.constantFrom(
      "_x0041_",
      "_x005F_x0041_",
      "a\r\nb",
      " trước và sau ",
      "<b>&amp;</b>",
      "]]>",
      "0".repeat(400),
    ),
    fc.constantFrom("true", "#N/A", "1e5", "012345678901", "Hđơ̆k", "\u00a0", ""),
  );
  const columns: TableDescription["columns"] = Array.from({ length: 3 }, () => ({
    header: "Cột",
    width: 10,
    kind: "text",
  }));

  test("what is written is read again, letter by letter", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(words, words, words), { maxLength: 12 }), async (rows) => {
        const file = await writeToBuffer({ ...rosterTable, columns }, rows);
        const sheet = await readBack(file);
        for (const [index, values] of rows.entries()) {
          const expected = values.flatMap((value, column) =>
            value.trim() === "" ? [] : [[String(column + 1), value.replaceAll("\r\n", "\n")]],
          );
          expect(valuesOfRow(sheet, rosterHeaderRow + 1 + index)).toEqual(Object.fromEntries(expected));
        }
        expect(await partOf(file, "xl/worksheets/sheet1.xml")).not.toMatch(/<f[ >]/);
      }),
      { numRuns: 60 },
    );
  });

  test("an object that is passed off as a text is written as one", async () => {
    const formula = { formula: "1+1", result: 2 } as unknown as string;
    const sheet = await readBack(await writeToBuffer({ ...rosterTable, columns }, [[formula, null, null]]));
    expect(valuesOfRow(sheet, rosterHeaderRow + 1)).toEqual({ 1: "[object Object]" });
  });

  test("dates are the same days again, text where Excel has no such day", async () => {
    const dates = fc.date({ min: new Date("1850-01-01"), max: new Date("2199-12-31"), noInvalidDate: true });
    await fc.assert(
      fc.asyncProperty(fc.array(dates, { maxLength: 20 }), async (list) => {
        const days = list.map((date) => date.toISOString().slice(0, 10));
        const kinds: TableDescription["columns"] = [
          { header: "Ngày", width: 10, kind: "date" },
          { header: "Ngày", width: 10, kind: "partialDate" },
        ];
        const sheet = await readBack(
          await writeToBuffer(
            { ...rosterTable, columns: kinds },
            days.map((day) => [day, day]),
          ),
        );
        for (const [index, day] of days.entries()) {
          const value = day >= "1900-03-01" ? { date: day } : day.split("-").reverse().join("/");
          expect(valuesOfRow(sheet, rosterHeaderRow + 1 + index)).toEqual({ 1: value, 2: value });
        }
      }),
      { numRuns: 30 },
    );
  });

  test("a name of a sheet that Excel would refuse is mended", async () => {
    const file = await writeToBuffer(
      { ...rosterTable, sheetName: "Lớp 5G/IoT: khóa '2' [VNPT] tháng 02 năm 2027" },
      [],
    );
    expect((await readBack(file)).name).toBe("Lớp 5G IoT  khóa  2   VNPT  thá");
  });
});

describe("a stream", () => {
  /** Rows without end that tell how many were taken and whether they were let go. */
  function endlessRows() {
    const seen = { taken: 0, released: false };
    async function* rows(): AsyncGenerator<TableValues> {
      try {
        for (;;) {
          seen.taken += 1;
          yield [seen.taken, "Y Krông", "1996-02-05", "062196000001", "0912345678", "2026-01-20", null];
        }
      } finally {
        seen.released = true;
      }
    }
    return { seen, rows: rows() };
  }

  async function turns(count: number) {
    for (let turn = 0; turn < count; turn += 1) await setImmediate();
  }

  test("that nobody takes holds the rows back, and closing it lets them go", async () => {
    const stuck = new Writable({ write: () => undefined, highWaterMark: 1024 });
    const { seen, rows } = endlessRows();
    const written = writeWorkbook(rosterTable, rows, stuck);
    await turns(2000);
    expect(seen.taken).toBeLessThan(50_000);
    stuck.destroy();
    await expect(written).rejects.toThrow("closed before");
    expect(seen.released).toBe(true);
  });

  test("is stopped by a signal", async () => {
    const output = new PassThrough().resume();
    const { seen, rows } = endlessRows();
    const stop = new AbortController();
    const written = writeWorkbook(rosterTable, rows, output, { signal: stop.signal });
    await turns(20);
    stop.abort(new Error("cancelled"));
    await expect(written).rejects.toThrow("cancelled");
    expect(seen.released).toBe(true);
    expect(output.destroyed).toBe(true);
  });

  test("stopped at whatever moment leaves no failure that nobody looks at", async () => {
    const unseen: unknown[] = [];
    const note = (error: unknown) => unseen.push(error);
    process.on("unhandledRejection", note);
    try {
      for (let moment = 0; moment < 60; moment += 1) {
        const stop = new AbortController();
        const output = new PassThrough().resume();
        const written = writeWorkbook(rosterTable, rosterRows, output, { signal: stop.signal });
        const settled = written.catch(() => {});
        for (let step = 0; step < moment; step += 1) await (moment % 2 ? Promise.resolve() : setImmediate());
        stop.abort(new Error("cancelled"));
        await settled;
        await turns(5);
      }
    } finally {
      process.off("unhandledRejection", note);
    }
    expect(unseen).toEqual([]);
  });

  test("whose source fails is broken off, so that no half file looks whole", async () => {
    async function* failing(): AsyncGenerator<TableValues> {
      yield [1, "Y Krông", null, null, null, null, null];
      throw new Error("the database went away");
    }
    const output = new PassThrough().resume();
    const failed = new Promise((resolve) => output.once("error", resolve));
    await expect(writeWorkbook(rosterTable, failing(), output)).rejects.toThrow("the database went away");
    expect(await failed).toMatchObject({ message: "the database went away" });
  });

  test("tells how many rows it took", async () => {
    expect(await writeWorkbook(rosterTable, rosterRows, new PassThrough().resume())).toEqual({ rows: 3 });
  });
});
