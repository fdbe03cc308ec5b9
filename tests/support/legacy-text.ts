import type { LegacyEncoding } from "#app/vietnamese/legacy-fonts.ts";

const vniTones: Record<string, string> = {
  "\u0300": "ø",
  "\u0301": "ù",
  "\u0309": "û",
  "\u0303": "õ",
  "\u0323": "ï",
};
const vniHats: Record<string, string> = {
  "\u0300": "à",
  "\u0301": "á",
  "\u0309": "å",
  "\u0303": "ã",
  "\u0323": "ä",
};
const vniBreves: Record<string, string> = {
  "\u0300": "è",
  "\u0301": "é",
  "\u0309": "ú",
  "\u0303": "ü",
  "\u0323": "ë",
};
const vniAlone: Record<string, string> = {
  đ: "ñ",
  ơ: "ô",
  ư: "ö",
  ì: "ì",
  í: "í",
  ỉ: "æ",
  ĩ: "ó",
  ị: "ò",
  ỵ: "î",
};

/** Letters of TCVN3 in the order of their codes from A1; gaps as dots. */
const tcvn3 = new Map(
  Object.entries({
    161: "ĂÂÊÔƠƯĐăâêôơưđ",
    181: "àảãáạ",
    187: "ằẳẵắ",
    198: "ặầẩẫấậè",
    206: "ẻẽéẹềểễếệìỉ",
    220: "ĩíịò",
    225: "ỏõóọồổỗốộờởỡớợù",
    241: "ủũúụừửữứựỳỷỹýỵ",
  }).flatMap(([from, letters]) =>
    [...letters].map((letter, place) => [letter, String.fromCharCode(Number(from) + place)] as const),
  ),
);

/**
 * Unicode text as an office typed it before Unicode, for making files to be read. TCVN3 has no capitals with tones:
 * they become small letters, which only a font of capitals would show as they were.
 */
export function encodeLegacy(text: string, encoding: LegacyEncoding): string {
  const encode =
    encoding === "vni" ? encodeVni : (letter: string) => tcvn3.get(letter) ?? tcvn3.get(letter.toLowerCase());
  return [...text.normalize("NFC")].map((letter) => encode(letter) ?? letter).join("");
}

function encodeVni(letter: string): string {
  const isCapital = letter !== letter.toLowerCase();
  const code = encodeSmallVni(letter.toLowerCase());
  return isCapital ? code.toUpperCase() : code;
}

function encodeSmallVni(letter: string): string {
  const alone = vniAlone[letter];
  if (alone) return alone;
  const [base = "", ...marks] = letter.normalize("NFD");
  const tone = marks.find((mark) => mark in vniTones) ?? "";
  if (marks.includes("\u031b")) return `${vniAlone[`${base}\u031b`.normalize("NFC")]}${vniTones[tone] ?? ""}`;
  if (marks.includes("\u0302")) return base + (vniHats[tone] ?? "â");
  if (marks.includes("\u0306")) return base + (vniBreves[tone] ?? "ê");
  return base + (vniTones[tone] ?? "");
}
