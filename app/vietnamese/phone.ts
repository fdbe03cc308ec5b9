import { dropDecimalZero, isScientific } from "./digit-text.ts";
import { normalizeText } from "./text.ts";

/** Eleven-digit mobile prefixes until November 2018 and what replaced them, without the leading 0. */
const PRESENT_PREFIXES: Readonly<Record<string, string>> = {
  "162": "32",
  "163": "33",
  "164": "34",
  "165": "35",
  "166": "36",
  "167": "37",
  "168": "38",
  "169": "39",
  "120": "70",
  "121": "79",
  "122": "77",
  "126": "76",
  "128": "78",
  "123": "83",
  "124": "84",
  "125": "85",
  "127": "81",
  "129": "82",
  "186": "56",
  "188": "58",
  "199": "59",
};

/** Without the leading 0. No list of operators: numbers are ported and operators come and go. */
const MOBILE = /^[35789]\d{8}$/;
const LANDLINE = /^2\d{9}$/;
const OLD_MOBILE = /^1\d{9}$/;
const NO_SUCH_PREFIX = /^0[146]\d{8,9}$/;

/** Of any number with its area or country, hotlines left aside. */
const SHORTEST_NUMBER = 8;

/** More than two numbers and a remark need; the search below is not meant for a whole page in one cell. */
const LONGEST_TEXT = 200;

const FOREIGN = /^\+(?!84)([1-9][\d\s.()-]{7,24})$/;
const LABEL = /^(?:số điện thoại|điện thoại|di động|sđt|đtdđ|đt|tel|zalo)?[\s:.(]*$/i;
const NUMBER_WITH_REST = /^([^\d+]*)(\+?\d[\d\s.,()/;|+‐‑–-]*)(.*)$/u;

export type PhoneProblem = "empty" | "letters" | "length" | "prefix" | "oldPrefix" | "lostDigits";

export type PhoneResult =
  | { ok: true; e164: string; rest: string | null; repaired: boolean; converted: boolean }
  | { ok: false; problem: PhoneProblem };

interface NationalNumber {
  /** Without the leading 0. */
  national: string;
  repaired: boolean;
  converted: boolean;
}

/**
 * Reads the first phone number of a cell or form field as E.164.
 *
 * `rest` is what else stands there as typed, a second number or a remark, and belongs in the note. `repaired`: the
 * leading 0 was lost and is back. `converted`: an eleven-digit mobile number of before November 2018 got its present
 * prefix; with `convertOldPrefixes: false` it is the problem `oldPrefix` instead.
 */
export function parsePhone(
  raw: string,
  { convertOldPrefixes = true }: { convertOldPrefixes?: boolean } = {},
): PhoneResult {
  const text = dropDecimalZero(normalizeText(raw).replace(/^['‘’]/, ""));
  if (text === "") return { ok: false, problem: "empty" };
  if (text.length > LONGEST_TEXT) return { ok: false, problem: "length" };
  if (isScientific(text)) return { ok: false, problem: "lostDigits" };

  const foreign = FOREIGN.exec(text)?.[1]?.replace(/\D/g, "");
  if (foreign) return acceptForeign(foreign);

  const [, before = "", run = "", after = ""] = NUMBER_WITH_REST.exec(text) ?? [];
  // A letter that touches the number may stand for a digit.
  const touched = /\p{L}$/u.test(before) || (/\d$/.test(run) && /^\p{L}/u.test(after));
  if (run === "" || touched) return { ok: false, problem: "letters" };

  const first = readFirst(run);
  if (!first) {
    const unknownPrefix = NO_SUCH_PREFIX.test(run.replace(/\D/g, ""));
    return { ok: false, problem: unknownPrefix ? "prefix" : "length" };
  }
  const { national, repaired, converted, end } = first;
  if (converted && !convertOldPrefixes) return { ok: false, problem: "oldPrefix" };
  return {
    ok: true,
    e164: `+84${national}`,
    rest: restOfCell(before, run.slice(end) + after),
    repaired,
    converted,
  };
}

/** `+84912345678` → `0912345678`. Foreign numbers stay in E.164. */
export function nationalPhone(e164: string): string {
  return e164.replace(/^\+84/, "0");
}

/** `0912 345 678`; landlines `0260 3862 345`, and `024 3825 1234` in Hà Nội and TP. Hồ Chí Minh. */
export function showPhone(e164: string): string {
  const digits = nationalPhone(e164);
  if (/^0(?:24|28)\d{8}$/.test(digits)) return group(digits, 3, 4);
  if (/^02\d{9}$/.test(digits)) return group(digits, 4, 4);
  return /^0\d{9}$/.test(digits) ? group(digits, 4, 3) : digits;
}

/**
 * The longest run of digit groups that is a number. Separators inside a number and between two numbers are the same
 * characters, so only the digits tell where the first one ends.
 */
function readFirst(run: string): (NationalNumber & { end: number }) | null {
  const ends = [...run.matchAll(/\d+/g)].map((digits) => digits.index + digits[0].length);
  for (const end of ends.reverse()) {
    const number = readNational(run.slice(0, end));
    if (number && !hasStrayDigits(run.slice(end))) return { ...number, end };
  }
  return null;
}

/** "0912 345 678 9" is a typing mistake; its first ten digits may be a stranger's number. */
function hasStrayDigits(following: string): boolean {
  return /^[\s.]*\d/.test(following) && following.replace(/\D/g, "").length < SHORTEST_NUMBER;
}

function readNational(text: string): NationalNumber | null {
  const digits = text.replace(/\D/g, "").replace(/^0084/, "84");
  // People write "+84 (0)912 …" too.
  const afterCountry = digits.startsWith("84") ? toPresentNumber(digits.slice(2).replace(/^0/, "")) : null;
  if (afterCountry) return { ...afterCountry, repaired: false };
  const domestic = text.startsWith("+") ? null : toPresentNumber(digits.replace(/^0/, ""));
  return domestic && { ...domestic, repaired: !digits.startsWith("0") };
}

function toPresentNumber(digits: string): { national: string; converted: boolean } | null {
  if (MOBILE.test(digits) || LANDLINE.test(digits)) return { national: digits, converted: false };
  const prefix = OLD_MOBILE.test(digits) ? PRESENT_PREFIXES[digits.slice(0, 3)] : undefined;
  return prefix === undefined ? null : { national: prefix + digits.slice(3), converted: true };
}

function acceptForeign(digits: string): PhoneResult {
  if (digits.length < SHORTEST_NUMBER || digits.length > 15) return { ok: false, problem: "length" };
  return { ok: true, e164: `+${digits}`, rest: null, repaired: false, converted: false };
}

function restOfCell(before: string, after: string): string | null {
  const parts = [LABEL.test(before) ? "" : before, after];
  const rest = parts.map((part) => part.replace(/^[\s.,/;|)‐‑–-]+|[\s.,:/;|(‐‑–-]+$/g, "")).filter(Boolean);
  return rest.length > 0 ? rest.join("; ") : null;
}

function group(digits: string, first: number, second: number): string {
  const third = first + second;
  return `${digits.slice(0, first)} ${digits.slice(first, third)} ${digits.slice(third)}`;
}
