import type { Cell, Sheet } from "#app/spreadsheet/workbook.ts";
import { decodeLegacy, detectLegacy, type LegacyFont, legacyFontOf } from "#app/vietnamese/legacy-fonts.ts";
import type { ReadingChoices } from "./reading-choices.ts";
import type { Decision } from "./reading-decisions.ts";

type EncodingDecision = Extract<Decision, { code: "encoding" }>;

const mostSamples = 500;
/** What an eight-bit text holds: a cell with any other character is Unicode already, whatever its font. */
const beyondEightBits = /[\u0100-\uffff]/;
const accented = /[\u00a1-\u00ff]/;

/**
 * The sheet with its texts in Unicode. The font of a cell settles its encoding; without fonts, as in text files, the
 * characters of all texts together do.
 */
export function decodeSheet(
  sheet: Sheet,
  choice: ReadingChoices["encoding"],
): { sheet: Sheet; decision: EncodingDecision | null } {
  if (choice === "unicode") return { sheet, decision: null };
  const ofFont = new Map<string, LegacyFont | null>();
  const fontOf = ({ font }: Cell) => {
    if (font === undefined) return null;
    if (!ofFont.has(font)) ofFont.set(font, legacyFontOf(font));
    return ofFont.get(font) ?? null;
  };
  const byFont = sheet.rows.some(({ cells }) => cells.some((cell) => fontOf(cell) !== null));
  const encoding = choice ?? (byFont ? null : detectLegacy(sampleTexts(sheet)));
  if (!byFont && encoding === null) return { sheet, decision: null };

  const whole: LegacyFont | null = encoding && { encoding, capitals: false };
  const by = choice ? "choice" : byFont ? "font" : "characters";
  let decision: EncodingDecision | null = null;
  const decode = (cell: Cell): Cell => {
    const font = fontOf(cell) ?? whole;
    const { value } = cell;
    if (!font || typeof value !== "string" || beyondEightBits.test(value)) return cell;
    const decoded = decodeLegacy(value, font);
    if (decoded === value) return cell;
    decision ??= {
      code: "encoding",
      asks: by === "characters",
      encoding: font.encoding,
      by,
      cells: 0,
      example: { before: value, after: decoded },
    };
    decision.cells += 1;
    return { column: cell.column, value: decoded };
  };
  const rows = sheet.rows.map((row) => ({ ...row, cells: row.cells.map(decode) }));
  return { sheet: { ...sheet, rows }, decision };
}

function sampleTexts(sheet: Sheet): string[] {
  const samples: string[] = [];
  for (const { cells } of sheet.rows) {
    for (const { value } of cells) {
      if (typeof value === "string" && accented.test(value)) samples.push(value);
    }
    if (samples.length >= mostSamples) break;
  }
  return samples;
}
