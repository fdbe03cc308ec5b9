import type { LegacyEncoding } from "#app/vietnamese/legacy-fonts.ts";

/**
 * What a person decided about the reading of a workbook: plain JSON, kept with an import and remembered per sender.
 * Whatever is absent the program decides itself and says so in a `Decision`. A sheet or a field that does not exist is
 * passed over; a header row with no list below it finds no table.
 */
export interface ReadingChoices {
  /** Name of the sheet with the list. */
  sheet?: string;
  /** The last row of the header as the sheet numbers it; 0: the list has no header. */
  headerRow?: number;
  /**
   * Meanings by column number: a field, or null for a column to leave out. Columns that are not mentioned are matched
   * as if nothing was chosen.
   */
  columns?: Record<string, string | null>;
  hiddenRows?: "take" | "leave";
  hiddenColumns?: "take" | "leave";
  /** By column number: `swapped` exchanges day and month of its real dates; dates written as text stay. */
  dayMonth?: Record<string, "asWritten" | "swapped">;
  /** Eleven-digit mobile numbers of before November 2018: to their present prefix, or kept as a problem of the row. */
  oldPhones?: "convert" | "keep";
  encoding?: "unicode" | LegacyEncoding;
}

/**
 * Cells mended by a person, by row number and field of the row: read as if the sender had typed this text. An empty
 * text empties the cell.
 */
export type Mends = Readonly<Record<string, Partial<Record<string, string>>>>;
