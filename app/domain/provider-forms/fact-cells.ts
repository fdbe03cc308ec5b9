import { type CellValue, cellText, type Sheet } from "#app/spreadsheet/workbook.ts";
import { normalizeText, searchKey } from "#app/vietnamese/text.ts";
import type { FormFact } from "./schema.ts";

/** What a form is told of what it asks for once; empty where nobody knows yet. */
export type FactValues = Record<FormFact, string>;

/** A cell that asks for something: "Lớp: ……", "Tổng số: …… học viên". */
export interface FactCell {
  row: number;
  column: number;
  /** As the form has it. */
  text: string;
  /** Null: it is left as it is. */
  fact: FormFact | null;
  /** Where the answer goes: behind the words in the same cell, or in the cell right of it. */
  target: { place: "same" | "right"; column: number };
}

/** First the words of one thing, then those that only contain it. Keys of `searchKey`. */
const words: readonly [FormFact, exact: RegExp, contained?: RegExp][] = [
  ["run", /^(khoa|khoa so|lop so|dot|khoa hoc so|batch)$/],
  [
    "course",
    /^(lop|ten lop|lop hoc|khoa hoc|ten khoa hoc|ten khoa|course|course name|class|noi dung|chuyen de|chuong trinh)$/,
    /(ten (lop|khoa)|(lop|khoa) (hoc|dao tao|tap huan|boi duong)|noi dung (hoc|dao tao))/,
  ],
  [
    "organisation",
    /^(don vi|ten don vi|co quan|don vi cu|organization|organisation)$/,
    /((don vi|co quan|noi) (cu|gui|dang ky)|co quan don vi)/,
  ],
  ["provider", /^(don vi (to chuc|dao tao)|co so dao tao|provider)$/, /don vi (to chuc|dao tao)/],
  ["dates", /^(thoi gian|time|date|dates)$/, /(thoi gian|ngay hoc)/],
  ["place", /^(dia diem|noi hoc|place|venue|location)$/, /dia diem/],
  ["count", /^(tong so|tong cong|so luong|total)$/, /(tong (so|cong)|danh sach (nay )?(co|gom)|so luong)/],
];

/** What people are asked to write over: dots, underscores. */
const blank = /(?:[.…_]{2,}|…)(?:\s*[.…_]{2,})*/;
/** A form has few of them; more would be another kind of document. */
const mostCells = 30;
const longestText = 160;

/**
 * The cells of a form that may ask for something: words with a colon and nothing behind it, with dots to write over, or
 * with dots in the cell beside them.
 * @param list rows of the table, header included: what stands in it is no such cell
 */
export function findFactCells(sheet: Sheet, list: { first: number; last: number }): FactCell[] {
  const rightEdges = indexMerges(sheet);
  const taken = new Set<FormFact>();
  const found: FactCell[] = [];
  for (const { number: row, cells } of sheet.rows) {
    if (row >= list.first && row <= list.last) continue;
    for (const { column, value } of cells) {
      if (found.length === mostCells) return found;
      const text = cellText(value).normalize("NFC");
      const right = (rightEdges.get(cornerOf(row, column)) ?? column) + 1;
      // A row has no more cells than a sheet may have columns with a value.
      const next = cells.find((cell) => cell.column >= right);
      const beside = next?.column === right ? next.value : undefined;
      const label = labelOf(text, isBlank(beside));
      if (label === null) continue;
      const place = placeOf(text, beside, rightEdges.has(cornerOf(row, right)));
      const fact = factOf(label);
      const isCounted = fact === "count" && !blank.test(text) && isComputed(next?.value);
      if (place === null || isCounted) continue;
      const isNew = fact !== null && !taken.has(fact);
      if (isNew) taken.add(fact);
      found.push({ row, column, text, fact: isNew ? fact : null, target: { place, column: right } });
    }
  }
  return found;
}

/** The last column of each merged range, by the cell that it begins with: a prepared form may have thousands. */
function indexMerges({ merges }: Sheet): Map<string, number> {
  const edges = new Map<string, number>();
  for (const { top, left, right } of merges) {
    const corner = cornerOf(top, left);
    if (!edges.has(corner)) edges.set(corner, right);
  }
  return edges;
}

const cornerOf = (row: number, column: number) => `${row}:${column}`;

/**
 * The words before the colon or the dots; null where the cell asks for nothing.
 * @param isAsked whether dots beside the cell ask already
 */
function labelOf(text: string, isAsked: boolean): string | null {
  if (text.length > longestText) return null;
  const [words = ""] = text.split(/[:.…_]/, 1);
  const asks = words === text ? isAsked : /^(?::\s*$|:?\s*(?:[.…_]{2}|…))/.test(text.slice(words.length));
  return asks && /\p{L}/u.test(words) ? normalizeText(words) : null;
}

/** In two languages one of them is in brackets or behind a stroke. */
function factOf(label: string): FormFact | null {
  const keys = [label, ...label.split(/[()/]/)].map(searchKey).filter(Boolean);
  const exact = words.find(([, pattern]) => keys.some((key) => pattern.test(key)));
  const contained = words.find(
    ([, , pattern]) => pattern !== undefined && keys.some((key) => pattern.test(key)),
  );
  return (exact ?? contained)?.[0] ?? null;
}

/**
 * A cell beside is meant where the form has merged it for the answer, or has put dots into it. One that has a value is
 * the answer already: null.
 */
function placeOf(
  text: string,
  beside: CellValue | undefined,
  isMerged: boolean,
): FactCell["target"]["place"] | null {
  if (blank.test(text)) return "same";
  if (beside === undefined) return isMerged ? "right" : "same";
  return isBlank(beside) ? "right" : null;
}

/** Whether there is nothing in it but dots to write over. */
function isBlank(value: CellValue | undefined): boolean {
  return /^[.…_\s]+$/.test(cellText(value));
}

/** Behind words that ask how many there are: the form counts them itself. */
function isComputed(value: CellValue | undefined): boolean {
  return typeof value === "number" || (typeof value === "object" && "fault" in value);
}

/** What the answer's cell says once it is filled. */
export function answerCell(
  { text, target, column, row }: FactCell,
  value: string,
): { row: number; column: number; value: string } {
  if (target.place === "right") return { row, column: target.column, value };
  const answer = withoutRepeat(text, value);
  // A replacement text would read "$&" in a name as its own sign.
  const filled = blank.test(text)
    ? text.replace(blank, () => `${/\s[.…_]/.test(text) ? "" : " "}${answer}`)
    : `${text.trimEnd()} ${answer}`;
  // What is still to be written behind words of its own stays: "Khóa: ……".
  return { row, column, value: filled.replace(/(?<![:.…_\s])[.…_\s]{2,}$/, "").trimEnd() };
}

/** "Khóa: Khóa 2" says it twice. */
function withoutRepeat(text: string, value: string): string {
  const label = normalizeText(text.split(/[:.…_]/)[0] ?? "");
  const [first = "", ...rest] = value.split(" ");
  return rest.length > 0 && searchKey(first) === searchKey(label) ? rest.join(" ") : value;
}
