import { searchKey } from "./text.ts";

/** A day as `yyyy-mm-dd`. */
export type LocalDate = string;

/** A day as `yyyy-mm-dd`, or only the year as `yyyy`: old papers often have no more. */
export type PartialDate = string;

/** What printed documents leave for the records clerk to fill in. */
const BLANK = "…";

const ROMAN_QUARTERS = ["I", "II", "III", "IV"];
const DAY_MS = 24 * 60 * 60 * 1000;

/** As most dates are written; what follows is for the others. */
const PLAIN_DATE = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

/** Asia/Ho_Chi_Minh has had this offset since 1975, without daylight saving. */
const VIETNAM_OFFSET_MS = 7 * 60 * 60 * 1000;

/**
 * Reads a day as people write it: 05/9/1990, 5-9-1990, 05.09.1990, "ngày 05 tháng 9 năm 1990", 1990-09-05.
 * Always day before month. Null for anything else, for days that do not exist, and outside 1900 to 2199.
 */
export function parseLocalDate(raw: string): LocalDate | null {
  const plain = PLAIN_DATE.exec(raw);
  if (plain) return toLocalDate(plain[3], plain[2], plain[1]);
  const words = searchKey(raw);
  const written = /^(?:ngay )?(\d{1,2}) (?:thang )?(\d{1,2}) (?:nam )?(\d{4})$/.exec(words);
  if (written) return toLocalDate(written[3], written[2], written[1]);
  const iso = /^(\d{4}) (\d{1,2}) (\d{1,2})$/.exec(words);
  return iso ? toLocalDate(iso[1], iso[2], iso[3]) : null;
}

/** Like `parseLocalDate`, and also a year alone: 1990, "năm 1990", ../../1990, 00/00/1990, "ngày … tháng … năm 1990". */
export function parsePartialDate(raw: string): PartialDate | null {
  const date = parseLocalDate(raw);
  if (date !== null) return date;
  const yearOnly = /^(?:(?:0{1,2}|x{1,2}) (?:0{1,2}|x{1,2}) |(?:ngay thang )?nam )?(\d{4})$/.exec(
    searchKey(raw),
  );
  const year = yearOnly?.[1];
  return year !== undefined && isLikelyYear(Number(year)) ? year : null;
}

/** `dd/mm/yyyy`, or the year alone. */
export function showDate(date: PartialDate): string {
  return date.split("-").reverse().join("/");
}

/** The day it is in Vietnam at this instant. */
export function todayInVietnam(now: Date): LocalDate {
  return inVietnam(now).toISOString().slice(0, 10);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(utcMidnight(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from the first date to the second, negative when the second is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (utcMidnight(to) - utcMidnight(from)) / DAY_MS;
}

/** The first instant after a day in Vietnam. What happened in time has `instant < endOfLocalDay(lastDay)`. */
export function endOfLocalDay(date: LocalDate): Date {
  return new Date(utcMidnight(date) + DAY_MS - VIETNAM_OFFSET_MS);
}

/** `14:35 ngày 12/01/2027`, in Vietnam. */
export function showDateTime(instant: Date): string {
  const [date = "", time = ""] = inVietnam(instant).toISOString().split("T");
  return `${time.slice(0, 5)} ngày ${showDate(date)}`;
}

export function quarterOf(date: LocalDate): { year: number; quarter: number } {
  const [year, month] = splitDate(date);
  return { year, quarter: Math.ceil(month / 3) };
}

/** `II/2027` */
export function showQuarter(year: number, quarter: number): string {
  const roman = ROMAN_QUARTERS[quarter - 1];
  if (roman === undefined) throw new RangeError(`No such quarter: ${quarter}`);
  return `${roman}/${year}`;
}

/**
 * `ngày 05 tháng 01 năm 2026`, or blanks. Decree 30/2020/NĐ-CP, annex I: days below 10 and the months 1 and 2 take a
 * leading zero, other months do not ("ngày 29 tháng 6 năm 2019").
 */
export function letterDate(date: LocalDate | null): string {
  if (date === null) return `ngày ${BLANK} tháng ${BLANK} năm ${BLANK}`;
  const [year, month, day] = splitDate(date);
  return `ngày ${pad(day)} tháng ${month <= 2 ? pad(month) : month} năm ${year}`;
}

/** The place and date at the head of a letter: `Đăk Cấm, ngày 05 tháng 01 năm 2026`. */
export function letterDateLine(place: string, date: LocalDate | null): string {
  return `${place}, ${letterDate(date)}`;
}

/** `05/UBND-VX`; without a number yet, `…/UBND-VX`. Below 10 with a leading zero (decree 30/2020/NĐ-CP, annex I). */
export function letterNumber(number: number | null, symbol: string): string {
  return `${number === null ? BLANK : pad(number)}/${symbol}`;
}

/** The line below the title of an appendix, with blanks for what is not known yet. `kind` as printed: "Công văn". */
export function attachedToLine(letter: {
  kind: string;
  number: number | null;
  symbol: string;
  date: LocalDate | null;
  issuer: string;
}): string {
  const { kind, number, symbol, date, issuer } = letter;
  return `(Kèm theo ${kind} số ${letterNumber(number, symbol)} ${letterDate(date)} của ${issuer})`;
}

function toLocalDate(year = "", month = "", day = ""): LocalDate | null {
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const midnight = utcMidnight(date);
  if (Number.isNaN(midnight) || !isLikelyYear(Number(year))) return null;
  // JavaScript moves 31 February into March.
  return new Date(midnight).toISOString().startsWith(date) ? date : null;
}

function isLikelyYear(year: number): boolean {
  return year >= 1900 && year <= 2199;
}

function utcMidnight(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** An instant whose UTC fields read like the clock in Vietnam. */
function inVietnam(instant: Date): Date {
  return new Date(instant.getTime() + VIETNAM_OFFSET_MS);
}

function splitDate(date: LocalDate): [year: number, month: number, day: number] {
  const [year, month, day] = date.split("-").map(Number);
  return [year ?? Number.NaN, month ?? Number.NaN, day ?? Number.NaN];
}

function pad(n: number): string {
  return String(n).padStart(2, "0");
}
