import { showDate } from "#app/vietnamese/dates.ts";

/**
 * A workbook as the safe reader hands it on: only what understanding a table needs, plain data that can cross
 * from the worker. Rows and cells without a value do not appear; numbers count from 1 as in Excel.
 */
export interface Workbook {
  sheets: Sheet[];
}

export interface Sheet {
  name: string;
  hidden: boolean;
  rows: SheetRow[];
  /** Merged ranges, cut to the part of the sheet that is used. */
  merges: MergeRange[];
  /** Hidden columns that hold a value. */
  hiddenColumns: number[];
}

export interface SheetRow {
  number: number;
  hidden: boolean;
  cells: Cell[];
}

export interface Cell {
  column: number;
  value: CellValue;
  /** The cell's font where its texts are not Unicode: `.VnTime`, `VNI-Times`. */
  font?: string;
}

/**
 * `string` was text in the file (or a number whose format shows leading zeros), `number` was a number: a tax code
 * that comes as a number may have lost its zero. A formula gives the result that the file stores.
 */
export type CellValue = string | number | boolean | DateValue | CellFault;

/** A number shown as a date: `date` is yyyy-mm-dd, `time` HH:MM:SS where the day has begun. No time zone. */
export interface DateValue {
  date: string;
  time?: string;
}

/** `#N/A`, `#REF!` …, or `formula` where a formula was never calculated. */
export interface CellFault {
  fault: string;
}

export interface MergeRange {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** The cell's value in words, as a reader of the sheet sees it; faults and nothing are empty. */
export function cellText(value: CellValue | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value !== "object") return String(value);
  return "date" in value ? value.date : "";
}

/** The cell's value as the sheet shows it in Vietnam. */
export function shownText(value: CellValue | undefined): string {
  return typeof value === "object" && "date" in value ? showDate(value.date) : cellText(value);
}
