import { hasGroups } from "#app/spreadsheet/writing/printed-columns.ts";
import type { TableColumn } from "#app/spreadsheet/writing/table-description.ts";

const millimetre = 72 / 25.4;

/** A4 landscape with the margins of Nghị định 30/2020/NĐ-CP, Phụ lục I, in points. */
export const page = {
  width: 297 * millimetre,
  height: 210 * millimetre,
  margins: { top: 20 * millimetre, bottom: 20 * millimetre, left: 30 * millimetre, right: 15 * millimetre },
};
export const textWidth = page.width - page.margins.left - page.margins.right;
export const lowestLine = page.height - page.margins.bottom;
export const lineFactor = 1.18;
export const cellPadding = 2.5;

/** Letters of 13 points where the columns leave room for them, smaller ones for a wide table, never below 8.5. */
export function tableFontSize(columns: readonly TableColumn[]): number {
  const characters = columns.reduce((sum, { width }) => sum + width, 0);
  return Math.min(13, Math.max(8.5, (13 * textWidth) / (characters * 6.2)));
}

export type PlacedColumn = TableColumn & { x: number; points: number };

/** The columns side by side over the whole width of the text, in the shares of their widths. */
export function placeColumns(columns: readonly TableColumn[]): PlacedColumn[] {
  const characters = columns.reduce((sum, { width }) => sum + width, 0);
  let x = page.margins.left;
  return columns.map((column) => {
    const points = (textWidth * column.width) / characters;
    x += points;
    return { ...column, x: x - points, points };
  });
}

export function headRows(columns: readonly TableColumn[]): 1 | 2 {
  return hasGroups(columns) ? 2 : 1;
}
