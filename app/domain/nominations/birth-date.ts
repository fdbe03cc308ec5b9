import { dateOfSerial } from "#app/spreadsheet/reading/number-formats.ts";
import { type CellValue, cellText } from "#app/spreadsheet/workbook.ts";
import { parsePartialDate } from "#app/vietnamese/dates.ts";
import { normalizeText } from "#app/vietnamese/text.ts";

export type BirthDateResult =
  /**
   * `fromSerial`: the cell had lost its format and held the number of the day; `yearAsDay`: it held a year and showed
   * the day of that number.
   */
  | { ok: true; date: string; note?: "fromSerial" | "yearAsDay" }
  | { ok: false; problem: "unreadable" | "noSuchDay" };

const labels = /^(?:sinh(?: ngày| năm)?|sn|ns)[\s.:]*/iu;
/** Two digits are a year of these: nobody in a course was born outside of them. */
const earliestShortYear = 40;
const latestShortYear = 12;

/** The birth date of a cell as `yyyy-mm-dd` or `yyyy`, null for a blank one. */
export function readBirthDate(value: CellValue | undefined): BirthDateResult | null {
  if (typeof value === "object" && "date" in value) {
    const year = yearOfDay(value.date);
    return year === null ? { ok: true, date: value.date } : { ok: true, date: year, note: "yearAsDay" };
  }
  const text = normalizeText(cellText(value)).replace(labels, "");
  if (text === "") return null;
  const whole = text.replace(/^(\d{1,2})([/.-])(\d{1,2})\2(\d{2})$/, (_, day, sign, month, year) =>
    [day, month, wholeYear(Number(year))].join(sign),
  );
  const date = parsePartialDate(whole);
  if (date !== null) return { ok: true, date };
  const bare = dateOfBareSerial(whole);
  if (bare !== null) return { ok: true, date: bare, note: "fromSerial" };
  const isWrittenDate = /^\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}$/.test(whole);
  return { ok: false, problem: isWrittenDate ? "noSuchDay" : "unreadable" };
}

function wholeYear(year: number): string {
  if (year >= earliestShortYear) return `19${year}`;
  return year <= latestShortYear ? `20${String(year).padStart(2, "0")}` : "";
}

/** 1990 in a cell for dates is the 1,990th day, 12/06/1905: nobody who is nominated was born then. */
function yearOfDay(date: string): string | null {
  const day = (Date.parse(date) - Date.UTC(1899, 11, 30)) / 86_400_000;
  return day >= 1900 + earliestShortYear && day <= 2000 + latestShortYear ? String(day) : null;
}

/** A date whose cell lost its format shows as the number of its day: 32905 is 01/02/1990; 19905 is a year mistyped. */
function dateOfBareSerial(text: string): string | null {
  const date = /^(?!19|20)\d{5}$/.test(text) ? dateOfSerial(Number(text), false)?.date : undefined;
  const year = Number(date?.slice(0, 4));
  return date && year >= 1900 + earliestShortYear && year <= 2000 + latestShortYear ? date : null;
}
