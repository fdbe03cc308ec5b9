import { cellText, type SheetRow } from "#app/spreadsheet/workbook.ts";
import { normalizeText } from "#app/vietnamese/text.ts";

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

  count(row: SheetRow): void {
    const number = numberOf(row);
    this.rows += 1;
    this.isWhole &&= number !== null;
    this.last = number ?? this.last;
    this.bottom = row.number;
  }

  /** The next number, in a row that says more: signers have none. */
  continuesAt(row: SheetRow): boolean {
    return this.rows > 0 && row.cells.length >= fewestCells && numberOf(row) === this.last + 1;
  }

  /** After a gap and without a digit, where every row has a number: the words and names of who signs. */
  isBeyond(row: SheetRow): boolean {
    if (this.rows < fewestRows || !this.isWhole || row.number <= this.bottom + 1) return false;
    return row.cells.every(({ value }) => typeof value === "string" && !/\d/.test(value));
  }
}

function numberOf({ cells }: SheetRow): number | null {
  const value = cells[0]?.value;
  if (typeof value === "number") return value;
  const text = normalizeText(cellText(value));
  return /^\d{1,5}\.?$/.test(text) ? Number.parseInt(text, 10) : null;
}
