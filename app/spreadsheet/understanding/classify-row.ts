import { type Cell, cellText, type SheetRow } from "#app/spreadsheet/workbook.ts";
import { isDepartment } from "#app/vietnamese/organization-names.ts";
import { normalizeText, searchKey } from "#app/vietnamese/text.ts";
import type { SkipReason } from "./reading-decisions.ts";

export type RowKind =
  | { kind: "blank" | "data" | Exclude<SkipReason, "group" | "hidden"> }
  | {
      kind: "group";
      name: string;
      /** As it is numbered, without signs: "II", "I.1". */
      number: string | null;
    };

export type Group = Extract<RowKind, { kind: "group" }>;

/** Where the table's columns are, for judging a row of it. */
export interface RowFrame {
  columns: ReadonlySet<number>;
  /** The header over each column as written, normalized. */
  headers: ReadonlyMap<number, string>;
  /** Columns of which no row of the table goes without all. */
  identifying: ReadonlySet<number>;
  /** By column, whether a text looks like a value of it; absent where any text may be one. */
  fits: ReadonlyMap<number, (text: string) => boolean>;
  /** Whether a text that stands alone in its row reads like the name of a group; absent where no group is read. */
  namesGroup: ((text: string) => boolean) | undefined;
  /** Whether the cell at this place reaches over further columns. */
  isMerged: (row: number, column: number) => boolean;
}

const totalWords =
  /^(tong cong(?! ty)|tong so|tong( \d|$)|cong( \d| so|$)|cong (don vi|nhom|muc|phan|trang|cum|khoi|chuyen|mang)\b|(chuyen|mang) (sang )?trang|cong( [ivx]+)+$|(an dinh )?danh sach (nay |tren )?(co|gom)( co| tat ca)? \d)/;
const noteWords = /^(ghi chu|luu y|chu thich|bang chu|an dinh danh sach)\b/;
const signatureWords =
  /^((nguoi|can bo) (lap|tong hop|duyet|kiem tra|khai|thuc hien)\b|lap (bieu|bang|danh sach)$|noi nhan$|(prepared|approved) by\b|ky (va )?ghi ro|(t ?m|k ?t|t ?l|tuq) (uy ban|ubnd|ban|chu tich|giam doc|truong|thu truong)|(pho )?(chu tich|giam doc|thu truong|truong phong)$|(giam doc|thu truong) (cong ty|doanh nghiep|don vi|co quan)$|chu doanh nghiep$|ke toan( truong)?$|chu nhiem( htx| hop tac xa)?$|(da )?ky( ten)?( va)?( dong dau)?$|xac nhan (cua )?|dai dien (don vi|co so|doanh nghiep)$|.*\bngay( \d+)? thang( \d+)? nam\b)/;

/** `I.`, `II -`, `A)`, `I.1`: what numbers a group. A letter needs its sign, because A and Y are names. */
const groupNumber = /^(?:[IVXLC]+|[A-Z])(?:(?:\.\d{1,2})+[.)]?\s|\s*[.):/\-–])\s*(?=\S)/;
/** The first names of many people in the highlands: "A. Thút" and "Y - Blin" number nothing. */
const initialOfName = /^[AY]\s*[.\-–]\s*\p{Lu}[\p{L}\p{M}'’]*(?:\s\p{Lu}[\p{L}\p{M}'’]*)?$/u;
const listNumber = /^\d{1,3}\s*[.)/\-–]\s*(?=\S)/;
const bareGroupNumber = /^(?:[IVXLC]+|[A-H])(?:\.(?:\d{1,2}|[IVXLC]+))*[.)]?$/;
const bareListNumber = /^\d{1,3}(?:\.\d{1,3})*[.)]?$/;

/** "Danh sách (tiếp theo)", "Công ty Gỗ (tiếp)": what stood on the page before goes on. */
export const goesOn = /[\s(–-]{0,3}(?:tiếp theo|\(tiếp)(?: trang [\p{L}\d]+)?[\s).:]*$/iu;

/** Nobody employs more. */
const largestSum = 100_000;

const longestNumber = 8;
/** Dotted lines are there to be written on. */
const blank = /^[\s.…_–-]*$/;

/** So many known cells are nothing but a row of the list, a repeated header or the numbers of the columns. */
const plainlyData = 4;

/** What a row below the header is; the one after it may tell. `signature` ends the table: only names of signers follow. */
export function classifyRow(row: SheetRow, frame: RowFrame, next?: SheetRow): RowKind {
  const known = row.cells.filter(({ column }) => frame.columns.has(column)).length;
  const isData =
    known >= plainlyData &&
    row.cells.some(({ value }) => typeof value === "string" && value.length > 4) &&
    !startsGroup(row);
  return isData && !repeatsHeader(row, frame) ? { kind: "data" } : classifyDoubtful(row, frame, next);
}

function startsGroup({ cells }: SheetRow): boolean {
  const start = cells[0]?.value;
  return typeof start === "string" && start.length <= longestNumber && bareGroupNumber.test(start.trim());
}

function classifyDoubtful(row: SheetRow, frame: RowFrame, next: SheetRow | undefined): RowKind {
  const cells = row.cells
    .map(({ column, value }) => ({ column, value, text: normalizeText(cellText(value)) }))
    .filter(({ text }) => !blank.test(text));
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

  const others = words.filter((cell) => cell !== number);
  const isSubtotal =
    number && opensGroup(number, next) && cells.every((cell) => isSmallSum(cell) || words.includes(cell));
  const group = findGroup(row.number, number, others, isSubtotal ? 1 : said, frame);
  if (group) return group;
  // An address or a telephone may stand beside it; nobody is called "Công ty …".
  if (named && frame.namesGroup?.(named.text)) return nameGroup(named.text);
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

/** Numbered I or A, and below it the rows 1, 2, 3 or a group of the next level: A.1, or I below A. */
function opensGroup({ column, text }: Words, next: SheetRow | undefined): boolean {
  const below = normalizeText(cellText(next?.cells.find((cell) => cell.column === column)?.value));
  if (!bareGroupNumber.test(text)) return false;
  const own = text.replace(/[.)]$/, "");
  return (
    bareListNumber.test(below) || below.startsWith(`${own}.`) || (/^[A-H]$/.test(own) && /^I\b/.test(below))
  );
}

/** The sum of a group may stand beside its name: so many people, so many women. */
function isSmallSum({ value }: Pick<Cell, "value">): boolean {
  return typeof value === "number" && Number.isInteger(value) && value <= largestSum;
}

/**
 * A group's name that stands alone in its row: numbered as groups are, merged over several columns, or reading like one.
 * @param number what stands before the words and only numbers them
 * @param said how many known columns have a value besides it
 */
function findGroup(
  row: number,
  number: Words | undefined,
  words: Words[],
  said: number,
  frame: RowFrame,
): Group | null {
  const [first, ...others] = words;
  if (!first || others.length > 0) return null;
  if (number && bareGroupNumber.test(number.text)) return said <= 1 ? groupOf(first.text, number.text) : null;
  // A row that is numbered as the list's rows are is no group by another number in its text.
  const isNumbered = !number && groupNumber.test(first.text) && !initialOfName.test(first.text);
  if (isNumbered) return groupOf(first.text.replace(groupNumber, ""), groupNumber.exec(first.text)?.[0]);
  const isNamed = frame.namesGroup && (frame.namesGroup(first.text) || isDepartment(first.text));
  const isAlone = said <= 1 && (isNamed || frame.isMerged(row, first.column));
  return isAlone ? nameGroup(first.text) : null;
}

/** The group that a text names which stands alone over a table. */
export function nameGroup(text: string): Group {
  return groupOf(text.replace(listNumber, ""), listNumber.exec(text)?.[0]);
}

function groupOf(name: string, number = ""): Group {
  return {
    kind: "group",
    name: name.replace(goesOn, "") || name,
    number: number.replace(/[^\dA-Z]+$/, "") || null,
  };
}
