import { decodeSheet } from "#app/spreadsheet/reading/decode-sheet.ts";
import { type Sheet, shownText } from "#app/spreadsheet/workbook.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import { readColumnSamples } from "./column-samples.ts";
import { exchangeDayAndMonth } from "./day-month.ts";
import { askAboutColumns, describeColumns } from "./describe-columns.ts";
import { fillDown } from "./fill-down.ts";
import { type HeaderCandidate, listHeaderCandidates, noHeader } from "./header-labels.ts";
import {
  type ColumnMatch,
  type FieldDefinition,
  isSaid,
  matchColumns,
  nameBySamples,
} from "./match-columns.ts";
import type { ReadingChoices } from "./reading-choices.ts";
import type { ColumnReading, Decision } from "./reading-decisions.ts";
import { splitHalves } from "./split-halves.ts";
import { readTableRows, type SkippedRow, type TableRow } from "./table-rows.ts";

export type { FieldDefinition, TableRow };

/** A list that is looked for: its columns, and what stands between its rows. */
export interface ListDefinition<Field extends string> {
  fields: readonly FieldDefinition<Field>[];
  /** Whether a text that stands alone in its row reads like the name of a group. */
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
  groupAbove: { row: number; name: string } | null;
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

interface Understanding<Field extends string> {
  sheet: Sheet;
  header: HeaderCandidate;
  matches: ColumnMatch<Field>[];
  samples: Map<number, string[]>;
  score: number;
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
  const candidates = matchCandidates(sheet, fields, { ...choices, headerRow: choices.headerRow ?? 0 });
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
  const candidates = matchCandidates(sheet, fields, choices);
  const chosen = best(
    candidates.filter(
      ({ matches }) =>
        matches.length >= fewestColumns && matches.some(({ field }) => identifying.includes(field)),
    ),
  );
  return chosen ? { ...chosen, sheet, decisions: decision ? [decision] : [] } : null;
}

function matchCandidates<Field extends string>(
  sheet: Sheet,
  fields: readonly FieldDefinition<Field>[],
  choices: ReadingChoices,
): Omit<Understanding<Field>, "sheet" | "decisions">[] {
  const fixed = readChosenColumns(fields, choices);
  const match = (header: HeaderCandidate) => {
    const samples = readColumnSamples(sheet, header.rows.last);
    const { matches, score } = matchColumns(header.labels, fields, samples, fixed);
    const settled =
      header === noHeader
        ? nameBySamples(matches, fields, samples)
        : splitHalves(matches, fields, header, samples);
    return { header, samples, score, matches: settled };
  };
  const identifying = fields.filter(({ identifies }) => identifies);
  const isFixed = identifying.some(({ field }) => [...fixed.values()].includes(field));
  const couldBe = ({ labels }: HeaderCandidate) =>
    isFixed || choices.headerRow !== undefined || identifying.some((field) => isSaid(labels, field));
  const candidates = listHeaderCandidates(sheet, choices.headerRow).filter(couldBe).map(match);
  return candidates.length > 0 || !startsWithData(sheet, fields) ? candidates : [match(noHeader)];
}

/** Whether the first row already holds what can only be a value. */
function startsWithData<Field extends string>(
  sheet: Sheet,
  fields: readonly FieldDefinition<Field>[],
): boolean {
  const texts = sheet.rows[0]?.cells.map(({ value }) => shownText(value)) ?? [];
  return fields.some(({ isUnmistakable, isTelling = isUnmistakable }) => isTelling && texts.some(isTelling));
}

function readTable<Field extends string>(
  understanding: Understanding<Field>,
  { fields, namesGroup = () => false, namesAll = () => null }: ListDefinition<Field>,
  choices: ReadingChoices,
): UnderstoodTable<Field> {
  const { sheet, header, matches } = understanding;
  const columns = describeColumns(sheet, understanding);
  const { rows, skipped, decisions } = readTableRows(sheet, header, matches, {
    identifying: new Set(fields.flatMap(({ field, identifies }) => (identifies ? [field] : []))),
    namesGroup,
    hiddenRows: choices.hiddenRows,
  });
  const filled = fillDown(sheet, rows, matches, fields);
  const dates = exchangeDayAndMonth(rows, matches, fields, choices.dayMonth ?? {});
  return {
    sheet: sheet.name,
    headerRows: header.rows,
    groupAbove: findGroupAbove(sheet, header.rows.first, namesAll),
    columns,
    rows,
    skipped,
    decisions: [
      ...(header === noHeader
        ? [{ code: "noHeader" as const, asks: choices.headerRow !== 0 }]
        : [{ code: "headerRows" as const, asks: false, ...header.rows }]),
      ...understanding.decisions,
      ...askAboutColumns(sheet, columns, choices),
      ...decisions,
      ...filled,
      ...dates,
    ],
  };
}

/** The last such line, from its left: a letterhead names the office above before one's own, and others beside it. */
function findGroupAbove(
  { rows }: Sheet,
  firstHeaderRow: number,
  namesAll: (text: string) => string | null,
): { row: number; name: string } | null {
  const found = rows
    .filter(({ number }) => number < firstHeaderRow)
    .flatMap(({ number, cells }) => {
      const names = cells.flatMap(({ value }) =>
        typeof value === "string" ? (namesAll(normalizeText(value)) ?? []) : [],
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

function readChosenColumns<Field extends string>(
  fields: readonly FieldDefinition<Field>[],
  { columns = {} }: ReadingChoices,
): Map<number, Field | null> {
  const known = new Map<string, Field>(fields.map(({ field }) => [field, field]));
  return new Map(
    Object.entries(columns).flatMap(([column, name]): [number, Field | null][] => {
      const field = name === null ? null : known.get(name);
      return field === undefined || !/^\d{1,5}$/.test(column) ? [] : [[Number(column), field]];
    }),
  );
}

function best<Scored extends { score: number }>(list: Scored[]): Scored | undefined {
  return list.reduce<Scored | undefined>(
    (top, next) => (top && top.score >= next.score ? top : next),
    undefined,
  );
}
