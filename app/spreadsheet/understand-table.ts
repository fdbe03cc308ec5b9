import { classifyRow, type RowFrame, type RowKind } from "./classify-row.ts";
import { type HeaderCandidate, listHeaderCandidates } from "./header-labels.ts";
import { type ColumnMatches, type FieldDefinition, matchColumns } from "./match-columns.ts";
import { type Cell, cellText, type Sheet } from "./workbook.ts";

export type { FieldDefinition };

/** A table found in a sheet. Row and column numbers are those of the sheet, as people see them. */
export interface UnderstoodTable<Field extends string> {
  sheet: string;
  headerRows: { first: number; last: number };
  columns: Map<Field, number>;
  rows: TableRow<Field>[];
  /** Rows below the header that are not part of the list, apart from blank ones. */
  skipped: { number: number; reason: SkipReason }[];
}

export interface TableRow<Field extends string> {
  number: number;
  hidden: boolean;
  /** Name of the group row above it, without its number. */
  group: string | null;
  values: Partial<Record<Field, Cell>>;
}

export type SkipReason = Exclude<RowKind["kind"], "blank" | "data">;

const sampleSize = 20;
/** One matching word is chance; a list has a name and something about it. */
const fewestColumns = 2;

interface Understanding<Field extends string> {
  table: UnderstoodTable<Field>;
  score: number;
}

/** The table of these fields among the sheets, null where none has it. Visible sheets come before hidden ones. */
export function findTable<Field extends string>(
  sheets: readonly Sheet[],
  fields: readonly FieldDefinition<Field>[],
): UnderstoodTable<Field> | null {
  const found = [...sheets]
    .sort((a, b) => Number(a.hidden) - Number(b.hidden))
    .flatMap((sheet) => understandSheet(sheet, fields) ?? []);
  return best(found)?.table ?? null;
}

/** The table of these fields in one sheet, null where no row among the first reads like its header. */
export function understandTable<Field extends string>(
  sheet: Sheet,
  fields: readonly FieldDefinition<Field>[],
): UnderstoodTable<Field> | null {
  return understandSheet(sheet, fields)?.table ?? null;
}

function understandSheet<Field extends string>(
  sheet: Sheet,
  fields: readonly FieldDefinition<Field>[],
): Understanding<Field> | null {
  const required = fields.flatMap(({ field, required }) => (required ? [field] : []));
  const candidates = listHeaderCandidates(sheet)
    .map((header) => ({ header, ...matchColumns(header.labels, fields, samplesBelow(sheet, header)) }))
    .filter(({ columns }) => columns.size >= fewestColumns && required.every((field) => columns.has(field)));
  const chosen = best(candidates);
  return chosen ? { table: readRows(sheet, chosen.header, chosen, required), score: chosen.score } : null;
}

function samplesBelow(sheet: Sheet, header: HeaderCandidate): (column: number) => string[] {
  const below = sheet.rows.filter(({ number }) => number > header.rows.last);
  return (column) =>
    below
      .flatMap(({ cells }) => cells.filter((cell) => cell.column === column))
      .slice(0, sampleSize)
      .map(({ value }) => cellText(value));
}

function readRows<Field extends string>(
  sheet: Sheet,
  header: HeaderCandidate,
  { columns }: ColumnMatches<Field>,
  required: Field[],
): UnderstoodTable<Field> {
  const table: UnderstoodTable<Field> = {
    sheet: sheet.name,
    headerRows: header.rows,
    columns,
    rows: [],
    skipped: [],
  };
  const merged = new Set(
    sheet.merges.filter(({ left, right }) => left < right).map(({ top, left }) => `${top}:${left}`),
  );
  const frame: RowFrame = {
    columns: new Set(columns.values()),
    headers: new Map([...header.labels].map(([column, path]) => [column, path.at(-1) ?? ""])),
    required: new Set(required.flatMap((field) => columns.get(field) ?? [])),
    isMerged: (row, column) => merged.has(`${row}:${column}`),
  };
  const fieldOf = new Map([...columns].map(([field, column]) => [column, field]));
  let group: string | null = null;
  let ended = false;

  for (const row of sheet.rows.filter(({ number }) => number > header.rows.last)) {
    const kind: RowKind = ended ? { kind: "signature" } : classifyRow(row, frame);
    if (kind.kind === "data") {
      const values: Partial<Record<Field, Cell>> = {};
      for (const cell of row.cells) {
        const field = fieldOf.get(cell.column);
        if (field !== undefined) values[field] = cell;
      }
      table.rows.push({ number: row.number, hidden: row.hidden, group, values });
    } else if (kind.kind !== "blank") {
      table.skipped.push({ number: row.number, reason: kind.kind });
    }
    if (kind.kind === "group") group = kind.name;
    if (kind.kind === "signature") ended = true;
  }
  return table;
}

function best<Scored extends { score: number }>(list: Scored[]): Scored | undefined {
  return list.reduce<Scored | undefined>(
    (top, next) => (top && top.score >= next.score ? top : next),
    undefined,
  );
}
