import { dateOfSerial } from "#app/spreadsheet/reading/number-formats.ts";
import { type CellValue, cellText } from "#app/spreadsheet/workbook.ts";
import { parsePartialDate } from "#app/vietnamese/dates.ts";
import { normalizeText } from "#app/vietnamese/text.ts";

export type BirthDateResult =
  /** `fromSerial`: the cell had lost its format and held the number of the day. */
  { ok: true; date: string; fromSerial?: boolean } | { ok: false; problem: "unreadable" | "noSuchDay" };

const labels = /^(?:sinh(?: ngày| năm)?|sn|ns)[\s.:]*/iu;
/** Two digits are a year of these: nobody in a course was born outside of them. */
const earliestShortYear = 40;
const latestShortYear = 12;

/** The birth date of a cell as `yyyy-mm-dd` or `yyyy`, null for a blank one. */
export function readBirthDate(value: CellValue | undefined): BirthDateResult | null {
  if (typeof value === "object" && "date" in value) return { ok: true, date: value.date };
  const text = normalizeText(cellText(value)).replace(labels, "");
  if (text === "") return null;
  const whole = text.replace(/^(\d{1,2})([/.-])(\d{1,2})\2(\d{2})$/, (_, day, sign, month, year) =>
    [day, month, wholeYear(Number(year))].join(sign),
  );
  const date = parsePartialDate(whole);
  if (date !== null) return { ok: true, date };
  const bare = dateOfBareSerial(whole);
  if (bare !== null) return { ok: true, date: bare, fromSerial: true };
  const isWrittenDate = /^\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}$/.test(whole);
  return { ok: false, problem: isWrittenDate ? "noSuchDay" : "unreadable" };
}

function wholeYear(year: number): string {
  if (year >= earliestShortYear) return `19${year}`;
  return year <= latestShortYear ? `20${String(year).padStart(2, "0")}` : "";
}

/** A date whose cell lost its format shows as the number of its day: 32905 is 01/02/1990; 19905 is a year mistyped. */
function dateOfBareSerial(text: string): string | null {
  const date = /^(?!19|20)\d{5}$/.test(text) ? dateOfSerial(Number(text), false)?.date : undefined;
  const year = Number(date?.slice(0, 4));
  return date && year >= 1900 + earliestShortYear && year <= 2000 + latestShortYear ? date : null;
}
