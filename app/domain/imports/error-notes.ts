import { type MessageKey, parseMessage } from "#app/i18n/catalogue.ts";
import type { MendedRow } from "#app/spreadsheet/editing/mark-rows.server.ts";
import type { ColumnReading, Decision } from "#app/spreadsheet/understanding/reading-decisions.ts";
import type { ImportKind, ImportSettings } from "./schema.ts";
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

type Understood = {
  columns: readonly Pick<ColumnReading<string>, "column" | "field">[];
  decisions: readonly Decision[];
};

/**
 * What the office mended, by row number: written into the sender's cells, so that the file does not bring the old
 * values back, and said beside them. A value that is put together from several cells, or stands in one cell for
 * several rows or is repeated below by a mark, is said in words alone.
 */
export function mendedRows(
  kind: ImportKind,
  mends: ImportSettings["mends"],
  { columns, decisions }: Understood,
  t: Translate,
): Map<number, MendedRow> {
  const shared = new Set(
    decisions.flatMap((decision) =>
      decision.code === "mergesFilledDown" || decision.code === "dittoFilledDown" ? [decision.column] : [],
    ),
  );
  const isLegacy = decisions.some(({ code }) => code === "encoding");
  const cellOf = (field: string, text: string) => {
    const column = columns.find((each) => each.field === field)?.column;
    // A font of before Unicode would show other letters.
    const isShown = !isLegacy || /^[\x20-\x7e]*$/.test(text);
    return column !== undefined && !shared.has(column) && isShown ? { column, text } : null;
  };
  return new Map(
    Object.entries(mends).map(([row, mend]) => {
      const values = Object.entries(mend).flatMap(([field, text]) =>
        text === undefined ? [] : [{ field, text, cell: cellOf(field, text) }],
      );
      const said = values.map(({ field, text, cell }) => {
        const name = t(`imports:fields.${kind}.${field}` as MessageKey);
        return cell ? name : t("imports:errorFile.mendedTo", { field: name, text });
      });
      return [
        Number(row),
        {
          remark: t("imports:errorFile.mended", { fields: said.join(", ") }),
          cells: values.flatMap(({ cell }) => cell ?? []),
        },
      ];
    }),
  );
}
