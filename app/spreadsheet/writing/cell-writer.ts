import type { ColumnKind } from "./table-description.ts";

/** What exceljs is given: never an object but a date, because an object could be a formula or a link. */
export type WritableValue = string | number | Date | null;

/** Excel's limit for the text of a cell; a longer one makes it "repair" the file. */
const longestText = 32_767;
/** Excel's calendar has a 29/02/1900 that never was; dates before it would be shown a day off. */
const firstDate = "1900-03-01";

/** The value of a cell in a column of this kind; `typed` says whether it may bear the column's number format. */
export function writableValue(
  value: string | number | null,
  kind: ColumnKind,
): { value: WritableValue; typed: boolean } {
  if (value === null || value === "") return { value: null, typed: true };
  if (kind === "integer" && typeof value === "number" && Number.isFinite(value))
    return { value, typed: true };
  if (kind === "date" || kind === "partialDate") return writableDate(String(value));
  return { value: safeText(String(value)), typed: kind === "text" };
}

/** A text as the file format can hold it: line breaks as LF, and what reads like an escape escaped. */
export function safeText(text: string): string {
  const short = text.length > longestText ? text.slice(0, longestText) : text;
  const oneBreak = short.includes("\r") ? short.replace(/\r\n?/g, "\n") : short;
  return oneBreak.includes("_x") ? oneBreak.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_") : oneBreak;
}

function writableDate(text: string): { value: WritableValue; typed: boolean } {
  const [year, month, day] = text.split("-", 3);
  if (day === undefined) return { value: safeText([month, year].filter(Boolean).join("/")), typed: false };
  if (text < firstDate) return { value: safeText(`${day}/${month}/${year}`), typed: false };
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime())
    ? { value: safeText(text), typed: false }
    : { value: date, typed: true };
}
