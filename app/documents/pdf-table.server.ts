import { columnGroups } from "#app/spreadsheet/writing/printed-columns.ts";
import type { TableColumn } from "#app/spreadsheet/writing/table-description.ts";
import {
  cellPadding,
  headRows,
  lowestLine,
  type PlacedColumn,
  placeColumns,
  tableFontSize,
} from "./page-layout.ts";
import { lineHeightOf, type PdfPages } from "./pdf-pages.server.ts";

type Box = { x: number; points: number };

/** The rows of a list with their frames; the header stands above them on every page. */
export class PdfTable {
  private readonly columns: PlacedColumn[];
  private readonly size: number;
  private hasHeader = false;

  constructor(
    private readonly pages: PdfPages,
    columns: readonly TableColumn[],
  ) {
    this.columns = placeColumns(columns);
    this.size = tableFontSize(columns);
  }

  /** Of a list without rows the header alone. */
  end(): void {
    if (!this.hasHeader) this.drawHeader();
  }

  drawRow(texts: readonly string[]): void {
    if (!this.hasHeader) this.drawHeader();
    let rest = this.columns.map((column, index) => this.wrap(texts[index] ?? "", column, "regular"));
    if (this.pages.breakUnlessFits(Math.min(this.heightOf(rest), this.wholePage()))) this.drawHeader();
    for (;;) {
      const fitting = Math.max(1, this.linesIn(lowestLine - this.pages.y));
      this.drawLines(rest.map((lines) => lines.slice(0, fitting)));
      rest = rest.map((lines) => lines.slice(fitting));
      if (rest.every((lines) => lines.length === 0)) return;
      this.pages.beginPage();
      this.drawHeader();
    }
  }

  private drawLines(cells: readonly string[][]): void {
    const height = this.heightOf(cells);
    for (const [index, column] of this.columns.entries()) {
      const align = column.align ?? (column.kind === "text" ? "left" : "center");
      this.drawCell(cells[index] ?? [], column, { y: this.pages.y, height, align, style: "regular" });
    }
    this.pages.y += height;
  }

  private drawHeader(): void {
    this.hasHeader = true;
    const rows = headRows(this.columns);
    const groups = columnGroups(this.columns).map(({ group, first, last }) => {
      const inside = this.columns.slice(first, last + 1);
      const x = inside[0]?.x ?? 0;
      const box = { x, points: inside.reduce((sum, { points }) => sum + points, 0) };
      return { group, inside, box, lines: group === null ? [] : this.wrap(group, box, "bold") };
    });
    const leaves = (isGrouped: boolean) =>
      groups
        .filter(({ group }) => (group !== null) === isGrouped)
        .flatMap(({ inside }) => inside.map((column) => this.wrap(column.header, column, "bold")));
    const top = rows === 2 ? this.heightOf(groups.map(({ lines }) => lines)) : 0;
    const height = Math.max(this.heightOf(leaves(false)), top + this.heightOf(leaves(true)));
    const { y } = this.pages;
    const center = { align: "center", style: "bold" } as const;
    for (const { group, inside, box, lines } of groups) {
      if (group !== null) this.drawCell(lines, box, { ...center, y, height: top });
      const from = group === null ? 0 : top;
      for (const column of inside)
        this.drawCell(this.wrap(column.header, column, "bold"), column, {
          ...center,
          y: y + from,
          height: height - from,
        });
    }
    this.pages.y += height;
  }

  private drawCell(
    lines: readonly string[],
    { x, points }: Box,
    box: { y: number; height: number; align: "left" | "center" | "right"; style: "regular" | "bold" },
  ): void {
    const { y, height, align, style } = box;
    this.pages.frame(x, y, points, height);
    const lineHeight = lineHeightOf(this.size);
    const first = y + (height - lines.length * lineHeight) / 2;
    for (const [index, line] of lines.entries())
      this.pages.text(line, {
        x: x + cellPadding,
        y: first + index * lineHeight,
        width: points - 2 * cellPadding,
        size: this.size,
        style,
        align,
      });
  }

  private wrap(text: string, { points }: Box, style: "regular" | "bold"): string[] {
    return text === ""
      ? []
      : this.pages.wrap(text, { width: points - 2 * cellPadding, size: this.size, style });
  }

  private heightOf(cells: readonly (readonly string[])[]): number {
    const lines = Math.max(1, ...cells.map(({ length }) => length));
    return lines * lineHeightOf(this.size) + 2 * cellPadding;
  }

  private linesIn(height: number): number {
    return Math.floor((height - 2 * cellPadding) / lineHeightOf(this.size));
  }

  /** A row higher than this is split, and begins where it stands. */
  private wholePage(): number {
    return lowestLine / 2;
  }
}
