import type { CellRichTextValue, Row, Worksheet } from "exceljs";
import { safeText } from "./cell-writer.ts";
import { columnGroups, hasGroups, printedColumns } from "./printed-columns.ts";
import type { SignatureLine, TableColumn, TableDescription } from "./table-description.ts";
import { type CellStyle, frameStyles, lineHeight } from "./table-styles.server.ts";
import { countLines } from "./wrapped-lines.ts";

/** Columns over which a line of the head, of the title or of the signatures is merged. */
interface Block {
  left: number;
  right: number;
}

/** Share of the width that belongs to the left blocks: the name of the state needs the longer line. */
const leftShare = 0.42;

/** Rows of the column headers: below the head, the title and its lines, each set apart by an empty row. */
export function headerRowNumbers({ head, subtitle, columns }: TableDescription): {
  first: number;
  last: number;
} {
  const first = Math.max(head.left.length, head.right.length) + 1 + 1 + subtitle.length + 1 + 1;
  return { first, last: hasGroups(columns) ? first + 1 : first };
}

/** Writes everything down to the column headers. Merged before it is committed: the stream cannot go back. */
export function writeHead(sheet: Worksheet, table: TableDescription): void {
  const { left, right, whole } = blocks(table);
  const { head, title, subtitle, columns } = table;
  for (const [index, text] of head.left.entries()) {
    put(sheet, index + 1, left, text, frameStyles.head);
    if (index === head.left.length - 1) sheet.getCell(index + 1, left.left).value = ruleBelow(text);
  }
  for (const [index, text] of head.right.entries()) {
    const isLast = index > 0 && index === head.right.length - 1;
    put(sheet, index + 1, right, text, isLast ? frameStyles.motto : frameStyles.head);
  }
  const titleRow = Math.max(head.left.length, head.right.length) + 2;
  put(sheet, titleRow, whole, title, frameStyles.title).height = titleHeight(title, columns);
  for (const [index, text] of subtitle.entries())
    put(sheet, titleRow + 1 + index, whole, text, frameStyles.subtitle);

  writeColumnHeaders(sheet, table);
}

/** One row, or two where columns are grouped: the group above its columns, any other header over both rows. */
function writeColumnHeaders(sheet: Worksheet, table: TableDescription): void {
  const { columns } = table;
  const { first, last } = headerRowNumbers(table);
  for (const row of first === last ? [first] : [first, last]) {
    for (const place of columns.keys()) sheet.getCell(row, place + 1).style = frameStyles.columnHeader;
    sheet.getRow(row).height = headerHeight(columns, row === first);
  }
  for (const { group, ...places } of columnGroups(columns)) {
    if (group === null) {
      sheet.getCell(first, places.first + 1).value = safeText(columns[places.first]?.header ?? "");
      if (first < last) sheet.mergeCells(first, places.first + 1, last, places.first + 1);
      continue;
    }
    sheet.getCell(first, places.first + 1).value = safeText(group);
    if (places.first < places.last) sheet.mergeCells(first, places.first + 1, first, places.last + 1);
    for (let place = places.first; place <= places.last; place += 1)
      sheet.getCell(last, place + 1).value = safeText(columns[place]?.header ?? "");
  }
  sheet.getRow(last).commit();
}

/** Room for the longest header; one that stands over both rows has half of its lines in each. */
function headerHeight(columns: readonly TableColumn[], isFirst: boolean): number {
  const lines = columns.map(({ header, group, width, hidden }) => {
    if (hidden) return 1;
    if (group === undefined) {
      const whole = countLines(header, width, { bold: true });
      return hasGroups(columns) ? Math.ceil(whole / 2) : whole;
    }
    return isFirst ? 1 : countLines(header, width, { bold: true });
  });
  const groups = columnGroups(columns).map(({ group, first, last }) => {
    const span = columns.slice(first, last + 1).reduce((sum, { width }) => sum + width, 0);
    return isFirst && group !== null ? countLines(group, span, { bold: true }) : 1;
  });
  return Math.max(...lines, ...groups) * lineHeight + 4;
}

/** Writes the line of the total and the signature block below the last row. */
export function writeFoot(sheet: Worksheet, table: TableDescription, firstRow: number, count: number): void {
  const { left, right, whole } = blocks(table);
  const { totalLine, signatures } = table.footer;
  put(sheet, firstRow, whole, totalLine(count), frameStyles.total);
  for (const [block, lines] of [
    [left, signatures.left],
    [right, signatures.right],
  ] as const) {
    for (const [index, line] of lines.entries())
      put(sheet, firstRow + 2 + index, block, line.text, signatureStyle(line));
  }
}

function put(sheet: Worksheet, row: number, { left, right }: Block, text: string, style: CellStyle): Row {
  const cell = sheet.getCell(row, left);
  cell.value = safeText(text);
  cell.style = style;
  if (left < right) sheet.mergeCells(row, left, row, right);
  return sheet.getRow(row);
}

/** The rule under the agency's name is a third to a half of its length: its middle is underlined. */
function ruleBelow(name: string): CellRichTextValue {
  const text = safeText(name);
  const from = Math.round(text.length * 0.3);
  const to = text.length - from;
  const { font } = frameStyles.head;
  return {
    richText: [
      { text: text.slice(0, from), font },
      { text: text.slice(from, to), font: { ...font, underline: true } },
      { text: text.slice(to), font },
    ],
  };
}

function blocks(table: TableDescription): { left: Block; right: Block; whole: Block } {
  const { columns } = printedColumns(table);
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  let last = 1;
  let width = columns[0]?.width ?? 0;
  while (last < columns.length - 1 && width + (columns[last]?.width ?? 0) / 2 < total * leftShare) {
    width += columns[last]?.width ?? 0;
    last += 1;
  }
  return {
    left: { left: 1, right: last },
    right: { left: last + 1, right: columns.length },
    whole: { left: 1, right: columns.length },
  };
}

/** Excel does not fit the height of merged cells to their text. */
function titleHeight(title: string, columns: TableDescription["columns"]): number {
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const lines = title
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 1.4) / width)), 0);
  return 20 * lines;
}

function signatureStyle({ emphasis }: SignatureLine): CellStyle {
  if (emphasis === "bold") return frameStyles.signatureBold;
  return emphasis === "italic" ? frameStyles.signatureItalic : frameStyles.signature;
}
