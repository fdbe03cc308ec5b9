import { type CellValue, cellText } from "#app/spreadsheet/workbook.ts";
import { normalizeText, searchKey } from "#app/vietnamese/text.ts";
import type { Gender } from "../people/schema.ts";

/** Where numbers stand for the genders, offices take 1 for men and 0 for women. */
const words: Readonly<Record<Gender, ReadonlySet<string>>> = {
  male: new Set(["nam", "male", "m", "1"]),
  female: new Set(["nu", "female", "f", "0"]),
};
const tick = /^(?:x|v|✓|✔|1|có)$/iu;

export function parseGender(text: string): Gender | null {
  if (text === "Nam") return "male";
  if (text === "Nữ") return "female";
  const key = searchKey(text);
  if (words.male.has(key)) return "male";
  return words.female.has(key) ? "female" : null;
}

/** Whether a column that stands for one gender is marked: with an x, or with the word itself. */
export function isTick(value: CellValue | undefined, gender: Gender): boolean {
  if (value === undefined) return false;
  const text = normalizeText(cellText(value));
  return tick.test(text) || (text !== "0" && words[gender].has(searchKey(text)));
}
