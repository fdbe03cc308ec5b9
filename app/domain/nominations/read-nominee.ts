import type { TableRow } from "#app/spreadsheet/understanding/table-rows.ts";
import { type CellValue, cellText } from "#app/spreadsheet/workbook.ts";
import { checkFullName, splitFormOfAddress } from "#app/vietnamese/names.ts";
import { nationalIdWarnings, parseNationalId } from "#app/vietnamese/national-id.ts";
import { parsePhone } from "#app/vietnamese/phone.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import { optionalEmail } from "../form-fields.ts";
import type { Gender } from "../people/schema.ts";
import { readBirthDate } from "./birth-date.ts";
import { isTick, parseGender } from "./gender-text.ts";
import type { NomineeField, NomineeRow } from "./workbook.ts";
import type { NomineeColumn } from "./workbook-fields.ts";

export interface NomineeReading {
  /** Columns that the table has. */
  columns: ReadonlySet<NomineeColumn>;
  convertOldPhones: boolean;
  /** What a person typed in place of cells of this row, by field. */
  mend: Partial<Record<string, string>>;
}

/** A row while it is read: its cells, and what is to be said about them. */
interface Draft extends NomineeReading, Pick<NomineeRow, "problems" | "notes"> {
  values: TableRow<NomineeColumn>["values"];
  /** What stood in a cell without belonging there. */
  remarks: string[];
}

/** `(03 người)` after the name of a group. */
const headCount = /[(:–-] ?\d+ ?(?:người|học viên|đ\/c|đồng chí) ?\)?$/iu;
/** "3. Nguyễn Văn An". */
const numberOfRow = /^\d{1,3}[.)] ?(?=\p{L})/u;
const emailOfForm = optionalEmail();

/** Reads one row. What is refused is null and a problem; what was repaired is a note. */
export function readNominee(row: TableRow<NomineeColumn>, reading: NomineeReading): NomineeRow {
  const { columns, convertOldPhones, mend } = reading;
  const { values } = row;
  const draft: Draft = { columns, convertOldPhones, mend, values, problems: [], notes: [], remarks: [] };
  const { problems, notes, remarks } = draft;
  const fullName = readFullName(draft);
  const gender = readGender(draft);
  const birthDate = readBirth(draft);
  const nationalId = readNationalId(draft, gender, birthDate);
  const phone = readPhone(draft);
  const written = readText(draft, "note");
  return {
    rowNumber: row.number,
    hidden: row.hidden,
    fullName,
    gender,
    birthDate,
    nationalId,
    phone,
    email: readEmail(draft),
    qualification: readText(draft, "qualification"),
    position: readText(draft, "position"),
    employer: readText(draft, "employer") ?? (mend.employer === undefined ? nameOfGroup(row.group) : null),
    note: [written, ...(mend.note === undefined ? remarks : [])].filter(Boolean).join("; ") || null,
    problems,
    notes,
  };
}

/** What was typed in place of the field, else the cell of the column. A formula without a result is a problem. */
function readCell(draft: Draft, field: NomineeField, column: NomineeColumn): CellValue | undefined {
  const value = draft.mend[field] ?? draft.values[column]?.value;
  if (typeof value !== "object" || !("fault" in value)) return value;
  draft.problems.push({ field, code: "fault" });
  return undefined;
}

function readText(draft: Draft, field: NomineeField & NomineeColumn): string | null {
  return normalizeText(cellText(readCell(draft, field, field))) || null;
}

function readFullName(draft: Draft): string | null {
  const { mend, values, problems, notes, remarks } = draft;
  const isSplit = mend.fullName === undefined && !values.fullName && (values.familyName || values.givenName);
  const written = isSplit
    ? `${cellText(values.familyName?.value)} ${cellText(values.givenName?.value)}`
    : cellText(readCell(draft, "fullName", "fullName"));
  const { address, name: called } = splitFormOfAddress(normalizeText(written).replace(numberOfRow, ""));
  if (address) notes.push({ field: "fullName", code: "addressLeftOut", text: address });
  const { name, remark } = splitRemark(called);
  if (remark) {
    notes.push({ field: "fullName", code: "rest", text: remark });
    remarks.push(remark);
  }
  const check = checkFullName(name);
  if (check === "ok") return name;
  problems.push({ field: "fullName", code: check === "empty" ? "missing" : check });
  return null;
}

function readGender(draft: Draft): Gender | null {
  const { mend, values, columns, problems } = draft;
  const written = readText(draft, "gender");
  if (written !== null) {
    const gender = parseGender(written);
    if (gender === null) problems.push({ field: "gender", code: "unreadable" });
    return gender;
  }
  if (mend.gender !== undefined) return null;
  const isMale = isTick(values.male?.value, "male") || values.birthDateMale !== undefined;
  const isFemale = isTick(values.female?.value, "female") || values.birthDateFemale !== undefined;
  if (isMale && isFemale) {
    problems.push({ field: "gender", code: "twice" });
    return null;
  }
  if (isMale || isFemale) return isMale ? "male" : "female";
  // Where only one of them has a column, the others are left blank.
  if (columns.has("female") === columns.has("male")) return null;
  return columns.has("female") ? "male" : "female";
}

function readBirth(draft: Draft): string | null {
  const { birthDate, birthDateMale } = draft.values;
  const column = birthDate ? "birthDate" : birthDateMale ? "birthDateMale" : "birthDateFemale";
  const read = readBirthDate(withDayAndMonth(draft, readCell(draft, "birthDate", column)));
  if (read?.ok && read.note) draft.notes.push({ field: "birthDate", code: read.note });
  if (read === null || read.ok) return read?.date ?? null;
  draft.problems.push({ field: "birthDate", code: read.problem });
  return null;
}

/** Day and month may have columns of their own, beside the year; one of them alone is no date. */
function withDayAndMonth({ mend, values }: Draft, year: CellValue | undefined): CellValue | undefined {
  const [day, month] = [values.birthDay, values.birthMonth].map((cell) => cellText(cell?.value).trim());
  const isApart = mend.birthDate === undefined && (day || month);
  return isApart && /^(?:\d{4})?$/.test(cellText(year).trim())
    ? `${day}/${month}/${cellText(year).trim()}`
    : year;
}

function readNationalId(draft: Draft, gender: Gender | null, birthDate: string | null): string | null {
  const value = readCell(draft, "nationalId", "nationalId");
  const read = parseNationalId(cellText(value), { fromSpreadsheetNumber: typeof value === "number" });
  if (!read.ok) {
    if (read.problem !== "empty") draft.problems.push({ field: "nationalId", code: read.problem });
    return null;
  }
  if (read.repaired) draft.notes.push({ field: "nationalId", code: "zeroRestored" });
  const birthYear = birthDate && Number(birthDate.slice(0, 4));
  for (const code of nationalIdWarnings(read.value, { gender, birthYear: birthYear || null })) {
    draft.notes.push({ field: "nationalId", code });
  }
  return read.value;
}

function readPhone(draft: Draft): string | null {
  const { problems, notes, remarks, convertOldPhones } = draft;
  const read = parsePhone(cellText(readCell(draft, "phone", "phone")), {
    convertOldPrefixes: convertOldPhones,
  });
  if (!read.ok) {
    if (read.problem !== "empty") problems.push({ field: "phone", code: read.problem });
    return null;
  }
  if (read.repaired) notes.push({ field: "phone", code: "zeroRestored" });
  if (read.converted) notes.push({ field: "phone", code: "oldPrefix" });
  if (read.rest !== null) {
    notes.push({ field: "phone", code: "rest", text: read.rest });
    remarks.push(read.rest);
  }
  return read.e164;
}

function readEmail(draft: Draft): string | null {
  const email = readText(draft, "email");
  if (email === null) return null;
  const { data, success } = emailOfForm.safeParse(email);
  if (success) return data;
  draft.problems.push({ field: "email", code: "unreadable" });
  return null;
}

/** "Nguyễn Văn A⏎(Trưởng ca)": what stands in brackets after a name is a remark. */
function splitRemark(text: string): { name: string; remark: string | null } {
  const bracket = text.endsWith(")") ? text.indexOf("(") : -1;
  if (bracket <= 0) return { name: text, remark: null };
  return { name: text.slice(0, bracket).trim(), remark: text.slice(bracket + 1, -1).trim() || null };
}

/** The employer that a group row or the name above the table gives to its rows. */
export function nameOfGroup(group: string | null): string | null {
  return group === null ? null : normalizeText(group).replace(headCount, "").trim() || null;
}
