import { BIRTH_PROVINCES } from "./birth-provinces.ts";
import { type DigitProblem, readDigits } from "./digit-text.ts";

const LENGTH = 12;
const OLD_ID_LENGTH = 9;

/**
 * Who works while this program is in use was born in these years. They keep other numbers from passing for an ID that
 * lost its zeros.
 */
const EARLIEST_BIRTH_YEAR = 1920;
const LATEST_BIRTH_YEAR = 2020;

export type NationalIdProblem = DigitProblem | "length" | "oldNineDigits";

export type NationalIdResult =
  | { ok: true; value: string; repaired: boolean }
  | { ok: false; problem: NationalIdProblem };

export type NationalIdWarning = "unknownProvince" | "genderDiffers" | "birthYearDiffers";

/**
 * Reads a 12-digit citizen ID (số định danh cá nhân) from a form or a cell.
 *
 * All province codes start with 0, so an ID kept as an Excel number has 11 digits, or 10 for the codes 001 to 008.
 * It gets its zeros back, and `repaired` asks the caller to have them confirmed: always when the cell held a number,
 * in text only when the outcome reads like an ID.
 */
export function parseNationalId(
  raw: string,
  { fromSpreadsheetNumber = false }: { fromSpreadsheetNumber?: boolean } = {},
): NationalIdResult {
  const read = readDigits(raw);
  if ("problem" in read) return { ok: false, problem: read.problem };
  const { digits } = read;
  if (digits.length === LENGTH) return { ok: true, value: digits, repaired: false };
  if (digits.length === OLD_ID_LENGTH) return { ok: false, problem: "oldNineDigits" };
  if (couldLackZeros(digits) && (fromSpreadsheetNumber || readsLikeNationalId(padNationalId(digits)))) {
    return { ok: true, value: padNationalId(digits), repaired: true };
  }
  return { ok: false, problem: "length" };
}

/** A number that begins with 0 has lost none: a digit is missing elsewhere. */
function couldLackZeros(digits: string): boolean {
  return /^[1-9]\d{9,10}$/.test(digits);
}

/** Gives an ID its leading zeros back. */
export function padNationalId(digits: string): string {
  return digits.padStart(LENGTH, "0");
}

/** Whether the inner structure fits somebody of working age. A hint where digits are in doubt, never a reason to refuse. */
export function readsLikeNationalId(value: string): boolean {
  const { provinceName, birthYear } = readNationalId(value);
  return provinceName !== null && birthYear >= EARLIEST_BIRTH_YEAR && birthYear <= LATEST_BIRTH_YEAR;
}

/** `062*****1234`: what screens show. Anything that is no 12-digit ID is hidden entirely. */
export function maskNationalId(value: string): string {
  if (!/^\d{12}$/.test(value)) return "*".repeat(LENGTH);
  return `${value.slice(0, 3)}*****${value.slice(-4)}`;
}

/**
 * What the digits of a parsed ID say: place of birth registration, sex and century in the fourth digit, year
 * (decree 137/2015/NĐ-CP, article 13; circular 07/2016/TT-BCA, article 7). There is no check digit. Later laws do not
 * promise this structure, and a corrected birth year does not change the ID, so use it for warnings only.
 */
export function readNationalId(value: string): {
  provinceCode: string;
  provinceName: string | null;
  gender: "male" | "female";
  birthYear: number;
} {
  const provinceCode = value.slice(0, 3);
  const centuryAndSex = Number(value[3]);
  return {
    provinceCode,
    provinceName: BIRTH_PROVINCES.get(provinceCode) ?? null,
    gender: centuryAndSex % 2 === 0 ? "male" : "female",
    birthYear: (19 + Math.floor(centuryAndSex / 2)) * 100 + Number(value.slice(4, 6)),
  };
}

/** Where a parsed ID disagrees with what is known of the person. Never blocks: see `readNationalId`. */
export function nationalIdWarnings(
  value: string,
  person: { gender?: "male" | "female" | null; birthYear?: number | null },
): NationalIdWarning[] {
  const { provinceName, gender, birthYear } = readNationalId(value);
  const warnings: NationalIdWarning[] = [];
  if (provinceName === null) warnings.push("unknownProvince");
  if (person.gender && person.gender !== gender) warnings.push("genderDiffers");
  if (person.birthYear && person.birthYear !== birthYear) warnings.push("birthYearDiffers");
  return warnings;
}
