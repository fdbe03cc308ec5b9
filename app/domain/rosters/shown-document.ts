import { columnGroups } from "#app/spreadsheet/writing/printed-columns.ts";
import type { TableDescription } from "#app/spreadsheet/writing/table-description.ts";
import { showDate } from "#app/vietnamese/dates.ts";
import type { RosterColumn, RosterRow } from "./columns.ts";

export type ShownDocument = ReturnType<typeof shownDocument>;

/** A list as a page shows it: the same head, columns and foot as the workbook, every cell as text. */
export function shownDocument(
  { head, title, subtitle, footer }: TableDescription,
  columns: readonly RosterColumn[],
  rows: readonly RosterRow[],
) {
  const cell = ({ kind, value }: RosterColumn, row: RosterRow) => {
    const text = String(value(row) ?? "");
    return kind === "date" || kind === "partialDate" ? showDate(text) : text;
  };
  return {
    head,
    title,
    subtitle,
    columns: columns.map(({ field, header, kind, align }) => ({
      field,
      header,
      align: align ?? (kind === "text" ? "left" : "center"),
    })),
    groups: columnGroups(columns),
    rows: rows.map((row) => ({
      number: row.number,
      cells: columns.map((column) => cell(column, row)),
    })),
    totalLine: footer.totalLine(rows.length),
    signatures: footer.signatures,
  };
}
