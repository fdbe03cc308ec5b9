import type { FieldDefinition } from "#app/spreadsheet/understanding/match-columns.ts";
import { findTable } from "#app/spreadsheet/understanding/understand-table.ts";
import { type Cell, cellText, type Sheet } from "#app/spreadsheet/workbook.ts";
import { parsePartialDate } from "#app/vietnamese/dates.ts";
import { parseNationalId } from "#app/vietnamese/national-id.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import { sessionsInRoster } from "../rosters/outcome-columns.ts";
import { rowKeyHeader, rowKeyPattern } from "../rosters/row-key.ts";
import { sessionHeader } from "../rosters/session-header.ts";

/** What a provider may fill in: attendance by the number of a session, and what came of the course. */
export type OutcomeField = `session${number}` | "result" | "certificateNumber" | "certificateDate" | "note";

/** A line of a roster as it came back, its values as typed. */
export type SentRow = {
  /** As the sheet numbers it. */
  rowNumber: number;
  rowKey: string | null;
  fullName: string | null;
  birthDate: string | null;
  nationalId: string | null;
  /** What is filled in; a cell that is blank is not there. */
  cells: { [Field in OutcomeField]?: string | undefined };
};

export type Session = { id: string; number: number; heldOn: string };

type Column = OutcomeField | "rowKey" | "fullName" | "familyName" | "givenName" | "birthDate" | "nationalId";

const isRowKey = (text: string) => rowKeyPattern.test(text.trim());

function columnsOf(sessions: readonly Session[]): FieldDefinition<Column>[] {
  return [
    {
      field: "rowKey",
      synonyms: [rowKeyHeader],
      identifies: true,
      isUnmistakable: isRowKey,
      looksLike: isRowKey,
    },
    {
      field: "fullName",
      synonyms: ["họ và tên", "họ tên", "họ và tên học viên", "tên học viên"],
      identifies: true,
      halves: ["familyName", "givenName"],
    },
    {
      field: "familyName",
      synonyms: ["họ và tên đệm", "họ đệm", "họ và chữ đệm", "họ lót"],
      identifies: true,
    },
    { field: "givenName", synonyms: ["tên"] },
    { field: "birthDate", synonyms: ["ngày sinh", "ngày tháng năm sinh", "năm sinh"], isDate: true },
    {
      field: "nationalId",
      synonyms: ["số cccd", "cccd", "số căn cước", "số định danh", "cmnd/cccd"],
      identifies: true,
    },
    ...sessionsInRoster(sessions).map(
      (session): FieldDefinition<Column> => ({
        field: `session${session.number}`,
        synonyms: [sessionHeader(session), `Buổi ${session.number}`],
      }),
    ),
    { field: "result", synonyms: ["kết quả", "kết quả học tập", "xếp loại"] },
    {
      field: "certificateNumber",
      synonyms: ["số chứng nhận", "số chứng chỉ", "số giấy chứng nhận", "số hiệu", "số cc", "số gcn"],
    },
    {
      field: "certificateDate",
      synonyms: ["ngày cấp", "ngày cấp chứng nhận", "ngày cấp chứng chỉ"],
      isDate: true,
    },
    { field: "note", synonyms: ["ghi chú kết quả", "ghi chú của đơn vị đào tạo"] },
  ];
}

/** The lines of the roster among the sheets of a workbook; null where there is none, or nothing to be filled in. */
export function readSentRows(sheets: readonly Sheet[], sessions: readonly Session[]): SentRow[] | null {
  const table = findTable(sheets, { fields: columnsOf(sessions) });
  if (!table) return null;
  const read = new Set(table.columns.flatMap(({ field }) => field ?? []));
  const outcomes = [...read].filter((field): field is OutcomeField => isOutcome(field));
  if (outcomes.length === 0) return null;
  return table.rows.map(({ number, values }) => {
    const text = (field: Column) => textOf(values[field]);
    const nationalId = parseNationalId(text("nationalId") ?? "", {
      fromSpreadsheetNumber: typeof values.nationalId?.value === "number",
    });
    const rowKey = text("rowKey");
    return {
      rowNumber: number,
      rowKey: rowKey && isRowKey(rowKey) ? rowKey : null,
      fullName: text("fullName") ?? nameOf(text("familyName"), text("givenName")),
      birthDate: parsePartialDate(text("birthDate") ?? ""),
      nationalId: nationalId.ok ? nationalId.value : null,
      cells: filledCells(outcomes, text),
    };
  });
}

function filledCells(
  fields: readonly OutcomeField[],
  text: (field: OutcomeField) => string | null,
): SentRow["cells"] {
  const cells: SentRow["cells"] = {};
  for (const field of fields) cells[field] = text(field) ?? undefined;
  return cells;
}

function isOutcome(field: Column): field is OutcomeField {
  return (
    /^session\d+$/.test(field) || ["result", "certificateNumber", "certificateDate", "note"].includes(field)
  );
}

function textOf(cell: Cell | undefined): string | null {
  return normalizeText(cellText(cell?.value)) || null;
}

function nameOf(family: string | null, given: string | null): string | null {
  return family || given ? [family, given].filter(Boolean).join(" ") : null;
}
