import type { CellValue, MergeRange, Sheet } from "#app/spreadsheet/workbook.ts";

/** A sheet as the reader gives it, from values row by row; null is no cell. Merged ranges as [top, left, bottom, right]. */
export function sheetOf(
  rows: (CellValue | null)[][],
  {
    merges = [],
    hiddenRows = [],
  }: { merges?: [number, number, number, number][]; hiddenRows?: number[] } = {},
): Sheet {
  return {
    name: "DS",
    hidden: false,
    hiddenColumns: [],
    merges: merges.map(([top, left, bottom, right]): MergeRange => ({ top, left, bottom, right })),
    rows: rows.map((values, index) => ({
      number: index + 1,
      hidden: hiddenRows.includes(index + 1),
      cells: values.flatMap((value, column) => (value === null ? [] : [{ column: column + 1, value }])),
    })),
  };
}
