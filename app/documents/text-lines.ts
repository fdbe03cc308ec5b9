/** Width of a text in points. */
export type Measure = (text: string) => number;

/**
 * A text in lines no wider than `width`: broken between words, and inside a word that is longer than a line, between
 * its letters (never between a letter and its accents).
 */
export function wrapText(text: string, width: number, measure: Measure): string[] {
  return text.split(/\r\n?|\n/).flatMap((line) => wrapLine(line, width, measure));
}

function wrapLine(line: string, width: number, measure: Measure): string[] {
  if (measure(line) <= width) return [line];
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ").flatMap((word) => breakWord(word, width, measure))) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (current === "" || measure(longer) <= width) current = longer;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current];
}

const letters = new Intl.Segmenter("vi", { granularity: "grapheme" });

function breakWord(word: string, width: number, measure: Measure): string[] {
  if (measure(word) <= width) return [word];
  const parts: string[] = [];
  let current = "";
  for (const { segment } of letters.segment(word)) {
    if (current !== "" && measure(current + segment) > width) {
      parts.push(current);
      current = "";
    }
    current += segment;
  }
  return [...parts, current];
}
