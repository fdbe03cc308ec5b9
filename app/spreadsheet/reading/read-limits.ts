import { maxFileBytes } from "#app/lib/upload-limits.ts";

/**
 * What a workbook from outside may cost. A ward's list has some hundred rows and a province's some thousand, so the
 * limits are generous for people and far below what a prepared file needs to hurt.
 */
export const readLimits = {
  uploadBytes: maxFileBytes,
  /** Entries of the zip directory. */
  parts: 200,
  /** All parts together, as declared, and again counted while inflating. */
  unpackedBytes: 30 * 1024 * 1024,
  /** Unpacked to packed size; looked at from `ratioFromBytes` on, because tiny parts say nothing. */
  ratio: 250,
  ratioFromBytes: 1024 * 1024,
  /** Rows with a value in a sheet. */
  rows: 20_000,
  /** Columns with a value in a sheet. */
  columns: 40,
  /** Cells with a value, and their characters, in the whole workbook. */
  cells: 400_000,
  characters: 10_000_000,
  sharedStrings: 400_000,
  /** Excel's own limits for cell formats, for the text of a cell and for a formula. */
  cellFormats: 65_490,
  cellCharacters: 32_767,
  formulaCharacters: 8_192,
  mergedRanges: 10_000,
  /** Cells under one merged range: whole columns may be merged, a whole sheet may not. */
  mergedCells: 100_000_000,
  /** Characters of one line of a text file. */
  recordCharacters: 200_000,
  milliseconds: 10_000,
  heapMegabytes: 160,
  /** Files that wait while another one is read. */
  waiting: 5,
} as const;
