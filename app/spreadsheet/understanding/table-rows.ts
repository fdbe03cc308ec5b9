import type { Cell, Sheet } from "#app/spreadsheet/workbook.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import { classifyRow, type RowFrame, type RowKind } from "./classify-row.ts";
import type { HeaderCandidate } from "./header-labels.ts";
import type { ColumnMatch } from "./match-columns.ts";
import type { ReadingChoices } from "./reading-choices.ts";
import type { Decision, SkipReason } from "./reading-decisions.ts";

export interface TableRow<Field extends string> {
  number: number;
  hidden: boolean;
  /** Name of the group row above it, without its number. */
  group: string | null;
  values: Partial<Record<Field, Cell>>;
}

export interface SkippedRow {
  number: number;
  reason: SkipReason;
}

interface Reading<Field extends string> {
  identifying: ReadonlySet<Field>;
  namesGroup: (text: string) => boolean;
  hiddenRows: ReadingChoices["hiddenRows"];
}

/** The rows of the list below its header, and why the others are none. */
export function readTableRows<Field extends string>(
  sheet: Sheet,
  header: HeaderCandidate,
  matches: ColumnMatch<Field>[],
  { identifying, namesGroup, hiddenRows }: Reading<Field>,
): { rows: TableRow<Field>[]; skipped: SkippedRow[]; decisions: Decision[] } {
  const merged = new Set(
    sheet.merges.flatMap(({ left, right, top }) => (left < right ? [`${top}:${left}`] : [])),
  );
  const frame: RowFrame = {
    columns: new Set(matches.map(({ column }) => column)),
    headers: new Map(
      [...header.labels].map(([column, path]) => [column, normalizeText(path.at(-1)?.written ?? "")]),
    ),
    identifying: new Set(matches.flatMap(({ field, column }) => (identifying.has(field) ? [column] : []))),
    namesGroup,
    isMerged: (row, column) => merged.has(`${row}:${column}`),
  };
  const fieldOf = new Map(matches.map(({ field, column }) => [column, field]));
  const rows: TableRow<Field>[] = [];
  const skipped: SkippedRow[] = [];
  const hidden: number[] = [];
  let group: string | null = null;
  let ended = false;

  for (const row of sheet.rows) {
    if (row.number <= header.rows.last) continue;
    const kind: RowKind = ended ? { kind: "signature" } : classifyRow(row, frame);
    if (kind.kind === "group") group = kind.name;
    if (kind.kind === "signature") ended = true;
    if (kind.kind === "blank") continue;
    if (kind.kind !== "data") {
      skipped.push({ number: row.number, reason: kind.kind });
      continue;
    }
    if (row.hidden) hidden.push(row.number);
    if (row.hidden && hiddenRows === "leave") {
      skipped.push({ number: row.number, reason: "hidden" });
      continue;
    }
    const values: Partial<Record<Field, Cell>> = {};
    for (const cell of row.cells) {
      const field = fieldOf.get(cell.column);
      if (field !== undefined) values[field] = cell;
    }
    rows.push({ number: row.number, hidden: row.hidden, group, values });
  }
  return {
    rows,
    skipped,
    decisions: [...askAboutHiddenRows(hidden, hiddenRows), ...describeSkipped(skipped)],
  };
}

function askAboutHiddenRows(rows: number[], choice: ReadingChoices["hiddenRows"]): Decision[] {
  if (rows.length === 0) return [];
  return [{ code: "hiddenRows", asks: choice === undefined, rows, taken: choice !== "leave" }];
}

/** Groups and hidden rows are told apart from what is simply left out. */
function describeSkipped(skipped: SkippedRow[]): Decision[] {
  const reasons = new Set(
    skipped.map(({ reason }) => reason).filter((reason) => reason !== "group" && reason !== "hidden"),
  );
  return [...reasons].map((reason) => ({
    code: "rowsLeftOut",
    asks: reason === "unrecognised",
    reason,
    rows: skipped.filter((row) => row.reason === reason).map(({ number }) => number),
  }));
}
