/** Eight-bit encodings of before Unicode, known by their fonts: TCVN3 (ABC) by .VnTime, VNI by VNI-Times. */
export type LegacyEncoding = "tcvn3" | "vni";

/** A font in whose texts characters mean other letters; `capitals`: it draws small letters as capitals (.VnTimeH). */
export interface LegacyFont {
  encoding: LegacyEncoding;
  capitals: boolean;
}

export function legacyFontOf(name: string): LegacyFont | null {
  if (/^\.vn/i.test(name)) return { encoding: "tcvn3", capitals: /H$/.test(name) };
  return /^vni[- ]/i.test(name) ? { encoding: "vni", capitals: false } : null;
}

/**
 * The letters of TCVN3 by their place in the code page, from 0xA1 on (TCVN 5712:1993, VN3); a dot is no letter. Capitals
 * with a tone have no place of their own: they are small letters in a font that ends with H.
 */
const tcvn3Letters =
  "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ";

/** VNI writes a mark after its letter. The marks of each letter and what they make of it, in small letters. */
const vniMarks: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  a: marks("øùûõïâàáåãäêèéúüë", "àáảãạâầấẩẫậăằắẳẵặ"),
  e: marks("øùûõïâàáåãä", "èéẻẽẹêềếểễệ"),
  o: marks("øùûõïâàáåãä", "òóỏõọôồốổỗộ"),
  ô: marks("øùûõï", "ờớởỡợ"),
  u: marks("øùûõï", "ùúủũụ"),
  ö: marks("øùûõï", "ừứửữự"),
  y: marks("øùûõ", "ỳýỷỹ"),
};
const vniLetters = marks("ñôöìíæóòî", "đơưìíỉĩịỵ");

const vniCodes = new RegExp(
  [
    ...Object.entries(vniMarks).map(([letter, following]) => `${letter}[${Object.keys(following).join("")}]`),
    `[${Object.keys(vniLetters).join("")}]`,
  ].join("|"),
  "gi",
);

const tcvn3Table = new Map(
  [...tcvn3Letters].flatMap((letter, place) =>
    letter === "." ? [] : [[String.fromCharCode(0xa1 + place), letter] as const],
  ),
);

/** The text in Unicode. What is no letter of the encoding stays, so converting by mistake is the only danger. */
export function decodeLegacy(text: string, { encoding, capitals }: LegacyFont): string {
  const decoded = encoding === "tcvn3" ? decodeTcvn3(text) : decodeVni(text);
  return capitals ? decoded.toUpperCase() : decoded;
}

function decodeTcvn3(text: string): string {
  return text.replace(/[\u00a1-\u00fe]/g, (code) => tcvn3Table.get(code) ?? code);
}

function decodeVni(text: string): string {
  return text.replace(vniCodes, (code) => {
    const [letter = "", mark = ""] = code.toLowerCase();
    const decoded = (mark === "" ? vniLetters[letter] : vniMarks[letter]?.[mark]) ?? code;
    return code.startsWith(letter) ? decoded : decoded.toUpperCase();
  });
}

/** A Vietnamese syllable without its tone. */
const syllable =
  /^(?:[bcdđghklmnpqrstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?[aăâeêioôơuưy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?$/;
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Fewer words with accents prove nothing. */
const fewestWords = 3;

/**
 * The encoding in which texts without a telling font are written, null for Unicode and where it stays open. Whichever
 * way turns their accented words into Vietnamese syllables is right; Unicode wins a tie. Only texts with characters up
 * to U+00FF can be in question.
 */
export function detectLegacy(texts: readonly string[]): LegacyEncoding | null {
  const doubtful = texts.filter((text) => /[\u00a1-\u00ff]/.test(text) && !/[\u0100-\uffff]/.test(text));
  const words = doubtful
    .flatMap((text) => text.split(/[\s,.;:/()-]+/))
    .filter((word) => /[\u00a1-\u00ff]/.test(word));
  if (words.length < fewestWords) return null;
  const share = (decode: (text: string) => string) =>
    words.filter((word) => isSyllable(decode(word))).length / words.length;
  const [tcvn3, vni, unicode] = [share(decodeTcvn3), share(decodeVni), share((text) => text)];
  const best = Math.max(tcvn3, vni);
  if (best < 0.7 || best - unicode < 0.25) return null;
  return tcvn3 > vni ? "tcvn3" : "vni";
}

function isSyllable(word: string): boolean {
  const parts = word.toLowerCase().normalize("NFD");
  if ((parts.match(tones) ?? []).length > 1) return false;
  return syllable.test(parts.replace(tones, "").normalize("NFC"));
}

function marks(codes: string, letters: string): Record<string, string> {
  return Object.fromEntries([...codes].map((code, place) => [code, letters.charAt(place)]));
}
