import { collationKey } from "./collation.ts";
import { normalizeText } from "./text.ts";

const LONGEST_NAME = 100;
const MOST_WORDS = 7;

export type FullNameCheck = "ok" | "empty" | "hasDigits" | "hasSymbols" | "tooShort" | "tooLong";

/** The last word, by which people are called and listed: "Nguyễn Văn An" → "An", "A Tik" → "Tik". */
export function givenName(fullName: string): string {
  return splitWords(fullName).at(-1) ?? "";
}

/** What stands before the given name: "Nguyễn Văn An" → "Nguyễn Văn". */
export function familyAndMiddleNames(fullName: string): string {
  return splitWords(fullName).slice(0, -1).join(" ");
}

/**
 * Orders people as offices do: by given name, then by the other words from the family name on. ASCII; compare with
 * `<` or ORDER BY … COLLATE "C". Names that differ only in case sort together, small letters first.
 */
export function nameSortKey(fullName: string): string {
  const words = splitWords(fullName);
  return collationKey([...words.slice(-1), ...words.slice(0, -1)]);
}

/** Orders businesses, clusters, courses …: like `nameSortKey`, from the first word on. */
export function textSortKey(s: string): string {
  return collationKey(splitWords(s));
}

/**
 * Whether a text can be a person's full name. Lenient, because names of the Kon Tum peoples have one-letter words
 * (A Tik, Y Krông), apostrophes (H'Bia, where H' counts as a word) and letters such as ơ̆. Names are never re-cased.
 */
export function checkFullName(s: string): FullNameCheck {
  const name = normalizeText(s);
  if (name === "") return "empty";
  if (/\p{N}/u.test(name)) return "hasDigits";
  if (!/^[\p{L}\p{M}'‘’\-‐‑ ]+$/u.test(name)) return "hasSymbols";
  const words = name.split(/[ '‘’]+/).filter((word) => /\p{L}/u.test(word));
  if (words.length < 2) return "tooShort";
  if (words.length > MOST_WORDS || name.length > LONGEST_NAME) return "tooLong";
  return "ok";
}

const addressed = /^(ông|bà|anh|chị|cô|ông\/bà|đ\/c|đồng chí)[.:]? (\p{L}.*)$/iu;
/** Of most people of the Central Highlands and the coast below them; A, Y and the clans among them. */
const commonFamilyNames = new Set(
  `a y rơ ksor siu rmah kpă kpuih nay niê rcom rah nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương
  lý đinh trương đoàn lâm mai trịnh cao tạ hà phùng châu tô lương vương thái nông hứa tống`.split(/\s+/),
);

/**
 * How somebody is addressed before the name, which is no part of it: "Bà Nguyễn Thị Hà", "Đ/c A Tik". Ông, Anh and
 * others are family names too ("Ông Ích Khiêm"): they are left out only where a family name or three words follow.
 */
export function splitFormOfAddress(s: string): { address: string | null; name: string } {
  const [, address = "", name = ""] = addressed.exec(normalizeText(s)) ?? [];
  const words = splitWords(name.toLowerCase());
  const isFamilyName = !address.includes("/") && !/ /.test(address);
  const [first = ""] = words;
  const isOfAName = commonFamilyNames.has(first) || (words.length >= 3 && first !== "văn" && first !== "thị");
  if (words.length < 2 || (isFamilyName && !isOfAName)) return { address: null, name: s };
  return { address, name };
}

function splitWords(s: string): string[] {
  return normalizeText(s).split(" ").filter(Boolean);
}
