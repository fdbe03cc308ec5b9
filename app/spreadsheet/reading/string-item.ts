import { keepLegacyFont } from "./legacy-font.ts";
import { readLimits } from "./read-limits.ts";
import { Unreadable } from "./read-problems.ts";

/**
 * Collects the text of a string item, shared (`<si>`) or inline (`<is>`): its runs one after another without the
 * phonetic guides, and the first font in it whose texts are not Unicode.
 */
export function collectText() {
  let text = "";
  let font: string | undefined;
  let inText = false;
  let inPhonetic = false;
  return {
    start() {
      text = "";
      font = undefined;
    },
    open(name: string, attributes: Readonly<Record<string, string>>) {
      if (name === "rPh") inPhonetic = true;
      else if (name === "t") inText = !inPhonetic;
      else if (name === "rFont") font ??= keepLegacyFont(attributes.val);
    },
    text(part: string) {
      if (!inText) return;
      text += part;
      if (text.length > readLimits.cellCharacters) throw new Unreadable("outOfRange", "text of a cell");
    },
    close(name: string) {
      if (name === "rPh") inPhonetic = false;
      else if (name === "t") inText = false;
    },
    finish(): { text: string; font?: string } {
      const unescaped = unescapeText(text);
      return font === undefined ? { text: unescaped } : { text: unescaped, font };
    },
  };
}

/** Characters that XML cannot carry stand as `_x000D_`; a literal underscore before such a name as `_x005F_`. */
export function unescapeText(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
