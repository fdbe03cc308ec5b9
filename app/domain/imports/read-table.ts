import type { ReadingChoices } from "#app/spreadsheet/understanding/reading-choices.ts";
import type { ColumnReading, Decision } from "#app/spreadsheet/understanding/reading-decisions.ts";
import { cellText, type Sheet } from "#app/spreadsheet/workbook.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import { readBusinessColumns, readBusinessRows } from "../businesses/workbook.ts";
import { readNomineeColumns, readNomineeRows } from "../nominations/workbook.ts";
import type { ImportKind, ImportSettings } from "./schema.ts";

/** What every kind of list tells about how it was read. */
export type UnderstoodTable = {
  sheet: string;
  headerRows: { first: number; last: number };
  columns: ColumnReading<string>[];
  decisions: Decision[];
};

const readers = {
  businesses: { rows: readBusinessRows, columns: readBusinessColumns },
  nominees: { rows: readNomineeRows, columns: readNomineeColumns },
};

export function understandFile(
  kind: ImportKind,
  sheets: readonly Sheet[],
  { choices, mends }: Pick<ImportSettings, "choices" | "mends">,
): UnderstoodTable | null {
  return readers[kind].rows(sheets, choices, mends);
}

/** The columns to choose meanings for where no list was found. */
export function listReadableColumns(
  kind: ImportKind,
  sheets: readonly Sheet[],
  choices: ReadingChoices,
): ColumnReading<string>[] {
  return readers[kind].columns(sheets, choices);
}

/** The sheet that is read; where no list was found, the one that was chosen or comes first. */
export function findReadSheet(
  sheets: readonly Sheet[],
  { sheet: chosen }: ReadingChoices,
  table: UnderstoodTable | null,
): Sheet | undefined {
  const named = (name: string | undefined) => sheets.find((sheet) => sheet.name === name);
  return named(table?.sheet) ?? named(chosen) ?? sheets.find(({ hidden }) => !hidden);
}

/** A cell as it stands in the file. */
export type CellsOfRow = ReadonlyMap<number, string>;

/** The texts of a row by column number, for showing what was refused. */
export function rowTexts(sheets: readonly Sheet[], sheetName: string): ReadonlyMap<number, CellsOfRow> {
  const sheet = sheets.find(({ name }) => name === sheetName);
  return new Map(
    (sheet?.rows ?? []).map(({ number, cells }) => [
      number,
      new Map(cells.map(({ column, value }) => [column, cellText(value)])),
    ]),
  );
}

/** Names of one employer are one, however they are written. */
export function employerKey(name: string): string {
  return searchKey(name);
}
