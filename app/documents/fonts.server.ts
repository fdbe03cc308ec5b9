import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type PDFKit from "pdfkit";

const require = createRequire(import.meta.url);

/** Tinos has the widths of Times New Roman, all Vietnamese letters, and a licence that lets us ship it. */
const files = {
  regular: "@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf",
  bold: "@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf",
  italic: "@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf",
};
export type FontStyle = keyof typeof files;

const loaded = new Map<FontStyle, Buffer>();

/** The parts of pdfkit and its fontkit that place letters, which its types leave out; lengths in thousandths of the size. */
interface Glyph {
  codePoints: number[];
  advanceWidth: number;
  bbox: { minX: number; maxX: number };
}
interface Run {
  glyphs: Glyph[];
  positions: { xOffset: number; yOffset: number; advanceWidth: number }[];
}
interface FontInternals {
  scale: number;
  xHeight: number;
  capHeight: number;
  font: { glyphForCodePoint(code: number): Glyph };
  layoutRun(text: string, features?: unknown): Run;
  /** Words that were set, by their letters: laying a word out is most of the work of setting it. */
  layoutCache: Record<string, Run>;
}

/**
 * Makes the fonts known to a document under their styles; only the letters that it uses are written into it.
 * @returns what forgets the words that were set so far, which pdfkit would keep to the end
 */
export function registerFonts(document: typeof PDFKit.prototype): () => void {
  const fonts: FontInternals[] = [];
  for (const style of Object.keys(files) as FontStyle[]) {
    const font = loaded.get(style) ?? readFileSync(require.resolve(files[style]));
    loaded.set(style, font);
    document.registerFont(style, font).font(style);
    const opened = (document as unknown as { _font: FontInternals })._font;
    placeBreves(opened);
    fonts.push(opened);
  }
  return () => {
    for (const opened of fonts) opened.layoutCache = Object.create(null) as Record<string, Run>;
  };
}

const combiningBreve = 0x306;
/** The letters with a horn, and the same without it: above their bowl the breve belongs. */
const bowls = new Map([
  ["ơ", "o"],
  ["Ơ", "O"],
  ["ư", "u"],
  ["Ư", "U"],
]);

/**
 * ơ̆ of the languages around Kon Tum has no code of its own, and Tinos no place for its breve, which would stand beside
 * the letter, above the horn. It is put above the bowl.
 */
function placeBreves(font: FontInternals): void {
  const layout = font.layoutRun.bind(font);
  font.layoutRun = (text, features) => {
    const run = layout(text, features);
    for (const [index, glyph] of run.glyphs.entries()) {
      const letter = String.fromCodePoint(run.glyphs[index - 1]?.codePoints[0] ?? 0);
      const bowl = bowls.get(letter);
      const position = run.positions[index];
      if (glyph.codePoints[0] !== combiningBreve || bowl === undefined || !position) continue;
      const width = (code: number) => font.font.glyphForCodePoint(code).advanceWidth * font.scale;
      const middle = ((glyph.bbox.minX + glyph.bbox.maxX) / 2) * font.scale;
      position.xOffset = width(bowl.charCodeAt(0)) / 2 - width(letter.charCodeAt(0)) - middle;
      position.yOffset = bowl === bowl.toUpperCase() ? font.capHeight - font.xHeight : 0;
    }
    return run;
  };
}
