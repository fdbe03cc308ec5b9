import type { DateValue } from "#app/spreadsheet/workbook.ts";

/** What a cell's number format says about the number under it. */
export type NumberKind = { kind: "plain" } | { kind: "date" } | { kind: "zeros"; width: number };

/**
 * Excel's built-in formats that show a date; the other built-in ones show plain numbers. 27–36 and 50–58 are dates
 * of East Asian Excels, which write them with the same ids. (ECMA-376 part 1, 18.8.30)
 */
const builtInDates = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** @param code the format's own code, undefined for a built-in format */
export function readNumberFormat(id: number, code: string | undefined): NumberKind {
  if (code === undefined) return { kind: builtInDates.has(id) ? "date" : "plain" };
  const letters = firstSection(code);
  if (/^0[0 -]*0$/.test(letters)) return { kind: "zeros", width: letters.replace(/\D/g, "").length };
  const isDate = /[dy]/i.test(letters) || (/m/i.test(letters) && !/[hs]/i.test(letters));
  return { kind: isDate ? "date" : "plain" };
}

/** The format of positive numbers without what only decorates: quoted text, escapes, colours, locales, padding. */
function firstSection(code: string): string {
  const bare = code.replace(/"[^"]*"|\\.|\[[^[\]]*\]|[_*]./g, "");
  return bare.split(";", 1)[0] ?? "";
}

const dayMilliseconds = 86_400_000;
/** Serial 2,958,465 is 31/12/9999, where Excel's calendar ends. */
const lastSerial = 2_958_465;

/**
 * The date under a serial number, null where Excel has none. In the 1900 system day 60 is 29/02/1900, which never
 * was: later days are counted from 30/12/1899, earlier ones from the day after. The 1904 system of old Macintosh
 * files starts 1,462 days later.
 */
export function dateOfSerial(serial: number, date1904: boolean): DateValue | null {
  const seconds = Math.round((serial % 1) * 86_400);
  const day = Math.floor(serial) + (date1904 ? 1_462 : 0) + (seconds === 86_400 ? 1 : 0);
  if (day < 1 || day === 60 || day > lastSerial) return null;
  const epoch = Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const midnight = new Date(epoch + day * dayMilliseconds);
  // Whole columns are dates, and this takes a third of the time of toISOString.
  const date = `${midnight.getUTCFullYear()}-${pad(midnight.getUTCMonth() + 1)}-${pad(midnight.getUTCDate())}`;
  const time = seconds % 86_400;
  return time === 0 ? { date } : { date, time: new Date(time * 1000).toISOString().slice(11, 19) };
}

function pad(part: number): string {
  return part < 10 ? `0${part}` : String(part);
}

/** The date of a cell of type `d`, which holds ISO 8601 text. */
export function dateOfIsoText(text: string): DateValue | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}))?/.exec(text);
  const date = match?.[1];
  if (!date || Number.isNaN(Date.parse(date))) return null;
  const time = match[2];
  return time && time !== "00:00:00" ? { date, time } : { date };
}
