/**
 * A list as an office prints it, as pure data: what stands in it is decided by the domain, how it becomes a file
 * by `writeWorkbook`. At least two columns, because head and signatures stand in two blocks.
 */
export interface TableDescription {
  sheetName: string;
  /** The two blocks of an official head: the agency on the left, the name of the state on the right. */
  head: { left: string[]; right: string[] };
  title: string;
  /** "(Kèm theo Công văn số …)" and the like. */
  subtitle: string[];
  columns: TableColumn[];
  footer: {
    /** The line under the rows: `Danh sách có 12 người./.` */
    totalLine: (count: number) => string;
    signatures: { left: SignatureLine[]; right: SignatureLine[] };
  };
}

export interface TableColumn {
  header: string;
  /** In characters, as Excel counts them. */
  width: number;
  kind: ColumnKind;
  align?: "left" | "center" | "right";
}

/**
 * text: stays text however it looks, citizen IDs and phones too. integer: a number. date: yyyy-mm-dd, becomes a real
 * date. partialDate: yyyy-mm-dd, or yyyy-mm or yyyy where no more is known, which become text.
 */
export type ColumnKind = "text" | "integer" | "date" | "partialDate";

/** Values in the order of the columns; null is an empty cell. */
export type TableValues = readonly (string | number | null)[];

/** An empty text leaves a line for the signature. */
export interface SignatureLine {
  text: string;
  emphasis?: "bold" | "italic";
}
