import { countCells, lastColumn, lastRow } from "#app/spreadsheet/cell-address.ts";
import type { Cell, CellValue, MergeRange, Sheet, SheetRow } from "#app/spreadsheet/workbook.ts";
import { readLimits } from "./read-limits.ts";
import { Unreadable } from "./read-problems.ts";

/** What is left of the cells and characters that a workbook may bring; shared by its sheets. */
export interface ReadBudget {
  cells: number;
  characters: number;
}

/** Rows that are handed on together while the rest of the sheet is still being read. */
const batchSize = 500;

/**
 * Collects a sheet from top to bottom and stops at the first row, column, cell or range too many. Only what is
 * present is counted and kept: a range over the whole sheet is two corners, never its cells, and a lone cell in the
 * last row is one row.
 */
export class SheetBuilder {
  private rows: SheetRow[] = [];
  private rowCount = 0;
  /** Last row with a value. */
  private bottom = 0;
  private readonly merges: MergeRange[] = [];
  private readonly usedColumns = new Set<number>();
  private readonly hiddenRanges: { min: number; max: number }[] = [];
  private row: SheetRow = { number: 0, hidden: false, cells: [] };
  private column = 0;

  /** @param handOn takes the finished rows batch by batch; without it they stay until `finish` */
  constructor(
    private readonly budget: ReadBudget,
    private readonly handOn?: (rows: SheetRow[]) => void,
  ) {}

  /** @param number null where the file does not say: the next one */
  openRow(number: number | null, hidden: boolean): void {
    const next = number ?? this.row.number + 1;
    if (!(next >= 1 && next <= lastRow)) throw new Unreadable("outOfRange", `row ${next}`);
    if (next <= this.row.number) throw new Unreadable("damaged", `row ${next} twice or out of order`);
    if (this.rows.length >= batchSize) this.handOnRows();
    this.row = { number: next, hidden, cells: [] };
    this.column = 0;
  }

  /** Takes up the place of a cell, which may turn out to be blank. @returns its column */
  openCell(column: number | null): number {
    if (this.row.number === 0) throw new Unreadable("damaged", "cell outside a row");
    const next = column ?? this.column + 1;
    if (!(next >= 1 && next <= lastColumn)) throw new Unreadable("outOfRange", `column ${next}`);
    if (next <= this.column)
      throw new Unreadable("damaged", `cell twice or out of order in row ${this.row.number}`);
    this.column = next;
    return next;
  }

  addCell(column: number, value: CellValue, font: string | undefined): void {
    const cell: Cell = font === undefined ? { column, value } : { column, value, font };
    if (this.row.cells.push(cell) === 1) this.addRow();
    if (!this.usedColumns.has(column)) this.countColumn(column);
    this.budget.cells -= 1;
    if (typeof value === "string") this.budget.characters -= value.length;
    if (this.budget.cells < 0 || this.budget.characters < 0) throw new Unreadable("tooManyCells");
  }

  addMerge(range: MergeRange): void {
    if (countCells(range) > readLimits.mergedCells) throw new Unreadable("mergeTooLarge");
    if (this.merges.length === readLimits.mergedRanges) throw new Unreadable("tooManyMerges");
    this.merges.push(range);
  }

  addColumns(min: number, max: number, hidden: boolean): void {
    if (!(min >= 1 && max <= lastColumn)) throw new Unreadable("outOfRange", `columns ${min} to ${max}`);
    if (hidden && this.hiddenRanges.length < lastColumn) this.hiddenRanges.push({ min, max });
  }

  finish(): Pick<Sheet, "rows" | "merges" | "hiddenColumns"> {
    this.handOnRows();
    const { bottom } = this;
    const columns = [...this.usedColumns].sort((a, b) => a - b);
    const right = columns.at(-1) ?? 0;
    return {
      rows: this.rows,
      merges: this.merges
        .filter((merge) => merge.top <= bottom && merge.left <= right)
        .map((merge) => ({
          ...merge,
          bottom: Math.min(merge.bottom, bottom),
          right: Math.min(merge.right, right),
        })),
      hiddenColumns: columns.filter((column) =>
        this.hiddenRanges.some(({ min, max }) => column >= min && column <= max),
      ),
    };
  }

  private addRow(): void {
    this.rows.push(this.row);
    this.rowCount += 1;
    this.bottom = this.row.number;
    if (this.rowCount > readLimits.rows) throw new Unreadable("tooManyRows");
  }

  private handOnRows(): void {
    if (!this.handOn) return;
    this.handOn(this.rows);
    this.rows = [];
  }

  private countColumn(column: number): void {
    if (this.usedColumns.add(column).size > readLimits.columns) throw new Unreadable("tooManyColumns");
  }
}
