import * as z from "zod/mini";
import { isEditable, type NeededField, neededFields } from "../lists/rules.ts";
import type { ListStatus } from "../lists/schema.ts";
import { type RosterColumn, rosterFieldValues } from "./columns.ts";

/** What a column of a roster may hold; `blank` is for filling in by hand. */
export const rosterFields = [
  "number",
  "fullName",
  "familyName",
  "givenName",
  "birthDate",
  "maleBirthDate",
  "femaleBirthDate",
  "birthDay",
  "birthMonth",
  "birthYear",
  "gender",
  "female",
  "nationalId",
  "phone",
  "email",
  "position",
  "employer",
  "taxCode",
  "ward",
  "qualification",
  "note",
  "blank",
] as const;
export type RosterField = (typeof rosterFields)[number];

export const rosterSorts = ["list", "name", "employer", "rank"] as const;
export type RosterSort = (typeof rosterSorts)[number];

export const mostColumns = 20;
export const widthRange = { min: 4, max: 60 };

const column = z.object({
  field: z.enum(rosterFields),
  header: z.string().check(z.minLength(1), z.maxLength(60)),
  /** Head above this and the neighbouring columns with the same one. */
  group: z.nullable(z.string().check(z.minLength(1), z.maxLength(60))),
  width: z.number().check(z.int(), z.minimum(widthRange.min), z.maximum(widthRange.max)),
  /** Nobody may be sent without it. */
  required: z.boolean(),
});

/** The columns that the organiser of a run asks for: in its order, under its words. Stored as JSON on the run. */
export const rosterTemplate = z.object({
  columns: z.array(column).check(z.minLength(2), z.maxLength(mostColumns)),
  sort: z.enum(rosterSorts),
});
export type RosterTemplate = z.output<typeof rosterTemplate>;
export type TemplateColumn = RosterTemplate["columns"][number];

/**
 * The words and the width that a column has at first: as narrow as its words allow, because a sheet is shrunk to the
 * width of its page, and what can wrap stays legible for it.
 */
const usual: Record<RosterField, { header: string; width: number }> = {
  number: { header: "STT", width: 5 },
  fullName: { header: "Họ và tên", width: 22 },
  familyName: { header: "Họ và tên đệm", width: 18 },
  givenName: { header: "Tên", width: 10 },
  birthDate: { header: "Ngày sinh", width: 12 },
  maleBirthDate: { header: "Nam", width: 12 },
  femaleBirthDate: { header: "Nữ", width: 12 },
  birthDay: { header: "Ngày", width: 6 },
  birthMonth: { header: "Tháng", width: 6 },
  birthYear: { header: "Năm", width: 7 },
  gender: { header: "Giới tính", width: 6 },
  female: { header: "Nữ", width: 6 },
  nationalId: { header: "Số CCCD", width: 16 },
  phone: { header: "Điện thoại", width: 15 },
  email: { header: "Thư điện tử", width: 24 },
  position: { header: "Chức vụ/Vị trí", width: 18 },
  employer: { header: "Đơn vị", width: 28 },
  taxCode: { header: "Mã số thuế", width: 15 },
  ward: { header: "Phường, xã", width: 12 },
  qualification: { header: "Trình độ", width: 11 },
  note: { header: "Ghi chú", width: 12 },
  blank: { header: "Ký tên", width: 18 },
};

const birthDateGroup = "Ngày, tháng, năm sinh";
/** Columns that share the birth date among them. */
const partsOfBirthDate: readonly RosterField[] = [
  "maleBirthDate",
  "femaleBirthDate",
  "birthDay",
  "birthMonth",
  "birthYear",
];

export function newColumn(field: RosterField, changes: Partial<TemplateColumn> = {}): TemplateColumn {
  const group = partsOfBirthDate.includes(field) ? birthDateGroup : null;
  return { field, ...usual[field], group, required: false, ...changes };
}

const required = (field: RosterField) => newColumn(field, { required: true });

/**
 * What organisers usually ask for: the columns of a list of the ward; a short course, without citizen ID number; a
 * certificate, with family and given name apart and the place of birth; a course for small businesses, with the tax code.
 */
export const rosterPresets = {
  standard: {
    sort: "list",
    columns: [
      newColumn("number"),
      newColumn("fullName"),
      required("birthDate"),
      required("gender"),
      required("nationalId"),
      newColumn("phone"),
      newColumn("position"),
      newColumn("employer"),
      newColumn("qualification"),
      newColumn("note"),
    ],
  },
  short: {
    sort: "employer",
    columns: [
      newColumn("number"),
      newColumn("fullName"),
      required("gender"),
      newColumn("position"),
      newColumn("employer"),
      required("phone"),
      newColumn("note"),
    ],
  },
  certificate: {
    sort: "name",
    columns: [
      newColumn("number"),
      newColumn("familyName"),
      newColumn("givenName"),
      required("maleBirthDate"),
      required("femaleBirthDate"),
      newColumn("blank", { header: "Nơi sinh", width: 16 }),
      required("nationalId"),
      newColumn("phone"),
      newColumn("employer"),
      newColumn("note"),
    ],
  },
  business: {
    sort: "employer",
    columns: [
      newColumn("number"),
      newColumn("employer", { header: "Tên doanh nghiệp" }),
      newColumn("taxCode"),
      newColumn("fullName", { header: "Họ và tên học viên" }),
      required("gender"),
      required("birthDate"),
      newColumn("position"),
      required("phone"),
      newColumn("email"),
      newColumn("note"),
    ],
  },
} as const satisfies Record<string, RosterTemplate>;
export type RosterPreset = keyof typeof rosterPresets;
export const presetNames = Object.keys(rosterPresets) as RosterPreset[];

/** A stored template; what is none, or was stored by an older version in another shape, is the columns of a list. */
export function readTemplate(stored: unknown): RosterTemplate {
  const read = z.safeParse(rosterTemplate, stored);
  return read.success
    ? read.data
    : { ...rosterPresets.standard, columns: [...rosterPresets.standard.columns] };
}

/** The columns of a list: the run's while it may change, from its submission on those that it was submitted with. */
export function listTemplate(list: {
  status: ListStatus;
  rosterTemplate: unknown;
  runTemplate: unknown;
}): RosterTemplate {
  return readTemplate(isEditable(list.status) ? list.runTemplate : list.rosterTemplate);
}

/** What of a person each required column needs. */
const needs: Partial<Record<RosterField, NeededField[]>> = {
  birthDate: ["birthDate"],
  maleBirthDate: ["birthDate", "gender"],
  femaleBirthDate: ["birthDate", "gender"],
  birthDay: ["birthDate"],
  birthMonth: ["birthDate"],
  birthYear: ["birthDate"],
  gender: ["gender"],
  female: ["gender"],
  nationalId: ["nationalId"],
  phone: ["phone"],
  email: ["email"],
  position: ["position"],
  qualification: ["qualification"],
};

/** Columns that can be required: the others are always there, or are filled in by hand. */
export const requirableFields = rosterFields.filter((field) => field in needs);

export function neededBy({ columns }: Pick<RosterTemplate, "columns">): NeededField[] {
  const needed = columns.flatMap(({ field, required }) => (required ? (needs[field] ?? []) : []));
  return neededFields.filter((field) => needed.includes(field));
}

/** The columns of a file. Where it joins several wards, they have a column of their own behind the employer. */
export function rosterColumns(
  { columns }: Pick<RosterTemplate, "columns">,
  { joinsWards }: { joinsWards: boolean },
): RosterColumn[] {
  const isNamed = columns.some(({ field }) => field === "ward");
  const place = columns.findIndex(({ field }) => field === "employer");
  const chosen =
    joinsWards && !isNamed
      ? columns.toSpliced(place === -1 ? columns.length : place + 1, 0, newColumn("ward"))
      : columns;
  return chosen.map(({ field, header, group, width }) => ({
    field,
    header,
    width,
    ...(group === null ? {} : { group }),
    ...rosterFieldValues[field],
  }));
}
