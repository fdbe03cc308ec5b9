/** Of Times New Roman 13 in pixels at 100 %; Excel rounds each letter to whole pixels, which makes a text a little longer. */
const fontPixels = ((13 * 96) / 72) * 1.03;
const widestLetter = fontPixels;
/** How much longer bold letters are. */
const boldFactor = 1.08;

/** What is left for text of a column of `width` characters: Excel counts digits of 7 pixels, and keeps 5 pixels beside them. */
const columnPixels = (width: number) => width * 7;

/**
 * How many lines a text takes in a column, words wrapped, in Times New Roman 13. An estimate that errs on the tall
 * side: neither exceljs nor LibreOffice measures text for us, and a line too many only leaves room.
 * @param width of the column in characters, as Excel counts them
 */
export function countLines(text: string, width: number, { bold = false } = {}): number {
  const room = columnPixels(width) / (bold ? boldFactor : 1);
  if (text.length * widestLetter <= room && !text.includes("\n")) return 1;
  return text.split("\n").reduce((sum, line) => sum + linesOf(line, room), 0);
}

function linesOf(line: string, room: number): number {
  let lines = 1;
  let used = 0;
  for (const word of line.split(" ")) {
    const size = pixelsOf(word);
    const gap = used === 0 ? 0 : blank;
    if (used > 0 && used + gap + size > room) {
      lines += 1;
      used = 0;
    }
    // A word that is longer than its column is broken where it ends.
    const broken = Math.max(0, Math.ceil(size / room) - 1);
    lines += broken;
    used += used === 0 ? size - broken * room : gap + size;
  }
  return lines;
}

function pixelsOf(word: string): number {
  let pixels = 0;
  for (let index = 0; index < word.length; index += 1)
    pixels += letterPixels[word.charCodeAt(index)] ?? widestLetter;
  return pixels;
}

/** Widths of the letters without their accents, in thousandths of the size of the font. */
const letterWidths = Object.entries({
  200: "'|",
  250: " .,",
  278: "ijlt/\\:;",
  333: "Irf()[]!-",
  389: "sJ",
  444: "acez?",
  556: "FPS",
  611: "ELTZ",
  667: "BCR",
  722: "w",
  778: "m",
  889: "M",
  944: "W@%",
}).flatMap(([width, letters]) => [...letters].map((letter) => [letter, Number(width)] as const));
const widthOfLetter = new Map(letterWidths);

/** By UTF-16 code: a table, because this runs for every letter of a file. */
const letterPixels = Float32Array.from({ length: 0x2000 }, (_, code) => pixelsOfLetter(code));
const blank = pixelsOf(" ");

function pixelsOfLetter(code: number): number {
  const [letter = ""] = String.fromCharCode(code).normalize("NFD");
  if (/\p{M}/u.test(letter)) return 0;
  return ((widthOfLetter.get(letter) ?? (/\p{Lu}/u.test(letter) ? 722 : 500)) / 1000) * fontPixels;
}
