import { findTable } from "#app/spreadsheet/understanding/understand-table.ts";
import type { Cell, Sheet } from "#app/spreadsheet/workbook.ts";
import { parseLocalDate } from "#app/vietnamese/dates.ts";
import type { RosterTemplate } from "../rosters/template.ts";
import type { SentListed } from "./listed-values.ts";
import { isOutcome, isRowKey, type OutcomeField, type Session, sentColumns } from "./sent-columns.ts";
import { readSentListed, type SentValues, textOf } from "./sent-listed.ts";

/** A line of a roster as it came back, its values as typed. */
export type SentRow = {
  /** As the sheet numbers it. */
  rowNumber: number;
  rowKey: string | null;
  fullName: string | null;
  birthDate: string | null;
  nationalId: string | null;
  /** What it says in the columns that are not the provider's to fill; absent in an upload of an older version. */
  listed?: SentListed;
  /** What is filled in; a cell that is blank is not there, one with a formula that has no value is (`isFault`). */
  cells: { [Field in OutcomeField]?: string | undefined };
  /** What the file has as day of issue, where that may be day and month or month and day. */
  unsureDate?: string | undefined;
};

/**
 * The lines of the roster among the sheets of a workbook; null where there is none, or nothing to be filled in.
 * @param template the columns that the roster went out with
 */
export function readSentRows(
  sheets: readonly Sheet[],
  sessions: readonly Session[],
  template: Pick<RosterTemplate, "columns">,
): SentRow[] | null {
  const table = findTable(sheets, { fields: sentColumns(sessions, template) });
  if (!table) return null;
  const read = new Set(table.columns.flatMap(({ field }) => field ?? []));
  const outcomes = [...read].filter(isOutcome);
  if (outcomes.length === 0) return null;
  const hasMonthFirst = table.rows.some(({ values }) => isMonthFirst(values.certificateDate));
  return table.rows.map(({ number, values }) => {
    const rowKey = textOf(values.rowKey);
    const listed = readSentListed(values);
    const { fullName = null, birthDate = "", nationalId = "" } = listed;
    return {
      rowNumber: number,
      rowKey: rowKey && isRowKey(rowKey) ? rowKey : null,
      fullName,
      birthDate: /^\d{4}(-\d\d-\d\d)?$/.test(birthDate) ? birthDate : null,
      nationalId: /^\d{12}$/.test(nationalId) ? nationalId : null,
      listed,
      cells: filledCells(outcomes, values),
      unsureDate: (hasMonthFirst && unsureText(values.certificateDate)) || undefined,
    };
  });
}

function filledCells(fields: readonly OutcomeField[], values: SentValues): SentRow["cells"] {
  const cells: SentRow["cells"] = {};
  for (const field of fields) cells[field] = faultOf(values[field]) ?? textOf(values[field]) ?? undefined;
  return cells;
}

const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}$/;

/** `12/25/2026`: whoever writes so writes all days so. */
function isMonthFirst(cell: Cell | undefined): boolean {
  const [, first, second] = slashed.exec(textOf(cell) ?? "") ?? [];
  return Number(first) <= 12 && Number(second) > 12;
}

function unsureText(cell: Cell | undefined): string | null {
  const text = textOf(cell) ?? "";
  const [, first, second] = slashed.exec(text) ?? [];
  const isUnsure = Number(first) <= 12 && Number(second) <= 12 && Number(first) !== Number(second);
  return isUnsure && parseLocalDate(text) !== null ? text : null;
}

/** What stands in a formula cell without a value, as somebody would see it. */
function faultOf(cell: Cell | undefined): string | null {
  const value = cell?.value;
  if (typeof value !== "object" || !("fault" in value)) return null;
  return value.fault === "formula" ? "=" : value.fault;
}

/** Whether a text is what a formula cell shows that has no value, and not something that somebody filled in. */
export function isFault(text: string): boolean {
  return /^(=|#(N\/A|GETTING_DATA|[A-Z0/]+[!?]))$/iu.test(text);
}
