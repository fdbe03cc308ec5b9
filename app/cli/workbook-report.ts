import { type BusinessTable, readBusinessRows } from "#app/domain/businesses/workbook.ts";
import { FirstRows } from "#app/domain/imports/first-rows.ts";
import { type NomineeTable, readNomineeRows } from "#app/domain/nominations/workbook.ts";
import type { NomineeColumn } from "#app/domain/nominations/workbook-fields.ts";
import { withoutNoteColumn } from "#app/spreadsheet/note-column.ts";
import type { ReadNote } from "#app/spreadsheet/reading/read-problems.ts";
import type { Workbook } from "#app/spreadsheet/workbook.ts";
import { nationalPhone } from "#app/vietnamese/phone.ts";

export const workbookKinds = ["businesses", "nominees"] as const;
export type WorkbookKind = (typeof workbookKinds)[number];

type Table = ({ kind: "businesses" } & BusinessTable) | ({ kind: "nominees" } & NomineeTable);
type Problem = Table["rows"][number]["problems"][number];

/** Why a value was refused, for people who debug a file. */
const reasons: Record<Problem["code"] | "duplicate", string> = {
  missing: "missing",
  fault: "formula failed or never calculated",
  letters: "letter in number",
  length: "wrong number of digits",
  lostDigits: "digits lost by Excel",
  oldNineDigits: "old nine-digit number",
  duplicate: "same number as another row",
  prefix: "no such prefix",
  oldPrefix: "eleven-digit number of before 2018",
  unreadable: "not understood",
  noSuchDay: "no such day",
  twice: "given for both genders",
  hasDigits: "digit in name",
  hasSymbols: "symbol in name",
  tooShort: "only one word",
  tooLong: "too long for a name",
  notWholeNumber: "not a whole number",
  moreThanWorkers: "more women than workers",
};

/**
 * What the program understood of a workbook, for the console: the rows in plain words and every decision behind them.
 * A table without rows is a form to be filled. Null: no list was found.
 * @param kind guessed from the columns when absent
 */
export function reportWorkbook({ sheets }: Workbook, notes: ReadNote[], kind?: WorkbookKind) {
  const table = findList({ sheets: sheets.map(withoutNoteColumn) }, kind);
  if (!table) return null;
  const decisions = describeDecisions(table, notes);
  if (table.rows.length === 0 && kind === undefined) {
    return {
      kind: "template" as const,
      sheet: table.sheet,
      headerRow: table.headerRows.last,
      firstDataRow: table.headerRows.last + 1,
      headers: table.columns.map(({ label }) => label),
      signatureRowToMoveDown: table.skipped.find(({ reason }) => reason === "signature")?.number ?? null,
      decisions,
    };
  }
  const encoding = table.decisions.find((decision) => decision.code === "encoding")?.encoding.toUpperCase();
  const issues = listIssues(table);
  return {
    kind: table.kind,
    ...(encoding ? { encoding } : {}),
    rows: table.kind === "nominees" ? nomineesOf(table) : businessesOf(table),
    ...(issues.length > 0 ? { issues } : {}),
    decisions,
  };
}

function findList({ sheets }: Workbook, kind?: WorkbookKind): Table | null {
  const nominees = kind === "businesses" ? null : readNomineeRows(sheets);
  const businesses = kind === "nominees" ? null : readBusinessRows(sheets);
  const known = (table: Pick<Table, "columns"> | null) =>
    table?.columns.filter(({ field }) => field !== null).length ?? 0;
  if (nominees && known(nominees) >= known(businesses)) return { kind: "nominees", ...nominees };
  return businesses && { kind: "businesses", ...businesses };
}

/** Only what the table has a column for, as its sender would see it. */
function nomineesOf({ rows, columns, skipped, decisions }: NomineeTable) {
  const known = new Set(columns.flatMap(({ field }) => field ?? []));
  const has = (...fields: NomineeColumn[]) => fields.some((field) => known.has(field));
  const hasBirthDate = has("birthDate", "birthDateMale", "birthDateFemale");
  const hasGender = has("gender", "male", "female", "birthDateMale", "birthDateFemale");
  const hasEmployer =
    has("employer") ||
    skipped.some(({ reason }) => reason === "group") ||
    decisions.some(({ code }) => code === "groupAbove");
  return rows.map((row) => ({
    fullName: row.fullName,
    ...(hasGender ? { gender: row.gender } : {}),
    ...(hasBirthDate ? { birthDate: row.birthDate } : {}),
    ...(has("nationalId") ? { nationalId: row.nationalId } : {}),
    ...(has("position") ? { position: row.position } : {}),
    ...(has("qualification") ? { qualification: row.qualification } : {}),
    ...(has("phone") ? { phone: row.phone && nationalPhone(row.phone) } : {}),
    ...(hasEmployer ? { employer: row.employer } : {}),
  }));
}

function businessesOf({ rows, columns }: BusinessTable) {
  const known = new Set(columns.flatMap(({ field }) => field ?? []));
  return rows.map((row) => ({
    name: row.name,
    ...(known.has("taxCode") ? { taxCode: row.taxCode } : {}),
    ...(known.has("contact") ? { contact: row.contact } : {}),
    ...(known.has("phone") ? { phone: row.phone && nationalPhone(row.phone) } : {}),
    ...(known.has("workers") ? { workers: row.workers } : {}),
    ...(known.has("female") ? { female: row.female } : {}),
  }));
}

function listIssues(table: Table): { row: number; field: string | null; why: string }[] {
  const asked = table.decisions.some(({ code, asks }) => code === "hiddenRows" && asks);
  const numbered = table.kind === "nominees" ? "nationalId" : "taxCode";
  const numbers = new FirstRows();
  const rows =
    table.kind === "nominees"
      ? table.rows.map((row) => ({ ...row, number: row.nationalId }))
      : table.rows.map((row) => ({ ...row, number: row.taxCode }));
  return rows.flatMap(({ rowNumber, hidden, problems, number }) => [
    ...(hidden && asked
      ? [{ row: rowNumber, field: null, why: "hidden row: ask, do not drop silently" }]
      : []),
    ...problems.map(({ field, code }) => ({ row: rowNumber, field, why: reasons[code] })),
    ...(numbers.before(number, rowNumber) === null
      ? []
      : [{ row: rowNumber, field: numbered, why: reasons.duplicate }]),
  ]);
}

function describeDecisions(table: Table, fileNotes: ReadNote[]) {
  return {
    sheet: table.sheet,
    headerRows: table.headerRows,
    columns: table.columns.map(({ letter, label, field, by, sureness }) => ({
      letter,
      label,
      field,
      by,
      sureness,
    })),
    repairs: table.rows.flatMap(({ rowNumber, notes }) => notes.map((note) => ({ row: rowNumber, ...note }))),
    alsoRead: alsoRead(table),
    leftOut: table.skipped,
    made: table.decisions,
    fileNotes,
  };
}

/** Beside the fields above: what else the rows hold. */
function alsoRead(table: Table) {
  return table.kind === "nominees"
    ? table.rows.flatMap(({ rowNumber: row, email, note }) => (email || note ? [{ row, email, note }] : []))
    : table.rows.flatMap(({ rowNumber: row, kind, address }) => [{ row, kind, address }]);
}
