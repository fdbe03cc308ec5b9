import type { ColumnKind, TableColumn } from "#app/spreadsheet/writing/table-description.ts";
import { familyAndMiddleNames, givenName } from "#app/vietnamese/names.ts";
import { showPhone } from "#app/vietnamese/phone.ts";
import type { RosterField } from "./template.ts";

/** One line of a nominee list or roster, as it is printed. */
export type RosterRow = {
  /** Counted through the whole file. */
  number: number;
  seat: "primary" | "reserve";
  fullName: string;
  /** `yyyy-mm-dd`, or the year alone. */
  birthDate: string | null;
  gender: "male" | "female" | null;
  /** All twelve digits in a file, masked on a screen. */
  nationalId: string | null;
  /** E.164. */
  phone: string | null;
  email: string | null;
  position: string | null;
  qualification: Qualification | null;
  employer: string;
  /** Of the employer, as it may be shown: masked where it is a person's. */
  taxCode: string | null;
  /** With its kind: "phường Đăk Cấm". */
  ward: string;
};

type CellValue = string | number | null;

/** A column of a file with where its cells come from: a nominee's line, or what has come of the nomination. */
export type FileColumn<Row = RosterRow> = TableColumn & { value: (row: Row) => CellValue };
export type RosterColumn = FileColumn & { field: RosterField };

const genders = { male: "Nam", female: "Nữ" };

const qualifications = {
  none: "Chưa qua đào tạo",
  skilled_worker: "CNKT không bằng",
  elementary: "Sơ cấp",
  intermediate: "Trung cấp",
  college: "Cao đẳng",
  bachelor: "Đại học",
  master: "Thạc sĩ",
  doctor: "Tiến sĩ",
};
type Qualification = keyof typeof qualifications;

const seats = { primary: "Chính thức", reserve: "Dự bị" };

type Field = { kind: ColumnKind; align?: "center"; value: (row: RosterRow) => CellValue };

const birthDateOf = (gender: "male" | "female") => (row: RosterRow) =>
  row.gender === gender ? row.birthDate : null;

/** Day or month of a whole date, or the year. */
const partOfBirthDate = (place: 0 | 1 | 2) => (row: RosterRow) => {
  const part = row.birthDate?.split("-")[place];
  return part === undefined ? null : Number(part);
};

/** How each column that a roster can have is filled; its words and its width are the template's. */
export const rosterFieldValues: Record<RosterField, Field> = {
  number: { kind: "integer", value: (row) => row.number },
  fullName: { kind: "text", value: (row) => row.fullName },
  familyName: { kind: "text", value: (row) => familyAndMiddleNames(row.fullName) },
  givenName: { kind: "text", value: (row) => givenName(row.fullName) },
  birthDate: { kind: "partialDate", value: (row) => row.birthDate },
  maleBirthDate: { kind: "partialDate", value: birthDateOf("male") },
  femaleBirthDate: { kind: "partialDate", value: birthDateOf("female") },
  birthDay: { kind: "integer", align: "center", value: partOfBirthDate(2) },
  birthMonth: { kind: "integer", align: "center", value: partOfBirthDate(1) },
  birthYear: { kind: "integer", align: "center", value: partOfBirthDate(0) },
  gender: { kind: "text", align: "center", value: (row) => row.gender && genders[row.gender] },
  female: { kind: "text", align: "center", value: (row) => (row.gender === "female" ? "x" : null) },
  nationalId: { kind: "text", align: "center", value: (row) => row.nationalId },
  phone: { kind: "text", align: "center", value: (row) => row.phone && showPhone(row.phone) },
  email: { kind: "text", value: (row) => row.email },
  position: { kind: "text", value: (row) => row.position },
  employer: { kind: "text", value: (row) => row.employer },
  taxCode: { kind: "text", align: "center", value: (row) => row.taxCode },
  ward: { kind: "text", value: (row) => row.ward },
  qualification: { kind: "text", value: (row) => row.qualification && qualifications[row.qualification] },
  note: { kind: "text", value: (row) => seats[row.seat] },
  blank: { kind: "text", value: () => null },
};
