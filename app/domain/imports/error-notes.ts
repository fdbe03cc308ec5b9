import { type MessageKey, parseMessage } from "#app/i18n/catalogue.ts";
import type { ColumnReading } from "#app/spreadsheet/understanding/reading-decisions.ts";
import type { ImportKind } from "./schema.ts";
import type { ShownRow } from "./shown-row.ts";

type Translate = (key: MessageKey, params?: Record<string, string | number>) => string;

/**
 * What the sender has to mend, by row number: one sentence a line. Of rows that are right nothing, and nothing of what
 * the office alone can answer.
 */
export function errorNotes(kind: ImportKind, rows: readonly ShownRow[], t: Translate): Map<number, string> {
  const say = (text: string) => {
    const { key, params } = parseMessage(text);
    return t(key as MessageKey, params);
  };
  return new Map(
    rows
      .filter(({ state }) => state === "refused")
      .map(({ rowNumber, cells, remarks }) => {
        const problems = cells.flatMap(({ field, problems }) =>
          problems.map((text) =>
            t("imports:row.sentence", { field: say(`imports:fields.${kind}.${field}`), text: say(text) }),
          ),
        );
        return [rowNumber, [...remarks.map(say), ...problems].join("\n")];
      }),
  );
}

/** The columns of the file in which refused rows have a wrong cell, by row number. */
export function wrongCells(
  rows: readonly ShownRow[],
  columns: readonly Pick<ColumnReading<string>, "column" | "field">[],
): Map<number, number[]> {
  return new Map(
    rows
      .filter(({ state }) => state === "refused")
      .map(({ rowNumber, cells }) => {
        const wrong = new Set(cells.flatMap(({ field, problems }) => (problems.length > 0 ? [field] : [])));
        return [
          rowNumber,
          columns.flatMap(({ column, field }) => (field !== null && wrong.has(field) ? [column] : [])),
        ];
      }),
  );
}
