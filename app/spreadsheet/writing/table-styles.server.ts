import type { Alignment, Border, Style } from "exceljs";
import type { TableColumn } from "./table-description.ts";

/**
 * Styles are shared objects: exceljs writes a style once per object it has seen, and four times slower when every
 * cell brings its own. Font and sizes follow Nghị định 30/2020/NĐ-CP, Phụ lục I.
 */
export type CellStyle = Partial<Style>;

/** One line of Times New Roman 13, in points. */
export const lineHeight = 17;

/** The font of the workbook, by whose digits programs measure its columns. */
export const font = { name: "Times New Roman", size: 13, family: 1 };
const thin: Partial<Border> = { style: "thin" };
const border = { top: thin, left: thin, bottom: thin, right: thin };
const centered: Partial<Alignment> = { horizontal: "center", vertical: "middle", wrapText: true };
/** Text format, so that a cell which is opened for editing does not turn into a number or a formula either. */
const asText = "@";

export const frameStyles = {
  head: { font: { ...font, bold: true }, alignment: centered, numFmt: asText },
  /** The rule under the motto is as long as its text. */
  motto: { font: { ...font, bold: true, underline: true }, alignment: centered, numFmt: asText },
  title: { font: { ...font, size: 14, bold: true }, alignment: centered, numFmt: asText },
  subtitle: { font: { ...font, italic: true }, alignment: centered, numFmt: asText },
  columnHeader: { font: { ...font, bold: true }, alignment: centered, border, numFmt: asText },
  total: {
    font: { ...font, italic: true },
    alignment: { horizontal: "left", vertical: "middle" },
    numFmt: asText,
  },
  signature: { font, alignment: centered, numFmt: asText },
  signatureBold: { font: { ...font, bold: true }, alignment: centered, numFmt: asText },
  signatureItalic: { font: { ...font, italic: true }, alignment: centered, numFmt: asText },
} satisfies Record<string, CellStyle>;

/** The styles of a column's cells: as its kind wants it, and as text where a value is no date or number. */
export function columnStyles({ kind, align }: TableColumn): { typed: CellStyle; text: CellStyle } {
  const horizontal = align ?? (kind === "text" ? "left" : "center");
  const text = {
    font,
    border,
    alignment: { horizontal, vertical: "middle", wrapText: true },
    numFmt: asText,
  } as const;
  if (kind === "text") return { typed: text, text };
  return { typed: { ...text, numFmt: kind === "integer" ? "0" : "dd/mm/yyyy" }, text };
}
