import type { FieldDefinition } from "#app/spreadsheet/understanding/match-columns.ts";
import { sessionsInRoster } from "../rosters/outcome-columns.ts";
import { rowKeyHeader, rowKeyPattern } from "../rosters/row-key.ts";
import { sessionHeader } from "../rosters/session-header.ts";
import { type RosterField, type RosterTemplate, rosterColumns } from "../rosters/template.ts";

/** What a provider may fill in: attendance by the number of a session, and what came of the course. */
export type OutcomeField = `session${number}` | "result" | "certificateNumber" | "certificateDate" | "note";

export type Session = { id: string; number: number; heldOn: string };

/** The remark of a roster says which seat it is; `note` is what the provider remarks. */
export type SentColumn = OutcomeField | "rowKey" | "seat" | Exclude<RosterField, "number" | "note" | "blank">;
type Definition = FieldDefinition<SentColumn>;

export function isOutcome(field: SentColumn): field is OutcomeField {
  return (
    /^session\d+$/.test(field) || ["result", "certificateNumber", "certificateDate", "note"].includes(field)
  );
}

export const isRowKey = (text: string) => rowKeyPattern.test(text.trim());

/** Who a line is. These are found in other sheets than ours too. */
const identity: readonly Definition[] = [
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
];

const outcomes: readonly Definition[] = [
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

const dates: readonly SentColumn[] = ["birthDate", "maleBirthDate", "femaleBirthDate"];
/** What people fill down, with ditto marks and merged cells. */
const repeating: readonly SentColumn[] = ["employer", "position", "qualification", "ward"];

/** The columns of a roster that comes back: those that it went out with, and what its provider fills in. */
export function sentColumns(
  sessions: readonly Session[],
  template: Pick<RosterTemplate, "columns">,
): Definition[] {
  const listed = rosterColumns(template, { joinsWards: true }).flatMap((column): Definition[] => {
    const field = column.field === "note" ? "seat" : column.field;
    if (field === "number" || field === "blank") return [];
    const label = column.group ? `${column.group} ${column.header}` : column.header;
    return [
      {
        field,
        // A header "Năm" is read as "Năm sinh", which without accents is no man.
        synonyms: field === "birthYear" ? [label, `${label} sinh`] : [label],
        isDate: dates.includes(field),
        repeats: repeating.includes(field),
      },
    ];
  });
  const attendance = sessionsInRoster(sessions).map(
    (session): Definition => ({
      field: `session${session.number}`,
      synonyms: [sessionHeader(session), `Buổi ${session.number}`],
    }),
  );
  const known = identity.map((definition) => {
    const own = listed.find(({ field }) => field === definition.field);
    return own ? { ...definition, synonyms: [...own.synonyms, ...definition.synonyms] } : definition;
  });
  const others = listed.filter(({ field }) => identity.every((definition) => definition.field !== field));
  return [...known, ...others, ...attendance, ...outcomes];
}
