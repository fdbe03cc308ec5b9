import { pipeline } from "node:stream/promises";
import { columnGroups, printedColumns } from "./printed-columns.ts";
import type { TableColumn, TableDescription, TableRows, TableWriter } from "./table-description.ts";

/** Excel reads a .csv as UTF-8 only when it begins with this mark. */
const byteOrderMark = "\ufeff";
/** Small pieces would each cost a turn of the stream. */
const pieceLength = 16_384;

/**
 * The columns and rows of a list as .csv (RFC 4180): UTF-8 with a byte order mark, commas, lines ending CR LF. A comma
 * is what the standard says, what programs expect, and what Excel splits at under English settings, which most office
 * machines keep; under others Data › From Text asks. Days are yyyy-mm-dd, which no setting reads the wrong way round.
 * Head, total and signatures are left to the formats that are printed.
 */
export const writeCsv: TableWriter = async (table, rows, output, { signal } = {}) => {
  const written = { rows: 0 };
  await pipeline(piecesOf(table, rows, written), output, { signal });
  return written;
};

async function* piecesOf(table: TableDescription, rows: TableRows, written: { rows: number }) {
  const { columns, valuesOf } = printedColumns(table);
  let piece = byteOrderMark + lineOf(headersOf(columns));
  for await (const values of rows) {
    const shown = valuesOf(values);
    piece += lineOf(columns.map(({ kind }, index) => csvText(shown[index] ?? null, kind)));
    written.rows += 1;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = "";
  }
  yield piece;
}

/** One line has to say what a head of two rows says: "Ngày sinh – Nam". */
function headersOf(columns: readonly TableColumn[]): string[] {
  return columnGroups(columns).flatMap(({ group, first, last }) =>
    columns
      .slice(first, last + 1)
      .map(({ header }) => guardFormula(group === null ? header : `${group} – ${header}`)),
  );
}

function csvText(value: string | number | null, kind: TableColumn["kind"]): string {
  if (value === null) return "";
  return typeof value === "number" && kind === "integer" ? String(value) : guardFormula(String(value));
}

/** What makes a program take a text for a formula; the full-width signs of East Asian keyboards too. */
const formulaStart = /^[\s\u00a0\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
/** Digits alone compute nothing: a phone number stays as it is dialled. */
const phoneNumber = /^\+\d[\d ]*$/;

/** A text that a spreadsheet must not compute, with the apostrophe by which people write such a text themselves. */
export function guardFormula(text: string): string {
  return formulaStart.test(text) && !phoneNumber.test(text) ? `'${text}` : text;
}

function lineOf(fields: readonly string[]): string {
  return `${fields.map(quoted).join(",")}\r\n`;
}

function quoted(field: string): string {
  return /[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
