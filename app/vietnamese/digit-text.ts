import { normalizeText } from "./text.ts";

export type DigitProblem = "empty" | "letters" | "lostDigits";

/** "MST: …", "Số CCCD: …": what the number is, said again before it. */
const label = /^\p{L}[\p{L}\s./]*:\s*/u;

/**
 * The digits of an identifier as people and spreadsheets write it: grouped by spaces, dots or hyphens, with the
 * apostrophe that marks text in Excel. Anything else is refused, never dropped: it may stand for a digit (O for 0).
 */
export function readDigits(raw: string): { digits: string } | { problem: DigitProblem } {
  const text = dropDecimalZero(normalizeText(raw).replace(label, ""));
  if (isScientific(text)) return { problem: "lostDigits" };
  const digits = text.replace(/[\s.,'‘’`\-‐‑–]/g, "");
  if (digits === "") return { problem: "empty" };
  return /^\d+$/.test(digits) ? { digits } : { problem: "letters" };
}

/** "6.2099E+10": a spreadsheet rounded the number when it wrote it as text, so its last digits are gone. */
export function isScientific(text: string): boolean {
  return /^\d+(?:[.,]\d+)?e\+?\d+$/i.test(text);
}

/** "912345678.0" → "912345678": some exports write whole numbers as decimals. */
export function dropDecimalZero(text: string): string {
  return text.replace(/^(\d+)[.,]0$/, "$1");
}
