import { cellText, type Sheet } from "#app/spreadsheet/workbook.ts";
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
const blank = /[.…_]{2,}|…/;
/** A form has few of them; more would be another kind of document. */
const mostCells = 30;
const longestText = 160;

/**
 * The cells of a form that may ask for something: words with a colon and nothing behind it, or with dots to write over.
 * @param list rows of the table, header included: what stands in it is no such cell
 */
export function findFactCells(sheet: Sheet, list: { first: number; last: number }): FactCell[] {
  const taken = new Set<FormFact>();
  return sheet.rows
    .filter(({ number }) => number < list.first || number > list.last)
    .flatMap(({ number, cells }) =>
      cells.flatMap(({ column, value }): FactCell[] => {
        const text = cellText(value).normalize("NFC");
        const label = labelOf(text);
        const target = label === null ? null : targetOf(sheet, number, column, text);
        if (label === null || target === null) return [];
        const fact = factOf(label);
        const isNew = fact !== null && !taken.has(fact);
        if (isNew) taken.add(fact);
        return [
          {
            row: number,
            column,
            text,
            fact: isNew ? fact : null,
            target,
          },
        ];
      }),
    )
    .slice(0, mostCells);
}

/** The words before the colon or the dots; null where the cell asks for nothing. */
function labelOf(text: string): string | null {
  if (text.length > longestText) return null;
  const label = /^([^:.…_]*[\p{L}][^:.…_]*)(?::\s*$|:?\s*(?:[.…_]{2,}|…))/u.exec(text)?.[1];
  return label === undefined ? null : normalizeText(label);
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
function targetOf(sheet: Sheet, row: number, column: number, text: string): FactCell["target"] | null {
  const own = sheet.merges.find(({ top, left }) => top === row && left === column);
  const right = (own?.right ?? column) + 1;
  if (blank.test(text)) return { place: "same", column: right };
  const beside = sheet.rows
    .find(({ number }) => number === row)
    ?.cells.find((cell) => cell.column === right)?.value;
  const isMerged = sheet.merges.some(({ top, left }) => top === row && left === right);
  if (beside === undefined) return { place: isMerged ? "right" : "same", column: right };
  return /^[.…_\s]+$/.test(cellText(beside)) ? { place: "right", column: right } : null;
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
  return { row, column, value: filled.replace(/([.…_\s]{2,})$/, "").trimEnd() };
}

/** "Khóa: Khóa 2" says it twice. */
function withoutRepeat(text: string, value: string): string {
  const label = normalizeText(text.split(/[:.…_]/)[0] ?? "");
  const [first = "", ...rest] = value.split(" ");
  return rest.length > 0 && searchKey(first) === searchKey(label) ? rest.join(" ") : value;
}
