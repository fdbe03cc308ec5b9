/** Format characters (zero-width, soft hyphen, text direction), halves of surrogate pairs, and the grapheme joiner. */
const INVISIBLE = /[\p{Cf}\p{Cs}]|\u034f/gu;

/** Spaces of every width, line breaks, and control characters, which PostgreSQL text partly refuses. */
const BLANK = /[\s\p{Cc}]+/gu;

/** Composed letters and single spaces only: most texts need no work, and workbooks bring very many. */
const DONE = /^[!-~\u00a1-\u00ac\u00ae-\u017eƠơƯưẠ-ỹ]+(?: [!-~\u00a1-\u00ac\u00ae-\u017eƠơƯưẠ-ỹ]+)*$/;

/**
 * The form in which every text is stored: NFC, one line, single plain spaces, nothing invisible. Letters and their
 * case stay as typed. Office workbooks bring no-break spaces, line breaks inside a cell and the decomposed accents
 * of macOS and iPhones. Idempotent.
 */
export function normalizeText(s: string): string {
  if (DONE.test(s)) return s;
  return s.replace(INVISIBLE, "").replace(BLANK, " ").trim().normalize("NFC");
}

/**
 * What a search compares: no accents, lower case, words separated by one space ("Đăk Cấm, H'Bia" → "dak cam h bia").
 * Stored beside the text and applied to the query, so both sides always agree. Idempotent.
 *
 * đ and ƀ have no decomposition and are folded by hand, as are Eth (ð Ð) and African D (Ɖ), which fonts draw like đ.
 */
export function searchKey(s: string): string {
  return normalizeText(s)
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[đðɖ]/g, "d")
    .replace(/ƀ/g, "b")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
