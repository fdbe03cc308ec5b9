import type { SheetRow } from "#app/spreadsheet/workbook.ts";
import type { RowFrame } from "./classify-row.ts";
import { hasTellingValue, isNamed, listFilledColumns, numberOf } from "./row-evidence.ts";

/** Fewer rows show no habit. */
const fewestRows = 2;
/** A row of the list has its number, a name and something about it. */
const fewestCells = 3;

/** The running numbers of a table's rows, and what they say about what follows. */
export class RowNumbering {
  private rows = 0;
  private isWhole = true;
  private last = 0;
  private bottom = 0;
  /** The columns that rows of the list fill. */
  private readonly shapes = new Set<string>();
  /** Whether a table that nobody reads has begun below the list: what is numbered further may be its. */
  private hasPassedFirst = false;

  count(row: SheetRow, frame: RowFrame): void {
    const number = numberOf(row);
    this.rows += 1;
    this.isWhole &&= number !== null;
    this.last = number ?? this.last;
    this.bottom = row.number;
    this.hasPassedFirst = false;
    const shape = shapeOf(row, frame);
    if (shape) this.shapes.add(shape);
  }

  /** A group begins: its rows may be numbered otherwise than those before. */
  enterGroup(): void {
    this.rows = 0;
    this.isWhole = true;
  }

  /** A row below the end of the list. */
  pass(row: SheetRow): void {
    if (row.cells.length > 1 && numberOf(row) === 1) this.hasPassedFirst = true;
  }

  /** The next number, in a row that names somebody and says more: signers have none. */
  continuesAt(row: SheetRow, frame: RowFrame): boolean {
    return this.isOfTheList(row, frame) && this.last > 0 && numberOf(row) === this.last + 1;
  }

  /**
   * The numbers begin again, or go on being absent, below the end of the list.
   * @param isTitled whether a unit is named since
   */
  restartsAt(row: SheetRow, frame: RowFrame, isTitled: boolean): boolean {
    if (!this.isOfTheList(row, frame)) return false;
    const number = numberOf(row);
    if (number === 1) return isTitled || this.isPlainlyOne(row, frame);
    return number === null && this.last === 0 && isTitled && hasTellingValue(row, frame);
  }

  /** After a gap and without a digit, where every row has a number: the words and names of who signs. */
  isBeyond(row: SheetRow, frame: RowFrame): boolean {
    if (this.rows < fewestRows || !this.isWhole || row.number <= this.bottom + 1) return false;
    const isOfWords = row.cells.every(({ value }) => typeof value === "string" && !/\d/.test(value));
    return isOfWords && !hasTellingValue(row, frame) && !this.hasKnownShape(row, frame);
  }

  private isOfTheList(row: SheetRow, frame: RowFrame): boolean {
    return !this.hasPassedFirst && row.cells.length >= fewestCells && isNamed(row, frame);
  }

  /** Fills the columns that the rows fill, and with what stands in them: a numbered list of something else does not. */
  isPlainlyOne(row: SheetRow, frame: RowFrame): boolean {
    return hasTellingValue(row, frame) && this.hasKnownShape(row, frame);
  }

  private hasKnownShape(row: SheetRow, frame: RowFrame): boolean {
    return this.shapes.has(shapeOf(row, frame) ?? "");
  }
}

/** The known columns that it fills besides its number; null where they are too few to tell. */
function shapeOf(row: SheetRow, frame: RowFrame): string | null {
  const columns = listFilledColumns(row, frame);
  return columns.length < 2 ? null : columns.join(" ");
}
