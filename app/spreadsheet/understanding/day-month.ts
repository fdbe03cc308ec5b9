import { cellText } from "#app/spreadsheet/workbook.ts";
import { parseLocalDate } from "#app/vietnamese/dates.ts";
import type { ColumnMatch, FieldDefinition } from "./match-columns.ts";
import type { ReadingChoices } from "./reading-choices.ts";
import type { Decision } from "./reading-decisions.ts";
import type { TableRow } from "./table-rows.ts";

const shownExamples = 3;

/**
 * Asks about each date column that a computer with American settings may have mixed up, and exchanges day and month
 * of its real dates where somebody chose so.
 */
export function exchangeDayAndMonth<Field extends string>(
  rows: TableRow<Field>[],
  matches: ColumnMatch<Field>[],
  fields: readonly FieldDefinition<Field>[],
  choices: NonNullable<ReadingChoices["dayMonth"]>,
): Decision[] {
  const dates = new Set(fields.flatMap(({ field, isDate }) => (isDate ? [field] : [])));
  return matches
    .filter(({ field }) => dates.has(field))
    .flatMap(({ field, column }): Decision[] => {
      const choice = Object.hasOwn(choices, column) ? choices[column] : undefined;
      const evidence = weighColumn(rows, field);
      if (choice === "swapped") swapColumn(rows, field);
      if (!evidence) return [];
      return [
        {
          code: "dayMonth",
          asks: choice === undefined,
          column,
          field,
          ...evidence,
          taken: choice ?? "asWritten",
        },
      ];
    });
}

type Evidence = Pick<Extract<Decision, { code: "dayMonth" }>, "realDates" | "textDates" | "examples">;

/**
 * The tell is a column of real dates with days up to 12 only, and of texts with days above 12 only: a text such as
 * 05/09/1990 would have become a real date too.
 */
function weighColumn<Field extends string>(rows: TableRow<Field>[], field: Field): Evidence | null {
  const examples: Evidence["examples"] = [];
  let [realDates, textDates] = [0, 0];
  for (const { number, values } of rows) {
    const value = values[field]?.value;
    if (typeof value === "object" && "date" in value) {
      if (Number(value.date.slice(8)) > 12) return null;
      realDates += 1;
      const swapped = swap(value.date);
      if (examples.length < shownExamples && swapped !== value.date) {
        examples.push({ row: number, asWritten: value.date, swapped });
      }
    } else if (typeof value === "string") {
      const written = parseLocalDate(cellText(value));
      if (!written) continue;
      if (Number(written.slice(8)) > 12) textDates += 1;
      else if (value.includes("/") || value.includes("-")) return null;
    }
  }
  return realDates > 0 && textDates > 0 && examples.length > 0 ? { realDates, textDates, examples } : null;
}

function swapColumn<Field extends string>(rows: TableRow<Field>[], field: Field): void {
  for (const row of rows) {
    const cell = row.values[field];
    const value = cell?.value;
    if (!cell || typeof value !== "object" || !("date" in value) || Number(value.date.slice(8)) > 12)
      continue;
    row.values[field] = { ...cell, value: { ...value, date: swap(value.date) } };
  }
}

function swap(date: string): string {
  const [year, month, day] = date.split("-");
  return `${year}-${day}-${month}`;
}
