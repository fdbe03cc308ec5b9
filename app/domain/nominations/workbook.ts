import type { Mends, ReadingChoices } from "#app/spreadsheet/understanding/reading-choices.ts";
import type { ColumnReading, Decision } from "#app/spreadsheet/understanding/reading-decisions.ts";
import { describeRepairs } from "#app/spreadsheet/understanding/row-repairs.ts";
import type { SkippedRow, TableRow } from "#app/spreadsheet/understanding/table-rows.ts";
import { findTable, listColumns } from "#app/spreadsheet/understanding/understand-table.ts";
import type { Sheet } from "#app/spreadsheet/workbook.ts";
import type { FullNameCheck } from "#app/vietnamese/names.ts";
import type { NationalIdProblem, NationalIdWarning } from "#app/vietnamese/national-id.ts";
import type { PhoneProblem } from "#app/vietnamese/phone.ts";
import type { Gender } from "../people/schema.ts";
import { nameOfGroup, readNominee } from "./read-nominee.ts";
import { type NomineeColumn, nomineeList } from "./workbook-fields.ts";

/** What a row says about a person; mends name these. A column may hold less (`givenName`) or more (`birthDateMale`). */
export const nomineeFields = [
  "fullName",
  "gender",
  "birthDate",
  "nationalId",
  "phone",
  "email",
  "qualification",
  "position",
  "employer",
  "note",
] as const;
export type NomineeField = (typeof nomineeFields)[number];

/** A row of a list of nominees, repaired as far as that is safe. Nothing of it is saved yet. */
export interface NomineeRow {
  /** As the sheet numbers it. */
  rowNumber: number;
  hidden: boolean;
  /** As typed, never re-cased. */
  fullName: string | null;
  gender: Gender | null;
  /** `yyyy-mm-dd`, or `yyyy`. */
  birthDate: string | null;
  /** 12 digits. */
  nationalId: string | null;
  /** E.164. */
  phone: string | null;
  email: string | null;
  /** As written. */
  qualification: string | null;
  position: string | null;
  /** As written: in its column, in a cell merged over several rows, or in the group row above. */
  employer: string | null;
  /** The note, and what stood in other cells without belonging there: a second phone, a remark after the name. */
  note: string | null;
  /** Must be mended or left out before the row can be saved. A value that is refused is null. */
  problems: NomineeRowProblem[];
  /** Was repaired, or looks odd: shown for a second look. */
  notes: NomineeRowNote[];
}

export type NomineeRowProblem =
  | { field: "fullName"; code: "missing" | Exclude<FullNameCheck, "ok" | "empty"> }
  /** `twice`: under Nam and under Nữ. */
  | { field: "gender"; code: "unreadable" | "twice" }
  | { field: "birthDate"; code: "unreadable" | "noSuchDay" | "twice" }
  | { field: "nationalId"; code: Exclude<NationalIdProblem, "empty"> }
  | { field: "phone"; code: Exclude<PhoneProblem, "empty"> }
  | { field: "email"; code: "unreadable" }
  | { field: NomineeField; code: "fault" };

export type NomineeRowNote =
  | { field: "nationalId"; code: "zeroRestored" | NationalIdWarning }
  | { field: "phone"; code: "zeroRestored" | "oldPrefix" }
  /** Stood in the same cell and was moved to the note: a second number, a remark after the name. */
  | { field: "phone" | "fullName"; code: "rest"; text: string }
  /** "Anh", "Bà" before the name, which is not part of it. */
  | { field: "fullName"; code: "addressLeftOut"; text: string }
  | { field: "birthDate"; code: "dayMonthSwapped" | "fromSerial" | "yearAsDay" };

export interface NomineeTable {
  sheet: string;
  /** Both 0 where the list has no header. */
  headerRows: { first: number; last: number };
  columns: ColumnReading<NomineeColumn>[];
  rows: NomineeRow[];
  /** The name above the table that every row took for its employer. */
  employerAbove: string | null;
  /** Rows below the header that are not part of the list, apart from blank ones. */
  skipped: SkippedRow[];
  decisions: Decision[];
}

/**
 * Reads the list of nominees from the sheets of a workbook, null where no sheet has one: `readNomineeColumns` then tells
 * what could be chosen. Pure: asks no registry.
 */
export function readNomineeRows(
  sheets: readonly Sheet[],
  choices: ReadingChoices = {},
  mends: Mends = {},
): NomineeTable | null {
  const table = findTable(sheets, nomineeList, choices);
  if (!table) return null;
  const columns = new Set(table.columns.flatMap(({ field }) => field ?? []));
  const swapped = swappedColumns(choices);
  const groups = table.skipped.flatMap(({ number, reason }) => (reason === "group" ? [number] : []));
  const above = columns.has("employer") || groups.length > 0 ? null : table.groupAbove;
  const rows = table.rows.map((found) => {
    const row = above ? { ...found, group: above.name } : found;
    const mend = Object.hasOwn(mends, row.number) ? (mends[row.number] ?? {}) : {};
    const nominee = readNominee(row, { columns, convertOldPhones: choices.oldPhones === "convert", mend });
    if (isSwapped(row, swapped)) nominee.notes.push({ field: "birthDate", code: "dayMonthSwapped" });
    return nominee;
  });
  return {
    sheet: table.sheet,
    headerRows: table.headerRows,
    columns: table.columns,
    rows,
    employerAbove: nameOfGroup(above?.name ?? null),
    skipped: table.skipped,
    decisions: [
      ...table.decisions,
      ...(groups.length > 0
        ? [{ code: "groupRows" as const, asks: false, field: "employer", rows: groups }]
        : []),
      ...(above ? [{ code: "groupAbove" as const, asks: false, field: "employer", row: above.row }] : []),
      ...describeRepairs(rows, choices),
    ],
  };
}

/** The columns under the chosen header row of the chosen sheet, for choosing their meanings where no list was found. */
export function readNomineeColumns(
  sheets: readonly Sheet[],
  choices: ReadingChoices,
): ColumnReading<NomineeColumn>[] {
  return listColumns(sheets, nomineeList, choices);
}

function swappedColumns({ dayMonth = {} }: ReadingChoices): ReadonlySet<number> {
  return new Set(
    Object.entries(dayMonth).flatMap(([column, taken]) => (taken === "swapped" ? [Number(column)] : [])),
  );
}

function isSwapped({ values }: TableRow<NomineeColumn>, columns: ReadonlySet<number>): boolean {
  if (columns.size === 0) return false;
  return [values.birthDate, values.birthDateMale, values.birthDateFemale].some(
    (cell) => cell && columns.has(cell.column) && typeof cell.value === "object",
  );
}
