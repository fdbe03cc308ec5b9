import type { ReadingChoices } from "#app/spreadsheet/understanding/reading-choices.ts";
import type { ColumnReading } from "#app/spreadsheet/understanding/reading-decisions.ts";
import { findTable, type UnderstoodTable } from "#app/spreadsheet/understanding/understand-table.ts";
import { cellText, type Sheet } from "#app/spreadsheet/workbook.ts";
import { type FactCell, findFactCells } from "./fact-cells.ts";
import { formList } from "./fields.ts";
import type { FormFact, FormField } from "./schema.ts";

/** What a person decided about a form; whatever is absent is recognised. */
export interface FormChoices extends Pick<ReadingChoices, "sheet" | "headerRow" | "columns"> {
  /** The first row of the list. */
  firstRow?: number;
  /** By address "row:column": what the cell asks for and where the answer goes. */
  facts?: Record<string, { fact: FormFact | null; place: FactCell["target"]["place"] }>;
}

/** How a form is filled. Stored with it: a form is understood once, and filled many times. */
export interface FormMapping {
  sheet: string;
  headerRows: { first: number; last: number };
  firstRow: number;
  /** Rows with an example that gives way to the list. */
  exampleRows: number;
  /** Rows below that are blank but for their number and formulas. */
  numberedRows: number[];
  columns: { column: number; field: FormField; header: string }[];
  facts: FactCell[];
}

/** A form that was looked at, with all of its columns: also those that nobody fills. */
export interface RecognisedForm {
  mapping: FormMapping;
  columns: ColumnReading<FormField>[];
}

/** Finds the list in a form and the cells that ask for something, null where no header reads like one of a list. */
export function recogniseForm(sheets: readonly Sheet[], choices: FormChoices = {}): RecognisedForm | null {
  const found = findTable(sheets, formList, choices);
  const table = found && { ...found, columns: withBirthDateApart(found.columns) };
  const sheet = sheets.find(({ name }) => name === table?.sheet);
  if (!table || !sheet || table.headerRows.last === 0) return null;
  const firstRow = Math.max(choices.firstRow ?? firstRowBelow(table), table.headerRows.last + 1);
  const exampleRows = countExamples(table, firstRow);
  const numberColumn = table.columns.find(({ field }) => field === "number")?.column;
  const numberedRows =
    numberColumn === undefined ? [] : listNumbered(sheet, numberColumn, firstRow + exampleRows, firstRow);
  const last = Math.max(firstRow + exampleRows - 1, ...numberedRows);
  const facts = findFactCells(sheet, { first: table.headerRows.first, last }).map((cell) => {
    const chosen = choices.facts?.[factAddress(cell)];
    return chosen ? { ...cell, fact: chosen.fact, target: { ...cell.target, place: chosen.place } } : cell;
  });
  return {
    columns: table.columns,
    mapping: {
      sheet: sheet.name,
      headerRows: table.headerRows,
      firstRow,
      exampleRows,
      numberedRows,
      columns: table.columns.flatMap(({ column, field, label, letter }) =>
        field === null ? [] : [{ column, field, header: label || letter }],
      ),
      facts,
    },
  };
}

/**
 * Day, month and year of birth in columns of their own. A blank form has no values that tell "Ngày sinh" as a whole from
 * the day of it: that there is a month does.
 */
function withBirthDateApart(columns: ColumnReading<FormField>[]): ColumnReading<FormField>[] {
  const fields = new Set(columns.map(({ field }) => field));
  if (!fields.has("birthMonth") || fields.has("birthDay") === fields.has("birthYear")) return columns;
  const missing = fields.has("birthDay") ? "birthYear" : "birthDay";
  return columns.map((column) =>
    column.field === "birthDate" && column.by !== "choice" ? { ...column, field: missing } : column,
  );
}

export function factAddress({ row, column }: Pick<FactCell, "row" | "column">): string {
  return `${row}:${column}`;
}

/** Below the header, and below a row that counts the columns or repeats the header. */
function firstRowBelow({ headerRows, skipped }: UnderstoodTable<FormField>): number {
  const passed = new Set(
    skipped.flatMap(({ number, reason }) =>
      reason === "columnNumbers" || reason === "header" ? [number] : [],
    ),
  );
  let row = headerRows.last + 1;
  while (passed.has(row)) row += 1;
  return row;
}

function countExamples({ rows }: UnderstoodTable<FormField>, firstRow: number): number {
  const filled = new Set(rows.map(({ number }) => number));
  let count = 0;
  while (filled.has(firstRow + count)) count += 1;
  return count;
}

/**
 * Rows that count on and are otherwise blank, but for columns that have a value in the first row too: formulas of the
 * form. Whether they are formulas is seen when it is filled.
 */
function listNumbered({ rows }: Sheet, numberColumn: number, from: number, firstRow: number): number[] {
  const byNumber = new Map(rows.map((row) => [row.number, row.cells]));
  const computed = new Set(byNumber.get(firstRow)?.map(({ column }) => column));
  const numbered: number[] = [];
  let previous: number | null = null;
  for (let row = from; ; row += 1) {
    const cells = byNumber.get(row) ?? [];
    const counts = cells.find(({ column }) => column === numberColumn);
    const number = /^(\d{1,4})\s*[.)]?$/.exec(cellText(counts?.value).trim())?.[1];
    if (number === undefined || !cells.every(({ column }) => computed.has(column))) return numbered;
    const countsOn = previous === null || Number(number) === previous + 1;
    if (cells.length > 1 && !countsOn) return numbered;
    previous = Number(number);
    numbered.push(row);
  }
}
