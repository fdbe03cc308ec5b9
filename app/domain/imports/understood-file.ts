import { previewSheet, type SheetPreview } from "#app/spreadsheet/reading/preview-sheet.ts";
import type { ReadNote } from "#app/spreadsheet/reading/read-problems.ts";
import { decodeSheet } from "#app/spreadsheet/understanding/decode-sheet.ts";
import type { ColumnReading } from "#app/spreadsheet/understanding/reading-decisions.ts";
import { cellText, type Sheet } from "#app/spreadsheet/workbook.ts";
import type { BusinessTable } from "../businesses/workbook.ts";
import type { NomineeTable } from "../nominations/workbook.ts";
import { findOtherKind, findReadSheet, headerText, readers, readHeaderRows } from "./read-table.ts";
import type { ImportKind, ImportSettings } from "./schema.ts";

/** What the guarded reader gave of a file; it never changes. */
export type ReadFile = { sheets: Sheet[]; notes: ReadNote[] };

type Tables = { businesses: BusinessTable; nominees: NomineeTable };

/** What a file says under the choices and mends of its import: all that its page and its steps need of it. */
export type UnderstoodFile<Kind extends ImportKind = ImportKind> = {
  notes: ReadNote[];
  sheets: Pick<Sheet, "name" | "hidden">[];
  /** Name of the sheet that is read, or would be if it had a list. */
  sheet: string | null;
  table: Tables[Kind] | null;
  /** What stands in the header of the table; null where it has none. */
  header: string | null;
  /** Where no list was found: the top of the sheet, and columns whose meaning can be chosen. */
  top: SheetPreview | null;
  readable: ColumnReading<string>[];
  /** The other kind of list, where the file looks like one. */
  looksLike: ImportKind | null;
  /** By row number of the table: its cells as they stand in the file, read by `cellsOf`. */
  texts: ReadonlyMap<number, string>;
};

/** Pure, and the heavy part of looking at an import: about a second for 20,000 rows. */
export function understandFile<Kind extends ImportKind>(
  kind: Kind,
  { sheets, notes }: ReadFile,
  { choices, mends }: Pick<ImportSettings, "choices" | "mends">,
): UnderstoodFile<Kind> {
  const { rows: readRows, columns: readColumns } = readers[kind];
  const table = readRows(sheets, choices, mends) as Tables[Kind] | null;
  const found = findReadSheet(sheets, choices, table);
  const sheet = found && decodeSheet(found, choices.encoding).sheet;
  const ofTable = new Set(table?.rows.map(({ rowNumber }) => rowNumber));
  return {
    notes,
    sheets: sheets.map(({ name, hidden }) => ({ name, hidden })),
    sheet: sheet?.name ?? null,
    table,
    header: table && found ? headerText(readHeaderRows(found, table.headerRows), table.headerRows) : null,
    top: !table && sheet ? previewSheet(sheet) : null,
    readable: table ? [] : readColumns(sheets, choices),
    // Whoever says what the columns mean knows what the list is.
    looksLike: choices.columns ? null : findOtherKind(kind, sheets),
    texts: new Map(
      (sheet?.rows ?? []).flatMap(({ number, cells }) =>
        ofTable.has(number)
          ? [[number, JSON.stringify(cells.map(({ column, value }) => [column, cellText(value)]))] as const]
          : [],
      ),
    ),
  };
}

/** The cells of a row as they stand in the file, by column number. */
export function cellsOf({ texts }: Pick<UnderstoodFile, "texts">, rowNumber: number): Map<number, string> {
  return new Map(JSON.parse(texts.get(rowNumber) ?? "[]") as [number, string][]);
}
