import { type Cell, cellText, type SheetRow } from "#app/spreadsheet/workbook.ts";
import { normalizeText, searchKey } from "#app/vietnamese/text.ts";
import type { SkipReason } from "./reading-decisions.ts";

export type RowKind =
  | { kind: "blank" | "data" | Exclude<SkipReason, "group" | "hidden"> }
  | { kind: "group"; name: string };

/** Where the table's columns are, for judging a row of it. */
export interface RowFrame {
  columns: ReadonlySet<number>;
  /** The header over each column as written, normalized. */
  headers: ReadonlyMap<number, string>;
  /** Columns of which no row of the table goes without all. */
  identifying: ReadonlySet<number>;
  /** Whether a text that stands alone in its row reads like the name of a group. */
  namesGroup: (text: string) => boolean;
  /** Whether the cell at this place reaches over further columns. */
  isMerged: (row: number, column: number) => boolean;
}

const totalWords = /^(tong cong(?! ty)|tong so|tong( \d|$)|cong( \d| so|$)|danh sach (nay )?(co|gom) \d)/;
const noteWords = /^(ghi chu|luu y|chu thich)\b/;
const signatureWords =
  /^(nguoi lap|nguoi tong hop|(prepared|approved) by\b|ky (va )?ghi ro|(t ?m|k ?t|t ?l|tuq) (uy ban|ubnd|chu tich|giam doc|truong|thu truong)|(pho )?(chu tich|giam doc|thu truong|truong phong)$|xac nhan (cua )?|dai dien (don vi|co so|doanh nghiep)$|.*\bngay( \d+)? thang( \d+)? nam\b)/;

/** `I.`, `II -`, `A)`: what numbers a group. A letter needs its sign, because A and Y are names. */
const groupNumber = /^(?:[IVXLC]+|[A-Z])\s*[.):/\-–]\s*(?=\S)/;
/** The first names of many people in the highlands: "A. Thút" and "Y - Blin" number nothing. */
const initialOfName = /^[AY]\s*[.\-–]\s*\p{Lu}[\p{L}\p{M}'’]*(?:\s\p{Lu}[\p{L}\p{M}'’]*)?$/u;
const listNumber = /^\d{1,3}\s*[.)/\-–]\s*(?=\S)/;
const bareGroupNumber = /^(?:[IVXLC]+|[A-H])[.)]?$/;
const bareListNumber = /^\d{1,3}(?:\.\d{1,3})*[.)]?$/;

/** So many known cells are nothing but a row of the list, a repeated header or the numbers of the columns. */
const plainlyData = 4;

/** What a row below the header is. `signature` ends the table: only names of signers follow. */
export function classifyRow(row: SheetRow, frame: RowFrame): RowKind {
  const known = row.cells.filter(({ column }) => frame.columns.has(column)).length;
  const isData =
    known >= plainlyData && row.cells.some(({ value }) => typeof value === "string" && value.length > 4);
  return isData && !repeatsHeader(row, frame) ? { kind: "data" } : classifyDoubtful(row, frame);
}

function classifyDoubtful(row: SheetRow, frame: RowFrame): RowKind {
  const cells = row.cells
    .map(({ column, value }) => ({ column, value, text: normalizeText(cellText(value)) }))
    .filter(({ text }) => text !== "");
  const words = cells.filter(({ value }) => typeof value === "string");
  const known = cells.filter(({ column }) => frame.columns.has(column));
  const [first] = cells;
  const number =
    first && isBareNumber(first.text) && !frame.identifying.has(first.column) ? first : undefined;
  const said = known.filter((cell) => cell !== number).length;
  // Lists are often numbered further than they are filled.
  if (cells.every((cell) => cell === number)) return { kind: "blank" };
  if (isColumnNumbers(cells.map(({ text }) => text))) return { kind: "columnNumbers" };
  if (repeatsHeader(row, frame)) return { kind: "header" };

  const closing = classifyClosingWords(words.map(({ text }) => text));
  const named = words.find(({ column }) => frame.identifying.has(column));
  // A row whose name is missing may say "Giám đốc" too; signatures bring no number, and names never read like them.
  const isOfTheList = (named && !classifyClosingWords([named.text])) || known.length > 3;
  if (closing && !isOfTheList && (closing !== "signature" || words.length === cells.length)) {
    return { kind: closing };
  }

  const name = findGroupName(
    row.number,
    number,
    words.filter((cell) => cell !== number),
    said,
    frame,
  );
  if (name) return { kind: "group", name };
  return { kind: named || known.length > 1 ? "data" : "unrecognised" };
}

/** The header again, on a further page. The name's column is looked at first, because it tells most rows apart. */
function repeatsHeader(row: SheetRow, { headers, identifying }: RowFrame): boolean {
  const repeats = ({ column, value }: Cell) =>
    typeof value === "string" && normalizeText(value) === headers.get(column);
  if (row.cells.some((cell) => identifying.has(cell.column) && !repeats(cell))) return false;
  return row.cells.filter(repeats).length > 1;
}

/** A row that counts the columns: 1 2 3, (1) (2) (3), or A B 1 2. */
function isColumnNumbers(texts: string[]): boolean {
  const marks = texts.map((text) => text.replace(/[()[\]\s]/g, ""));
  const numbers = marks.filter((mark) => !/^[A-Z]$/.test(mark)).map(Number);
  const start = numbers[0] ?? Number.NaN;
  return numbers.length >= 3 && start <= 1 && numbers.every((number, index) => number === start + index);
}

function classifyClosingWords(texts: string[]): "total" | "note" | "signature" | null {
  const keys = texts.map(searchKey);
  if (keys.some((key) => signatureWords.test(key))) return "signature";
  if (keys.some((key) => totalWords.test(key))) return "total";
  return keys.some((key) => noteWords.test(key)) ? "note" : null;
}

function isBareNumber(text: string): boolean {
  return bareGroupNumber.test(text) || bareListNumber.test(text);
}

interface Words {
  column: number;
  text: string;
}

/**
 * The name of a group that stands alone in its row: numbered as groups are, merged over several columns, or reading
 * like one.
 * @param number what stands before the words and only numbers them
 * @param said how many known columns have a value besides it
 */
function findGroupName(
  row: number,
  number: Words | undefined,
  words: Words[],
  said: number,
  frame: RowFrame,
): string | null {
  const [first, ...others] = words;
  if (!first || others.length > 0) return null;
  if (number && bareGroupNumber.test(number.text)) return said <= 1 ? first.text : null;
  // A row that is numbered as the list's rows are is no group by another number in its text.
  const isNumbered = !number && groupNumber.test(first.text) && !initialOfName.test(first.text);
  const isAlone = said <= 1 && (frame.isMerged(row, first.column) || frame.namesGroup(first.text));
  return isNumbered || isAlone ? first.text.replace(isNumbered ? groupNumber : listNumber, "") : null;
}
