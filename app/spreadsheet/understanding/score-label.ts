import { normalizeText, searchKey } from "#app/vietnamese/text.ts";
import type { HeaderLabel } from "./header-labels.ts";

/** Shorter synonyms ("nữ", "đt") are too common inside other headers. */
const shortestContained = 4;
/** Shorter ones ("GT", "NS") stand for many things: the values must agree. */
const shortestAbbreviation = 3;

interface Synonym {
  key: string;
  letters: string;
  /** Its words, each whole or by its first consonants; null for a single word, which has no short form. */
  shortened: RegExp | null;
}

/** What a header says, in the ways in which it may say it. */
interface Sayings {
  whole: string;
  /** Without what stands in brackets, and without its group. */
  letters: { whole: string; leaf: string; wholeBare: string; leafBare: string };
  /** What a stroke or brackets set apart: "Mã số thuế/ĐKKD", "Căn cước (MST)". */
  parts: string[];
  /** "Lao động / Nam": half of what the rest says. */
  isOfOneGender: boolean;
}

const synonymsByTexts = new WeakMap<readonly string[], Synonym[]>();
const sayingsByPath = new WeakMap<readonly HeaderLabel[], Sayings>();

/**
 * How well a header says one of these synonyms. 1: just this, with its group; 0.9: without its group, or but for what
 * stands in brackets; less: among other words, or in the short forms of offices (Ng.sinh, MS thuế, ĐVCT); 0: not at all.
 */
export function scoreLabel(path: readonly HeaderLabel[], texts: readonly string[]): number {
  if (path.length === 0) return 0;
  const { whole, letters, parts, isOfOneGender } = sayingsOf(path);
  let best = 0;
  for (const synonym of synonymsOf(texts)) {
    const length = synonym.key.length / whole.length;
    if (synonym.letters === letters.whole) return 1;
    if (isOfOneGender && !/ ?(?:nam|nu)$/.test(synonym.key)) continue;
    if (synonym.letters === letters.leaf || synonym.letters === letters.leafBare) best = Math.max(best, 0.9);
    if (synonym.letters === letters.wholeBare) best = Math.max(best, 0.9 + 0.09 * Math.min(1, length));
    const isContained = synonym.key.length >= shortestContained && ` ${whole} `.includes(` ${synonym.key} `);
    if (isContained) best = Math.max(best, 0.5 + 0.35 * length);
    if (best < 0.75) {
      const short = [letters.wholeBare, letters.leafBare].map((said) => scoreShort(synonym, said));
      const part = parts.map((said) => (said === synonym.letters ? 0.7 : scoreShort(synonym, said) - 0.05));
      best = Math.max(best, ...short, ...part);
    }
  }
  return best;
}

function scoreShort({ shortened }: Synonym, letters: string): number {
  if (!shortened?.test(letters)) return 0;
  return letters.length >= shortestAbbreviation ? 0.75 : 0.5;
}

function sayingsOf(path: readonly HeaderLabel[]): Sayings {
  const known = sayingsByPath.get(path);
  if (known) return known;
  const leaf = path.at(-1);
  const whole = path.map(({ key }) => key).join(" ");
  const written = normalizeText(leaf?.written ?? "");
  const bareLeaf = bareKey(leaf);
  const says = {
    whole,
    letters: {
      whole: lettersOf(whole),
      leaf: lettersOf(leaf?.key ?? ""),
      wholeBare: lettersOf(path.map(bareKey).join(" ")),
      leafBare: lettersOf(bareLeaf),
    },
    parts: /[/()]/.test(written)
      ? written.split(/[/()]/).flatMap((part) => lettersOf(searchKey(part)) || [])
      : [],
    isOfOneGender: saysOneGender(written.toLowerCase()),
  };
  sayingsByPath.set(path, says);
  return says;
}

/** With their tones, because nam without one is a man and with it a year. */
function saysOneGender(written: string): boolean {
  const said = [written, written.replace(/\s?\([^()]*\)$/, "")].some((text) =>
    /(?:^|[\s(])(?:nam|nữ)\)?$/u.test(text),
  );
  return said && !(/nam/.test(written) && /nữ/.test(written));
}

/** "Số lao động (người)", "Số CCCD (12 số) (*)": the brackets say how to fill it in. */
function bareKey(label: HeaderLabel | undefined): string {
  if (!label) return "";
  const bare = label.written.replace(/[([][^()[\]]*[)\]]/g, " ");
  return bare === label.written ? label.key : searchKey(bare) || label.key;
}

function synonymsOf(texts: readonly string[]): Synonym[] {
  const known = synonymsByTexts.get(texts);
  if (known) return known;
  const synonyms = texts.map((text) => {
    const key = searchKey(text);
    return { key, letters: lettersOf(key), shortened: shortForms(key) };
  });
  synonymsByTexts.set(texts, synonyms);
  return synonyms;
}

/** "trình độ chuyên môn" is also T.độ CM and Tr.độ chuyên môn. */
function shortForms(key: string): RegExp | null {
  const words = key.split(" ");
  if (words.length < 2) return null;
  const forms = words.map((word) => {
    const consonants = /^[^aeiouy\d]+/.exec(word)?.[0] ?? "";
    return `(?:${[word, consonants, consonants.slice(0, 1)].filter(Boolean).join("|")})`;
  });
  return new RegExp(`^${forms.join("")}$`);
}

/** Abbreviations come with and without dots: ĐT, Đ.T, M.S.T. */
function lettersOf(key: string): string {
  return key.replaceAll(" ", "");
}
