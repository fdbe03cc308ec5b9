import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkFullName, givenName, nameSortKey, textSortKey } from "#app/vietnamese/names.ts";

const collator = new Intl.Collator("vi");
const caseBlindCollator = new Intl.Collator("vi", { sensitivity: "accent" });

/** All letters with all tones, the letters of the Kon Tum peoples, and what else stands in names and titles. */
const VOWELS = [..."aăâeêioôơuưy"].flatMap((vowel) =>
  ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"].map((tone) => (vowel + tone).normalize("NFC")),
);
const HIGHLAND = ["ŏ", "ĕ", "ĭ", "ŭ", "ơ̆", "ư̆", "ƀ", "č", "ñ"];
const SIGNS = [..."0123456789_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"];
const SMALL = [..."bcdđfghjklmnpqrstvwxz", ...VOWELS, ...HIGHLAND];
const CHARACTERS = [...SMALL, ...SMALL.map((letter) => letter.toUpperCase()), ...SIGNS];

const syllableOf = (characters: string[]) =>
  fc.array(fc.constantFrom(...characters), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(""));
/** Few letters, so that syllables often agree in their letters and only tones or case can tell them apart. */
const closeSyllable = syllableOf([..."aáạàăắâAÁĂnNdđĐờ1-", "ơ̆"]);
const syllable = fc.oneof(syllableOf(CHARACTERS), closeSyllable);
const syllables = fc.array(fc.oneof(closeSyllable, syllable), { minLength: 1, maxLength: 4 });

function compareBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Syllable by syllable, then the shorter list; case decides only between lists that are otherwise equal. */
function compareLikeOffice(a: string[], b: string[]): number {
  for (const { compare } of [caseBlindCollator, collator]) {
    for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
      const order = compare(a[i]!, b[i]!);
      if (order !== 0) return Math.sign(order);
    }
    if (a.length !== b.length) return Math.sign(a.length - b.length);
  }
  return 0;
}

function sortBy(key: (s: string) => string, list: string[]): string[] {
  return [...list].sort((a, b) => compareBytes(key(a), key(b)));
}

describe("the order of one syllable", () => {
  test("has the 29 letters, the foreign ones, digits before and tones after them, as in CLDR", () => {
    const sorted = sortBy(textSortKey, CHARACTERS);
    expect(sorted).toEqual([...sorted].sort(collator.compare));
    expect(sorted.filter((c) => /^[a-zăâêôơưđ]$/.test(c)).join("")).toBe("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz");
    expect(sorted.filter((c) => "aàảãáạAÀẢÃÁẠ".includes(c)).join("")).toBe("aAàÀảẢãÃáÁạẠ");
  });

  test("is that of Intl.Collator('vi')", () => {
    fc.assert(
      fc.property(syllable, syllable, (a, b) => {
        expect(compareBytes(textSortKey(a), textSortKey(b))).toBe(Math.sign(collator.compare(a, b)));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("the order of texts and names", () => {
  test("goes syllable by syllable, case last of all", () => {
    fc.assert(
      fc.property(syllables, syllables, (a, b) => {
        const order = compareBytes(textSortKey(a.join(" ")), textSortKey(b.join(" ")));
        expect(order).toBe(compareLikeOffice(a, b));
      }),
      { numRuns: 3_000 },
    );
  });

  test("lets a tone of the first syllable win over letters of the second", () => {
    const texts = ["Ha Bình", "Hà An", "Hà Bình", "Há Bình", "Hạ An"];
    expect(sortBy(textSortKey, texts.toReversed())).toEqual(texts);
  });

  test("puts people in the order of an office list", () => {
    const people = [
      "Bùi Thị An",
      "NGUYỄN VĂN AN",
      "Trần An",
      "Trần Văn An",
      "Lê Thị Ánh",
      "Nay H'Bia",
      "Rmah H’Bia",
      "Y Blưh",
      "Đinh Công Dũng",
      "Trịnh Văn Dũng",
      "A Đam",
      "Ngô Văn Đạt",
      "A Hơ Rin",
      "A Tik",
      "Ðỗ Thị Yến",
      "Y Yến",
    ];
    const office = [
      ...["Bùi Thị An", "NGUYỄN VĂN AN", "Trần An", "Trần Văn An", "Lê Thị Ánh", "Y Blưh"],
      ...["Đinh Công Dũng", "Trịnh Văn Dũng", "A Đam", "Ngô Văn Đạt", "Nay H'Bia", "Rmah H’Bia"],
      ...["A Hơ Rin", "A Tik", "Ðỗ Thị Yến", "Y Yến"],
    ];
    expect(sortBy(nameSortKey, people)).toEqual(office);
  });

  test("does not depend on composition, spaces or the shape of an apostrophe", () => {
    expect(nameSortKey(" Rmah\u00a0H’Bia ".normalize("NFD"))).toBe(nameSortKey("Rmah H'Bia"));
    expect(nameSortKey("Hđơ̆k".normalize("NFD"))).toBe(nameSortKey("Hđơ̆k".normalize("NFC")));
  });

  test("has keys in printable ASCII for any text, equal only for texts that sort as equal", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (text) => {
        expect(nameSortKey(text)).toMatch(/^[ -~]*$/);
      }),
    );
    expect(nameSortKey("")).toBe("");
    expect(textSortKey("Công ty 金")).not.toBe(textSortKey("Công ty 銀"));
  });
});

test.each([
  ["Nguyễn Văn An", "An"],
  ["A Tik", "Tik"],
  ["Rmah H'Bia", "H'Bia"],
  ["  Y\u00a0Krông ", "Krông"],
  ["Khánh", "Khánh"],
  ["", ""],
])("the given name of '%s' is '%s'", (fullName, given) => {
  expect(givenName(fullName)).toBe(given);
});

test.each([
  ["Nguyễn Văn An", "ok"],
  ["HUỲNH THANH VY", "ok"],
  ["A Tik", "ok"],
  ["Y Krông", "ok"],
  ["H'Bia", "ok"],
  ["Rmah H’Bia", "ok"],
  ["Hđơ̆k Ƀlưh".normalize("NFD"), "ok"],
  ["Nguyễn Trần-Lê Vy", "ok"],
  ["Công Tằng Tôn Nữ Thị Ngọc Hà", "ok"],
  [" \u00a0", "empty"],
  ["An", "tooShort"],
  ["' -", "tooShort"],
  ["Một Hai Ba Bốn Năm Sáu Bảy Tám", "tooLong"],
  [`Nguyễn ${"a".repeat(100)}`, "tooLong"],
  ["Nguyễn Văn A1", "hasDigits"],
  ["Nguyễn Văn A\n(Trưởng ca)", "hasSymbols"],
  ["NguyÔn V¨n §øc", "hasSymbols"],
])("checking the full name '%s' says %s", (fullName, outcome) => {
  expect(checkFullName(fullName)).toBe(outcome);
});
