import type { Writable } from "node:stream";

/**
 * A list as an office prints it, as pure data: what stands in it is decided by the domain, how it becomes a file by a
 * `TableWriter`. At least two columns, because head and signatures stand in two blocks.
 */
export interface TableDescription {
  sheetName: string;
  /** The two blocks of an official head: the agency on the left, the name of the state on the right. */
  head: { left: string[]; right: string[] };
  title: string;
  /** "(Kèm theo Công văn số …)" and the like. */
  subtitle: string[];
  columns: TableColumn[];
  /** Values that a program needs to know the file again, in a sheet that people do not see; .xlsx alone has it. */
  hiddenSheet?: { name: string; rows: string[][] };
  footer: {
    /** The line under the rows: `Danh sách có 12 người./.` */
    totalLine: (count: number) => string;
    signatures: { left: SignatureLine[]; right: SignatureLine[] };
  };
}

export interface TableColumn {
  header: string;
  /** Neighbours with the same group stand under one head: a table with groups has a head of two rows. */
  group?: string;
  /** In characters, as Excel counts them. */
  width: number;
  kind: ColumnKind;
  align?: "left" | "center" | "right";
  /** What an .xlsx offers where the column is filled in; other words may be typed. None of them has a comma. */
  choices?: readonly string[];
  /** For programs, not for people: a hidden column of an .xlsx, left out of every other format. */
  hidden?: boolean;
}

/**
 * text: stays text however it looks, citizen IDs and phones too. integer: a number. date: yyyy-mm-dd, becomes a real
 * date. partialDate: yyyy-mm-dd, or yyyy-mm or yyyy where no more is known, which become text.
 */
export type ColumnKind = "text" | "integer" | "date" | "partialDate";

/** Values in the order of the columns; null is an empty cell. */
export type TableValues = readonly (string | number | null)[];
export type TableRows = AsyncIterable<TableValues> | Iterable<TableValues>;

/**
 * Streams a list to `output` as a file: memory does not grow with the rows, a slow output slows the source down, and a
 * broken or aborted one ends it (the iterator's `return` is called, so a cursor closes).
 * @returns how many rows were written, after the output has taken the last byte
 * @throws what the rows or the output threw; the output is destroyed then, so that no half file looks whole
 */
export type TableWriter = (
  table: TableDescription,
  rows: TableRows,
  output: Writable,
  options?: { signal?: AbortSignal },
) => Promise<{ rows: number }>;

/** An empty text leaves a line for the signature. */
export interface SignatureLine {
  text: string;
  emphasis?: "bold" | "italic";
}
