import type { Sheet } from "#app/spreadsheet/workbook.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import { exchangeDayAndMonth } from "./day-month.ts";
import { decodeSheet } from "./decode-sheet.ts";
import { askAboutColumns, describeColumns } from "./describe-columns.ts";
import { fillDown } from "./fill-down.ts";
import { noHeader } from "./header-labels.ts";
import type { FieldDefinition } from "./match-columns.ts";
import { best, chooseHeader, type MatchedHeader, matchHeaders } from "./match-header.ts";
import type { ReadingChoices } from "./reading-choices.ts";
import type { ColumnReading, Decision } from "./reading-decisions.ts";
import { type GroupAbove, readTableRows, type SkippedRow, type TableRow } from "./table-rows.ts";
import { findSections } from "./table-sections.ts";

export type { FieldDefinition, TableRow };

/** A list that is looked for: its columns, and what stands between its rows. */
export interface ListDefinition<Field extends string> {
  fields: readonly FieldDefinition<Field>[];
  /** Whether a text that stands alone in its row reads like the name of a group, of which each row has one. */
  namesGroup?: (text: string) => boolean;
  /** The one group of a whole list, which a line above its header may name; null where the line does not. */
  namesAll?: (text: string) => string | null;
}

/** A table found in a sheet. Row and column numbers are those of the sheet, as people see them. */
export interface UnderstoodTable<Field extends string> {
  sheet: string;
  /** Both 0 where the table has no header. */
  headerRows: { first: number; last: number };
  /** What stands above the header as the group of the whole list. */
  groupAbove: GroupAbove | null;
  /** Every used column. */
  columns: ColumnReading<Field>[];
  rows: TableRow<Field>[];
  /** Rows below the header that are not part of the list, apart from blank ones. */
  skipped: SkippedRow[];
  decisions: Decision[];
}

/** One matching word is chance; a list has a name and something about it. */
const fewestColumns = 2;

/** The top of a sheet that tells its kind: the header, and some values below it. */
const judgedRows = 60;

interface Understanding<Field extends string> extends MatchedHeader<Field> {
  sheet: Sheet;
  decisions: Decision[];
}

/** The table of this list among the sheets, null where none has it. Visible sheets come before hidden ones. */
export function findTable<Field extends string>(
  sheets: readonly Sheet[],
  list: ListDefinition<Field>,
  choices: ReadingChoices = {},
): UnderstoodTable<Field> | null {
  const chosen = sheets.filter(({ name }) => name === choices.sheet);
  const visible = sheets.filter(({ hidden }) => !hidden);
  const hidden = sheets.filter((sheet) => sheet.hidden);
  const understand = (group: readonly Sheet[]) =>
    group.flatMap((sheet) => understandSheet(sheet, list, choices) ?? []);
  const found =
    chosen.length > 0
      ? understand(chosen)
      : [visible, hidden].map(understand).find((group) => group.length > 0);
  const tables = (found ?? []).map((understanding) => ({
    ...understanding,
    table: readTable(understanding, list, choices),
  }));
  // A sheet with rows before an empty form of the same list.
  const filled = tables.filter(({ table }) => table.rows.length > 0);
  const table = best(filled.length > 0 ? filled : tables)?.table;
  if (!table) return null;
  const others = sheets
    .filter(({ name, rows }) => rows.length > 0 && name !== table.sheet)
    .map(({ name }) => name);
  const asks = choices.sheet !== table.sheet && filled.length > 1;
  return { ...table, decisions: [{ code: "sheet", asks, sheet: table.sheet, others }, ...table.decisions] };
}

/**
 * The used columns of the chosen sheet, else of the first one with values, under the chosen header row: for choosing
 * where no table was found.
 */
export function listColumns<Field extends string>(
  sheets: readonly Sheet[],
  { fields }: ListDefinition<Field>,
  choices: ReadingChoices,
): ColumnReading<Field>[] {
  const used = sheets.filter(({ rows }) => rows.length > 0);
  const chosen = used.find(({ name }) => name === choices.sheet) ?? used[0];
  if (!chosen) return [];
  const { sheet } = decodeSheet(chosen, choices.encoding);
  const candidates = matchHeaders(sheet, fields, { ...choices, headerRow: choices.headerRow ?? 0 });
  const candidate = best(candidates);
  return candidate ? describeColumns(sheet, candidate) : [];
}

/** How many columns of this list some visible sheet's header names: tells lists of different kinds apart. */
export function countNamedColumns<Field extends string>(
  sheets: readonly Sheet[],
  list: ListDefinition<Field>,
): number {
  const counts = sheets
    .filter(({ hidden }) => !hidden)
    .map((sheet) => understandSheet({ ...sheet, rows: sheet.rows.slice(0, judgedRows) }, list, {}))
    .map((found) => found?.matches.filter(({ by }) => by === "header").length ?? 0);
  return Math.max(0, ...counts);
}

function understandSheet<Field extends string>(
  original: Sheet,
  { fields }: ListDefinition<Field>,
  choices: ReadingChoices,
): Understanding<Field> | null {
  const { sheet, decision } = decodeSheet(withoutHiddenColumns(original, choices), choices.encoding);
  const identifying = fields.flatMap(({ field, identifies }) => (identifies ? [field] : []));
  const candidates = matchHeaders(sheet, fields, choices);
  const chosen = chooseHeader(
    candidates.filter(
      ({ matches }) =>
        matches.length >= fewestColumns && matches.some(({ field }) => identifying.includes(field)),
    ),
  );
  return chosen ? { ...chosen, sheet, decisions: decision ? [decision] : [] } : null;
}

function readTable<Field extends string>(
  understanding: Understanding<Field>,
  { fields, namesGroup, namesAll = () => null }: ListDefinition<Field>,
  choices: ReadingChoices,
): UnderstoodTable<Field> {
  const { sheet, header } = understanding;
  const columns = describeColumns(sheet, understanding);
  const sections = header === noHeader ? [understanding] : findSections(sheet, understanding, fields);
  const read = readTableRows(sheet, sections, {
    fields,
    namesGroup,
    hiddenRows: choices.hiddenRows,
    groupAbove: findGroupAbove(sheet, header.rows.first, namesAll),
  });
  const settled = read.parts.flatMap(({ matches, rows }) => [
    ...fillDown(sheet, rows, matches, fields),
    ...exchangeDayAndMonth(rows, matches, fields, choices.dayMonth ?? {}),
  ]);
  return {
    sheet: sheet.name,
    headerRows: header.rows,
    groupAbove: read.groupAbove,
    columns,
    rows: read.rows,
    skipped: read.skipped,
    decisions: [
      ...(header === noHeader
        ? [{ code: "noHeader" as const, asks: choices.headerRow !== 0 }]
        : [{ code: "headerRows" as const, asks: false, ...header.rows }]),
      ...understanding.decisions,
      ...askAboutColumns(sheet, columns, choices),
      ...read.decisions,
      ...settled,
    ],
  };
}

/** "1. Tên doanh nghiệp: …": the lines of a form are often numbered. */
function withoutNumber(text: string): string {
  return text.replace(/^\d{1,2}\s*[.)]\s*/, "");
}

/** The last such line, from its left: a letterhead names the office above before one's own, and others beside it. */
function findGroupAbove(
  { rows }: Sheet,
  firstHeaderRow: number,
  namesAll: (text: string) => string | null,
): GroupAbove | null {
  const found = rows
    .filter(({ number }) => number < firstHeaderRow)
    .flatMap(({ number, cells }) => {
      const names = cells.flatMap(({ value }) =>
        typeof value === "string" ? (namesAll(withoutNumber(normalizeText(value))) ?? []) : [],
      );
      return names.slice(0, 1).map((name) => ({ row: number, name }));
    });
  return found.at(-1) ?? null;
}

function withoutHiddenColumns(sheet: Sheet, { hiddenColumns }: ReadingChoices): Sheet {
  if (hiddenColumns !== "leave" || sheet.hiddenColumns.length === 0) return sheet;
  const hidden = new Set(sheet.hiddenColumns);
  const rows = sheet.rows.map((row) => ({
    ...row,
    cells: row.cells.filter(({ column }) => !hidden.has(column)),
  }));
  return { ...sheet, rows };
}
