/**
 * Sort keys in Vietnamese office order, as printable ASCII.
 *
 * The weights follow the CLDR rules for `vi` (common/collation/vi.xml), but they are spelled out here so that the
 * order is the same in every browser, in Node and in PostgreSQL with COLLATE "C", whatever ICU each of them carries.
 *
 * A key is a row of fields separated by a space, the lowest character in use: letters and tones of the first
 * syllable, letters and tones of the second, …, then an empty field and the case of all letters. Case comes last of
 * all, not last in its syllable, so that a name typed in capitals stands among the others and not behind them.
 */

/** Letters of their own, each right behind its base: "|" and "}" sort above "z", so ă follows every word in a. */
const LETTER_WEIGHTS: Readonly<Record<string, string>> = {
  "a\u0306": "a|",
  "a\u0302": "a}",
  ƀ: "b|",
  đ: "d|",
  ð: "d|",
  ɖ: "d|",
  "e\u0302": "e|",
  "o\u0302": "o|",
  "o\u031b": "o}",
  "u\u031b": "u|",
};

/** Huyền, hỏi, ngã, sắc, nặng; then breve, circumflex, caron, ring and diaeresis, for letters such as ŏ, ơ̆ and č. */
const MARKS = "\u0300\u0309\u0303\u0301\u0323\u0306\u0302\u030c\u030a\u0308";

/** ASCII punctuation in the order of the Unicode collation algorithm, all of it before digits. */
const PUNCTUATION = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/** Weight of a letter without a mark (ngang) and of a small letter. Left out at the end of a field. */
const COMMON = "1";

interface Weights {
  letters: string;
  tones: string;
  cases: string;
}

/** Orders lists of syllables by byte: all levels but case are decided syllable by syllable. */
export function collationKey(syllables: readonly string[]): string {
  const weights = syllables.map(weighSyllable);
  const fields = weights.flatMap(({ letters, tones }) => [letters, dropCommonEnd(tones)]);
  const cases = dropCommonEnd(weights.map((syllable) => syllable.cases).join(""));
  return [...fields, "", cases].join(" ").trimEnd();
}

function weighSyllable(syllable: string): Weights {
  const weights: Weights = { letters: "", tones: "", cases: "" };
  for (const [cluster] of foldTypography(syllable)
    .normalize("NFD")
    .matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const [base = "", ...marks] = cluster;
    const letter = base.toLowerCase();
    const own = marks.find((mark) => letter + mark in LETTER_WEIGHTS);
    weights.letters += LETTER_WEIGHTS[letter + (own ?? "")] ?? weighPlain(letter);
    weights.tones +=
      COMMON +
      marks
        .filter((mark) => mark !== own)
        .map(weighMark)
        .join("");
    weights.cases += letter === base ? COMMON : "2";
  }
  return weights;
}

function weighPlain(character: string): string {
  if (/^[a-z0-9]$/.test(character)) return character;
  const place = PUNCTUATION.indexOf(character);
  if (place >= 0) return `!${String.fromCharCode("A".charCodeAt(0) + place)}`;
  const codePoint = (character.codePointAt(0) ?? 0).toString(16).padStart(6, "0");
  return /[\p{L}\p{N}]/u.test(character) ? `{${codePoint}` : `!~${codePoint}`;
}

function weighMark(mark: string): string {
  const place = MARKS.indexOf(mark);
  return place < 0 ? "z" : String.fromCharCode("2".charCodeAt(0) + place);
}

/** The apostrophe and the hyphen that a phone or Word puts in must not part two people of one name. */
function foldTypography(s: string): string {
  return s.replace(/[‘’ʼ′]/g, "'").replace(/[‐‑‒–—]/g, "-");
}

function dropCommonEnd(weights: string): string {
  let end = weights.length;
  while (weights[end - 1] === COMMON) end -= 1;
  return weights.slice(0, end);
}
