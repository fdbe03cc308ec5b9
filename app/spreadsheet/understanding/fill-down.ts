import type { Cell, Sheet } from "#app/spreadsheet/workbook.ts";
import type { ColumnMatch, FieldDefinition } from "./match-columns.ts";
import type { Decision } from "./reading-decisions.ts";
import type { TableRow } from "./table-rows.ts";

/** nt, -nt-, n.t, Như trên, ", '', //, -"-: the value above again. */
const dittoMark = /^[-–\s]*(?:n\.?\s?t\.?|như\s+trên|["“”„〃](?:\s*["“”])?|['’‘]{2}|\/\/|,,)[-–\s]*$/iu;
const longestDitto = 12;

/**
 * Gives rows the value that stands above them: under a vertically merged cell, and in place of a ditto mark. Only in
 * columns whose values may repeat; a ditto mark with nothing above it stays as it is written.
 */
export function fillDown<Field extends string>(
  sheet: Sheet,
  rows: TableRow<Field>[],
  matches: ColumnMatch<Field>[],
  fields: readonly FieldDefinition<Field>[],
): Decision[] {
  const repeating = new Set(fields.flatMap(({ field, repeats }) => (repeats ? [field] : [])));
  return matches
    .filter(({ field }) => repeating.has(field))
    .flatMap(({ field, column }): Decision[] => {
      const merges = fillMerges(sheet, rows, field, column);
      const dittos = fillDittos(rows, field);
      return [
        ...(merges > 0
          ? [{ code: "mergesFilledDown" as const, asks: false, column, field, cells: merges }]
          : []),
        ...(dittos > 0
          ? [{ code: "dittoFilledDown" as const, asks: false, column, field, cells: dittos }]
          : []),
      ];
    });
}

function fillMerges<Field extends string>(
  sheet: Sheet,
  rows: TableRow<Field>[],
  field: Field,
  column: number,
): number {
  const merges = sheet.merges
    .filter(({ left, top, bottom }) => left === column && bottom > top)
    .sort((a, b) => a.top - b.top);
  if (merges.length === 0) return 0;
  const tops = new Set(merges.map(({ top }) => top));
  const cellOf = new Map(
    sheet.rows
      .filter(({ number }) => tops.has(number))
      .map(({ number, cells }) => [number, cells.find((cell) => cell.column === column)]),
  );
  let filled = 0;
  let next = 0;
  for (const row of rows) {
    while ((merges[next]?.bottom ?? Number.POSITIVE_INFINITY) < row.number) next += 1;
    const merge = merges[next];
    const above = merge && merge.top < row.number ? cellOf.get(merge.top) : undefined;
    if (!above || row.values[field]) continue;
    row.values[field] = above;
    filled += 1;
  }
  return filled;
}

function fillDittos<Field extends string>(rows: TableRow<Field>[], field: Field): number {
  let above: Cell | undefined;
  let filled = 0;
  for (const row of rows) {
    const cell = row.values[field];
    if (!cell) continue;
    if (!isDitto(cell)) above = cell;
    else if (above) {
      row.values[field] = above;
      filled += 1;
    }
  }
  return filled;
}

function isDitto({ value }: Cell): boolean {
  return (
    typeof value === "string" && value.length <= longestDitto && dittoMark.test(value.normalize("NFC").trim())
  );
}
