import type { TableColumn } from "#app/spreadsheet/table-description.ts";
import { showPhone } from "#app/vietnamese/phone.ts";

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
  position: string | null;
  qualification: Qualification | null;
  employer: string;
  /** With its kind: "phường Đăk Cấm". */
  ward: string;
};

export type RosterField = keyof typeof fields;
export type RosterColumn = TableColumn & {
  field: RosterField;
  value: (row: RosterRow) => string | number | null;
};

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

/** Every column that a roster can have. Its words are those of the document, whatever language a page is read in. */
const fields = {
  number: { header: "STT", width: 5, kind: "integer", value: (row) => row.number },
  fullName: { header: "Họ và tên", width: 26, kind: "text", value: (row) => row.fullName },
  birthDate: { header: "Ngày sinh", width: 12, kind: "partialDate", value: (row) => row.birthDate },
  gender: {
    header: "Giới tính",
    width: 10,
    kind: "text",
    align: "center",
    value: (row) => row.gender && genders[row.gender],
  },
  nationalId: {
    header: "Số CCCD",
    width: 16,
    kind: "text",
    align: "center",
    value: (row) => row.nationalId,
  },
  phone: {
    header: "Điện thoại",
    width: 15,
    kind: "text",
    align: "center",
    value: (row) => row.phone && showPhone(row.phone),
  },
  position: { header: "Chức vụ/Vị trí", width: 24, kind: "text", value: (row) => row.position },
  employer: { header: "Đơn vị", width: 36, kind: "text", value: (row) => row.employer },
  ward: { header: "Phường, xã", width: 18, kind: "text", value: (row) => row.ward },
  qualification: {
    header: "Trình độ",
    width: 17,
    kind: "text",
    value: (row) => row.qualification && qualifications[row.qualification],
  },
  note: { header: "Ghi chú", width: 12, kind: "text", value: (row) => seats[row.seat] },
} satisfies Record<string, TableColumn & { value: RosterColumn["value"] }>;

/**
 * What an organiser asks for, in its order. For a certificate: birth date and citizen ID number. The ward is a column
 * of its own where a roster joins several.
 */
export const rosterPresets = {
  certificate: [
    "number",
    "fullName",
    "birthDate",
    "gender",
    "nationalId",
    "phone",
    "position",
    "employer",
    "qualification",
    "note",
  ],
} as const satisfies Record<string, readonly RosterField[]>;
export type RosterPreset = keyof typeof rosterPresets;

export function rosterColumns(preset: RosterPreset, { joinsWards }: { joinsWards: boolean }): RosterColumn[] {
  const chosen: RosterField[] = rosterPresets[preset].flatMap((field) =>
    field === "employer" && joinsWards ? [field, "ward" as const] : [field],
  );
  return chosen.map((field) => ({ field, ...fields[field] }));
}
