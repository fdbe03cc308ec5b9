import type { Cell, Sheet, SheetRow } from "#app/spreadsheet/workbook.ts";
import { isDepartment } from "#app/vietnamese/organization-names.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import { classifyRow, type RowFrame, type RowKind } from "./classify-row.ts";
import type { FieldDefinition } from "./match-columns.ts";
import type { ReadingChoices } from "./reading-choices.ts";
import type { Decision, SkipReason } from "./reading-decisions.ts";
import { hasTellingValue, numberOf } from "./row-evidence.ts";
import { RowGroups } from "./row-groups.ts";
import { RowNumbering } from "./row-numbering.ts";
import type { TableSection } from "./table-sections.ts";

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

/** Rows whose columns mean the same. */
export interface TablePart<Field extends string> {
  matches: TableSection<Field>["matches"];
  rows: TableRow<Field>[];
}

/** The line above the list that names the group of all its rows. */
export type GroupAbove = { row: number; name: string };

interface Reading<Field extends string> {
  fields: readonly FieldDefinition<Field>[];
  namesGroup: ((text: string) => boolean) | undefined;
  hiddenRows: ReadingChoices["hiddenRows"];
  groupAbove: GroupAbove | null;
}

interface TableRows<Field extends string> {
  rows: TableRow<Field>[];
  parts: TablePart<Field>[];
  skipped: SkippedRow[];
  /** Null where other groups follow: then it is the group of the first rows alone. */
  groupAbove: GroupAbove | null;
  decisions: Decision[];
}

/** The rows of the list below its headers, and why the others are none. */
export function readTableRows<Field extends string>(
  sheet: Sheet,
  sections: readonly TableSection<Field>[],
  { fields, namesGroup, hiddenRows, groupAbove }: Reading<Field>,
): TableRows<Field> {
  const [top, ...further] = sections;
  const opening = new Map(further.map((section) => [section.header.rows.first, section]));
  const frameOf = frameSections(sheet, fields, namesGroup);
  const above = sheet.rows.filter(({ number }) => top && number < top.header.rows.first);
  const groups = new RowGroups(namesGroup ?? (() => false), above);
  const rows: TableRow<Field>[] = [];
  const parts = new Map<TablePart<Field>["matches"], TableRow<Field>[]>();
  const skipped = new Map<number, SkipReason>();
  const hidden: number[] = [];
  let open = top && frameOf(top);
  let numbering = new RowNumbering();
  let end: End = null;
  let countOfFirst = 0;

  for (const [place, row] of sheet.rows.entries()) {
    if (!top || !open || row.number <= top.header.rows.last) continue;
    const section = opening.get(row.number);
    if (section) groups.enterTable();
    if (section?.isOther) end = "unrecognised";
    else if (section) {
      open = frameOf(section);
      numbering = new RowNumbering();
      end = null;
    }
    if (row.number <= open.section.header.rows.last) {
      skipped.set(row.number, "header");
      continue;
    }
    const { frame } = open;
    const found = groups.know(row, classifyRow(row, frame, sheet.rows[place + 1]));
    if (end && found.kind === "data") {
      const hasRestarted = end === "signature" && numbering.restartsAt(row, frame, groups.isTitled);
      const continues =
        numbering.continuesAt(row, frame) && (end === "signature" || numbering.isPlainlyOne(row, frame));
      if (hasRestarted || (continues && groups.isTitled)) groups.enterTable();
      if (hasRestarted || continues) end = null;
    }
    if (end) numbering.pass(row);
    const kind = settleKind(found, end, row, frame, numbering);
    if (kind === "blank") continue;
    if (kind === "unrecognised" || kind === "signature") groups.remember(row, found);
    else if (found.kind === "group") {
      groups.enter(found);
      if (groups.isNaming(found) || isDepartment(found.name)) numbering.enterGroup();
    }
    if (kind === "signature") end = "signature";
    if (kind !== "data") {
      skipped.set(row.number, kind);
      continue;
    }
    if (row.hidden) hidden.push(row.number);
    if (row.hidden && hiddenRows === "leave") {
      skipped.set(row.number, "hidden");
      continue;
    }
    numbering.count(row, frame);
    groups.forget();
    const read = { number: row.number, hidden: row.hidden, group: groups.name, values: open.valuesOf(row) };
    rows.push(read);
    if (groups.isFirst) countOfFirst = rows.length;
    const part = parts.get(open.section.matches);
    if (part) part.push(read);
    else parts.set(open.section.matches, [read]);
  }

  for (const number of groups.titles) skipped.set(number, "group");
  if (groupAbove && groups.hasOthers && countOfFirst > 0) {
    skipped.set(groupAbove.row, "group");
    for (const row of rows.slice(0, countOfFirst)) row.group ??= groupAbove.name;
  }
  const leftOut = [...skipped]
    .map(([number, reason]) => ({ number, reason }))
    .sort((a, b) => a.number - b.number);
  return {
    rows,
    parts: [...parts].map(([matches, rows]) => ({ matches, rows })),
    skipped: leftOut,
    groupAbove: groups.hasOthers ? null : groupAbove,
    decisions: [...askAboutHiddenRows(hidden, hiddenRows), ...describeSkipped(leftOut)],
  };
}

/** Why nothing is read any more: after a signature only signers follow, or it is a table of something else. */
type End = "signature" | "unrecognised" | null;

/** What the row counts as here. What may have been a row of the list is never taken for a signer's. */
function settleKind(
  found: RowKind,
  end: End,
  row: SheetRow,
  frame: RowFrame,
  numbering: RowNumbering,
): RowKind["kind"] {
  if (end === "unrecognised") return end;
  const isData = found.kind === "data";
  if (end) return isData && (numberOf(row) !== null || hasTellingValue(row, frame)) ? "unrecognised" : end;
  return isData && numbering.isBeyond(row, frame) ? "unrecognised" : found.kind;
}

/** What is known of the rows of a section, once for all of them. */
function frameSections<Field extends string>(
  { merges }: Sheet,
  fields: readonly FieldDefinition<Field>[],
  namesGroup: Reading<Field>["namesGroup"],
) {
  const definitions = new Map(fields.map((definition) => [definition.field, definition]));
  const merged = new Set(merges.flatMap(({ left, right, top }) => (left < right ? [`${top}:${left}`] : [])));
  return (section: TableSection<Field>) => {
    const { header, matches } = section;
    const fieldOf = new Map(matches.map(({ field, column }) => [column, field]));
    const frame: RowFrame = {
      columns: new Set(fieldOf.keys()),
      headers: new Map(
        [...header.labels].map(([column, path]) => [column, normalizeText(path.at(-1)?.written ?? "")]),
      ),
      identifying: new Set(
        matches.flatMap(({ field, column }) => (definitions.get(field)?.identifies ? [column] : [])),
      ),
      fits: new Map(
        matches.flatMap(({ field, column }) => {
          const looksLike = definitions.get(field)?.looksLike;
          return looksLike ? [[column, looksLike]] : [];
        }),
      ),
      namesGroup,
      isMerged: (row, column) => merged.has(`${row}:${column}`),
    };
    function valuesOf({ cells }: SheetRow) {
      const values: Partial<Record<Field, Cell>> = {};
      for (const cell of cells) {
        const field = fieldOf.get(cell.column);
        if (field !== undefined) values[field] = cell;
      }
      return values;
    }
    return { section, frame, valuesOf };
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
