import { CsvError, parse } from "csv-parse/sync";
import type { CellValue, Sheet, SheetRow } from "#app/spreadsheet/workbook.ts";
import { decodeText } from "./decode-text.ts";
import { readLimits } from "./read-limits.ts";
import { Unreadable } from "./read-problems.ts";
import { SheetBuilder } from "./sheet-builder.ts";

const delimiters = [";", ",", "\t"];
const sampleCharacters = 64 * 1024;
const sampleRecords = 50;

/** Lists have commas inside their texts, quotes that nobody doubled, and titles above them that are one cell wide. */
const lenient = {
  relax_quotes: true,
  relax_column_count: true,
  max_record_size: readLimits.recordCharacters,
};

/**
 * Reads a text file as a workbook with one sheet. Nothing in it means more than text: `=1+1` is four characters. A
 * bare number counts as one, because spreadsheets write their numbers so, without the zeros of an ID.
 * @throws {Unreadable}
 */
export function readCsv(bytes: Uint8Array, handOn?: (sheet: number, rows: SheetRow[]) => void): Sheet {
  const { text, delimiter } = findDelimiter(decodeText(bytes));
  const sheet = new SheetBuilder(
    { cells: readLimits.cells, characters: readLimits.characters },
    handOn && ((rows) => handOn(0, rows)),
  );
  const addRecord = (record: string[]) => {
    sheet.openRow(null, false);
    record.forEach((written, place) => {
      const value = readValue(written);
      if (value !== null) sheet.addCell(place + 1, value, undefined);
    });
    return null;
  };
  try {
    parse(text, { ...lenient, delimiter, on_record: addRecord });
  } catch (error) {
    if (error instanceof CsvError) throw new Unreadable("damaged", error.code);
    throw error;
  }
  return { name: "", hidden: false, ...sheet.finish() };
}

function readValue(written: string): CellValue | null {
  // ="0912345678" is how programs keep the zeros of a number from Excel.
  // And an apostrophe is how texts are kept from being a formula.
  const text = /^="([^"]*)"$/.exec(written)?.[1] ?? written.replace(/^'(?=\s*[=+\-@＝＋－＠])/, "");
  if (text.trim() === "") return null;
  if (text.length > readLimits.cellCharacters) throw new Unreadable("outOfRange", "text of a cell");
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : text;
}

/** The sign that cuts most records into the same number of pieces; Excel may name it in a first line `sep=;`. */
function findDelimiter(text: string): { text: string; delimiter: string } {
  const [line, named] = /^sep=([;,\t])\r?\n/i.exec(text) ?? [];
  if (line !== undefined && named !== undefined) return { text: text.slice(line.length), delimiter: named };
  const sample = text.slice(0, sampleCharacters);
  const judged = delimiters.map((delimiter) => ({ delimiter, ...judgeDelimiter(sample, delimiter) }));
  judged.sort((a, b) => b.records - a.records || b.pieces - a.pieces);
  const [best] = judged;
  if (!best || best.pieces < 2) throw new Unreadable("notWorkbook", "no columns");
  return { text, delimiter: best.delimiter };
}

function judgeDelimiter(sample: string, delimiter: string): { pieces: number; records: number } {
  const counts = new Map<number, number>();
  const count = (record: string[]) => {
    if (record.length > 1) counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
    return null;
  };
  try {
    parse(sample, { ...lenient, delimiter, to: sampleRecords, on_record: count });
  } catch (error) {
    // The sample may end inside of quotes; what was counted before counts.
    if (!(error instanceof CsvError)) throw error;
  }
  const [pieces, records] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
  return { pieces, records };
}
