/** What Excel pads a cell with, in pixels at 100 %. */
const cellPadding = 4;
/** Of Times New Roman 13 in pixels, a little rounded up; a text that fits by its widest letters needs no closer look. */
const widestLetter = 16;
const blank = 5;

/** Width of a column of `width` characters in pixels: Excel counts digits of its standard font, 7 pixels each. */
const columnPixels = (width: number) => width * 7 + 5 - cellPadding;

/**
 * How many lines a text takes in a column, words wrapped, in Times New Roman 13. An estimate that errs on the tall
 * side: neither exceljs nor LibreOffice measures text for us, and a line too many only leaves room.
 * @param width of the column in characters, as Excel counts them
 */
export function countLines(text: string, width: number): number {
  const room = columnPixels(width);
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

/** By UTF-16 code: a table, because this runs for every letter of a file. */
const letterPixels = Float32Array.from({ length: 0x2000 }, (_, code) => pixelsOfLetter(code));

function pixelsOfLetter(code: number): number {
  const [letter = ""] = String.fromCharCode(code).normalize("NFD");
  if (/\p{M}/u.test(letter)) return 0;
  if (/[ijltI.,;:'|]/.test(letter)) return 5;
  if (/[rfsJ()[\]!/-]/.test(letter)) return 6.8;
  if (/[acez]/.test(letter)) return 7.8;
  if (/[mwMW@%]/.test(letter)) return 15;
  return /\p{Lu}/u.test(letter) ? 12.3 : 8.7;
}
