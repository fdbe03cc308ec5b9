import { readFileSync } from "node:fs";
import { fillForm, formColumns } from "#app/domain/provider-forms/fill-form.server.ts";
import { recogniseForm } from "#app/domain/provider-forms/recognise-form.ts";
import type { RosterRow } from "#app/domain/rosters/columns.ts";
import { parseWorkbook } from "#app/spreadsheet/reading/parse-workbook.server.ts";
import { cellText, type Sheet } from "#app/spreadsheet/workbook.ts";

/** The form of the fixtures with one row that it prepares, and the one with fifteen, totals and pictures. */
export const plainForm = readFileSync("tests/fixtures/mau-cua-don-vi-dao-tao.xlsx");
export const uglyForm = readFileSync("tests/fixtures/mau-nhieu-dong-danh-san.xlsx");
export const uglySheet = "Biểu 02 - DS";

export const formFacts = {
  course: "Vận hành nền tảng IoT",
  run: "Khóa 2",
  organisation: "Ủy ban nhân dân phường Đăk Cấm",
  provider: "Trung tâm ABC (hư cấu)",
  dates: "01/03/2027 – 05/03/2027",
  place: "Hội trường $& UBND phường",
};

/** Fictional people: every second one a woman, the third with a birth year alone. */
export function trainees(count: number): RosterRow[] {
  return Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    seat: "primary",
    fullName: index === 0 ? "=Nguyễn Văn An" : `A Tik ${String.fromCharCode(65 + (index % 26))}`,
    birthDate: index === 2 ? "1988" : "1996-02-05",
    gender: index % 2 === 0 ? "male" : "female",
    nationalId: `0620960${String(index).padStart(5, "0")}`,
    phone: "+84912345678",
    email: null,
    position: "Thợ điện",
    qualification: "college",
    employer: "Công ty TNHH MTV Gỗ Đăk Cấm",
    taxCode: null,
    ward: "phường Đăk Cấm",
  }));
}

export async function readSheets(file: Uint8Array): Promise<Sheet[]> {
  const read = await parseWorkbook(file);
  if (!read.ok) throw new Error(`${read.problem} ${read.detail}`);
  return read.workbook.sheets;
}

/** A form as the pages fill it. */
export async function fillFixture(form: Uint8Array, count: number): Promise<Uint8Array> {
  const mapping = recogniseForm(await readSheets(form))?.mapping;
  if (!mapping) throw new Error("no list in the form");
  const columns = formColumns(mapping);
  const rows = trainees(count).map((row) => columns.map((column) => column.value(row)));
  return fillForm(form, mapping, { ...formFacts, count: String(count) }, rows);
}

/** Texts of a sheet by row number, blank cells left out. */
export function textsOf(sheet: Sheet | undefined): Map<number, string[]> {
  return new Map(
    sheet?.rows.map(({ number, cells }) => [
      number,
      cells.map(({ value }) => cellText(value)).filter(Boolean),
    ]),
  );
}
