import type { ReadingChoices } from "#app/spreadsheet/understanding/reading-choices.ts";
import type { ColumnReading, Decision } from "#app/spreadsheet/understanding/reading-decisions.ts";
import { countNamedColumns } from "#app/spreadsheet/understanding/understand-table.ts";
import { cellText, type Sheet } from "#app/spreadsheet/workbook.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import { readBusinessColumns, readBusinessRows } from "../businesses/workbook.ts";
import { businessList } from "../businesses/workbook-fields.ts";
import { readNomineeColumns, readNomineeRows } from "../nominations/workbook.ts";
import { nomineeList } from "../nominations/workbook-fields.ts";
import type { ImportKind } from "./schema.ts";

/** What every kind of list tells about how it was read. */
export type UnderstoodTable = {
  sheet: string;
  headerRows: { first: number; last: number };
  columns: ColumnReading<string>[];
  decisions: Decision[];
};

export const readers = {
  businesses: { rows: readBusinessRows, columns: readBusinessColumns },
  nominees: { rows: readNomineeRows, columns: readNomineeColumns },
};

/** One column more or less says nothing: both kinds have employers and phone numbers. */
const clearlyMore = 2;

/** The other kind of list, where the headers of the file say that one clearly better; null where they do not. */
export function findOtherKind(kind: ImportKind, sheets: readonly Sheet[]): ImportKind | null {
  const counts = {
    businesses: countNamedColumns(sheets, businessList),
    nominees: countNamedColumns(sheets, nomineeList),
  };
  const other = kind === "businesses" ? "nominees" : "businesses";
  return counts[other] > clearlyMore && counts[other] >= counts[kind] + clearlyMore ? other : null;
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

/** A longer text is a remark, and may be as long as a book. */
const longestLabel = 200;

/** What the rows of a header say, to know the header again: number of the row, and column and folded text of each cell. */
export type HeaderRow = { number: number; labels: [column: number, label: string][] };

export function readHeaderRows(
  { rows }: Pick<Sheet, "rows">,
  { first, last }: UnderstoodTable["headerRows"],
): HeaderRow[] {
  return rows
    .filter(({ number }) => number >= first && number <= last)
    .map(({ number, cells }) => ({
      number,
      labels: cells.flatMap(({ column, value }): [number, string][] => {
        const text = cellText(value);
        const label = text.length > longestLabel ? "" : searchKey(text);
        return label === "" ? [] : [[column, label]];
      }),
    }));
}

/** The text of a header's rows, by place; null where nothing stands in them. Equal headers give equal texts. */
export function headerText(
  rows: readonly HeaderRow[],
  { first, last }: UnderstoodTable["headerRows"],
): string | null {
  const labels = rows
    .filter(({ number }) => number >= first && number <= last)
    .flatMap(({ number, labels }) => labels.map((label) => [number - first, ...label]));
  return labels.length === 0 ? null : JSON.stringify(labels);
}

/** Names of one employer are one, however they are written. */
export function employerKey(name: string): string {
  return searchKey(name);
}
