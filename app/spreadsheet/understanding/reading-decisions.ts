import type { LegacyEncoding } from "#app/vietnamese/legacy-fonts.ts";

/** A used column of the table and what it was taken for. */
export interface ColumnReading<Field extends string> {
  column: number;
  /** As the sheet letters it: A, AB. */
  letter: string;
  /** The header as written, from the group down to the leaf: `Ngày sinh / Nam`; empty where there is none. */
  label: string;
  /** Null: the column is not read. */
  field: Field | null;
  /** What settled the field; null where it has none. */
  by: "choice" | "header" | "samples" | null;
  /** From 0 to 1, for showing the doubtful ones first; 1 where a person chose. */
  sureness: number;
  /** The first few values below the header, as shown in the sheet. */
  samples: string[];
  hidden: boolean;
}

/** Why a row below the header is no row of the list. */
export type SkipReason =
  | "header"
  | "columnNumbers"
  | "total"
  | "note"
  | "signature"
  | "group"
  | "hidden"
  | "unrecognised";

/**
 * Something that was decided while the table was read, to be shown and changed by `ReadingChoices`. Codes and numbers
 * only; the page has the sentences. `asks`: the sheet leaves it open and nobody has chosen yet.
 */
export type Decision = { asks: boolean } & (
  | { code: "sheet"; sheet: string /** Other sheets with values. */; others: string[] }
  | { code: "headerRows"; first: number; last: number }
  /** The columns were known by their values alone. */
  | { code: "noHeader" }
  /** The header did not say what the column is. */
  | { code: "columnBySamples"; column: number; field: string }
  | {
      code: "encoding";
      encoding: LegacyEncoding;
      by: "font" | "characters" | "choice";
      cells: number;
      example: { before: string; after: string };
    }
  /** The labels of the list stand once more right of it, over rows that are not read. */
  | { code: "tableBeside"; columns: number[] }
  | { code: "hiddenRows"; rows: number[]; taken: boolean }
  | { code: "hiddenColumns"; columns: number[]; taken: boolean }
  | { code: "groupRows"; field: string; rows: number[] }
  /** A line above the header names it for all rows. */
  | { code: "groupAbove"; field: string; row: number }
  /** Vertically merged cells: the value counts for every row under them. */
  | { code: "mergesFilledDown"; column: number; field: string; cells: number }
  /** "nt", "//", "Như trên" …: the value above was taken. */
  | { code: "dittoFilledDown"; column: number; field: string; cells: number }
  | { code: "zeroRestored"; field: string; cells: number }
  /**
   * A computer with American settings stores 05/12 as 12 May and leaves 25/12 as text: the column has real dates, all
   * with a day up to 12, and dates as text with a day above 12. `examples` are as they would be read `swapped`.
   */
  | {
      code: "dayMonth";
      column: number;
      field: string;
      realDates: number;
      textDates: number;
      examples: { row: number; asWritten: string; swapped: string }[];
      taken: "asWritten" | "swapped";
    }
  | { code: "oldPhones"; cells: number; taken: "convert" | "keep" }
  | { code: "rowsLeftOut"; reason: SkipReason; rows: number[] }
);
