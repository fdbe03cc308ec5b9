import { columnLetter, columnOfAddress, parseRange } from "#app/spreadsheet/cell-address.ts";
import { Unreadable } from "#app/spreadsheet/reading/read-problems.ts";
import { parseXmlPart, type XmlDocument, type XmlElement } from "./xml-tree.ts";

/** Excel's own, in characters. */
const usualWidth = 8.43;

/** Text, a number, a day as a real date; null empties the cell. Never a formula. */
export type CellContent = string | number | Date | null;

/** The XML of a sheet with its rows in order and by number. Cells are found by their place, also unnamed ones. */
export class SheetPart {
  readonly document: XmlDocument;
  private readonly data: XmlElement;
  /** By number; not in order once rows were added. */
  private rows = new Map<number, XmlElement>();

  constructor(
    source: string,
    private readonly date1904: boolean,
  ) {
    this.document = parseXmlPart(source);
    const data = this.document.root.find("sheetData");
    if (!data) throw new Unreadable("damaged", "no sheetData");
    this.data = data;
    let number = 0;
    for (const element of data.elements("row")) {
      number = Number(element.get("r") ?? number + 1);
      this.rows.set(number, nameCells(element.set("r", number), number));
    }
  }

  get root(): XmlElement {
    return this.document.root;
  }

  /** The source with the rows as they are now. */
  toString(): string {
    const ordered = this.rowNumbers.map((number) => this.rows.get(number) ?? "");
    this.data.children.splice(0, this.data.children.length, ...ordered);
    return this.document.toString();
  }

  /** From top to bottom. */
  get rowNumbers(): number[] {
    return [...this.rows.keys()].sort((a, b) => a - b);
  }

  row(number: number): XmlElement | undefined {
    return this.rows.get(number);
  }

  addRow(number: number, element: XmlElement): void {
    this.rows.set(number, renumber(element, number));
  }

  /** Gives each row the number that `place` says; null takes it out. */
  moveRows(place: (row: number) => number | null): void {
    const before = this.rows;
    this.rows = new Map();
    for (const [number, element] of before) {
      const moved = place(number);
      if (moved === number) this.rows.set(number, element);
      else if (moved !== null) this.addRow(moved, element);
    }
  }

  cell(row: number, column: number): XmlElement | undefined {
    return this.row(row)
      ?.elements("c")
      .find((cell) => columnOfAddress(cell.get("r") ?? "") === column);
  }

  openCell(row: number, column: number): XmlElement {
    const known = this.cell(row, column);
    if (known) return known;
    const parent = this.row(row) ?? this.data.create("row");
    if (!this.row(row)) this.addRow(row, parent);
    // Which columns a row spans is only a hint, and would be wrong now.
    parent.set("spans", undefined);
    const cell = parent.create("c").set("r", `${columnLetter(column)}${row}`);
    const style = this.inheritedStyle(parent, column);
    if (style !== "0") cell.set("s", style);
    const next = parent.elements("c").find((other) => columnOfAddress(other.get("r") ?? "") > column);
    const place = next ? parent.children.indexOf(next) : parent.children.length;
    parent.children.splice(place, 0, cell);
    return cell;
  }

  styleOf(row: number, column: number): number {
    return Number(this.cell(row, column)?.get("s") ?? 0);
  }

  /** Puts a value into a cell; its style stays. */
  setCell(row: number, column: number, value: CellContent): XmlElement {
    const cell = this.openCell(row, column);
    cell.children.splice(0);
    cell.set("t", undefined).set("cm", undefined).set("vm", undefined);
    if (typeof value === "string") {
      const text = cell.create("t").set("xml:space", "preserve").setText(value);
      const inline = cell.create("is");
      inline.children.push(text);
      cell.children.push(inline);
      cell.set("t", "inlineStr");
    } else if (value !== null) {
      const number = value instanceof Date ? serialOf(value, this.date1904) : value;
      cell.children.push(cell.create("v").setText(String(number)));
    }
    return cell;
  }

  /** Width of a cell in characters, with the columns that are merged to it in its row. */
  widthAt(row: number, column: number): number {
    const merges = this.root.find("mergeCells")?.elements() ?? [];
    const merge = merges
      .map((element) => parseRange(element.get("ref") ?? ""))
      .find((range) => range?.top === row && range.left === column);
    let width = 0;
    for (let each = column; each <= (merge?.right ?? column); each += 1)
      width += Number(this.columnElement(each)?.get("width") ?? usualWidth);
    return width;
  }

  private inheritedStyle(row: XmlElement, column: number): string {
    if (row.get("customFormat") === "1") return row.get("s") ?? "0";
    return this.columnElement(column)?.get("style") ?? "0";
  }

  private columnElement(column: number): XmlElement | undefined {
    const columns = this.root.find("cols")?.elements("col") ?? [];
    return columns.find((each) => Number(each.get("min")) <= column && Number(each.get("max")) >= column);
  }
}

function renumber(row: XmlElement, number: number): XmlElement {
  for (const cell of row.elements("c"))
    cell.set("r", `${columnLetter(columnOfAddress(cell.get("r") ?? ""))}${number}`);
  return row.set("r", number);
}

/** Producers may leave out where a cell stands: it is the one after the cell before. */
function nameCells(row: XmlElement, number: number): XmlElement {
  let column = 0;
  for (const cell of row.elements("c")) {
    const address = cell.get("r");
    column = address === undefined ? column + 1 : columnOfAddress(address);
    if (address === undefined) cell.set("r", `${columnLetter(column)}${number}`);
  }
  return row;
}

/** Days since 30/12/1899, or since 01/01/1904 in files of old Macintoshes. */
function serialOf(date: Date, date1904: boolean): number {
  return Math.round((date.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000) - (date1904 ? 1_462 : 0);
}
