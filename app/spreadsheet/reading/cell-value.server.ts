import type { CellValue } from "#app/spreadsheet/workbook.ts";
import type { CellFormat } from "./cell-formats.server.ts";
import { dateOfIsoText, dateOfSerial } from "./number-formats.ts";
import { Unreadable } from "./read-problems.ts";
import type { SharedString } from "./shared-strings.server.ts";
import { unescapeText } from "./string-item.ts";

/** A `<c>` as it stands in the file. */
export interface RawCell {
  type: string;
  /** Text of `<v>`. */
  stored: string;
  /** Text of `<is>`. */
  inline: { finish(): SharedString };
  format: CellFormat | undefined;
}

export interface CellContext {
  sharedStrings: SharedString[];
  date1904: boolean;
}

/** The value of a cell with the font its text was typed in; a blank one is undefined. */
export function readCellValue(
  raw: RawCell,
  context: CellContext,
): { value: CellValue; font: string | undefined } | undefined {
  const { type, stored, format } = raw;
  const font = format?.font;
  if (type === "inlineStr") return textValue(raw.inline.finish(), font);
  if (stored === "") return undefined;
  switch (type) {
    case "s": {
      const shared = /^\d+$/.test(stored) ? context.sharedStrings[Number(stored)] : undefined;
      if (!shared) throw new Unreadable("damaged", "shared string out of range");
      return textValue(shared, font);
    }
    case "str":
      return textValue({ text: unescapeText(stored) }, font);
    case "b":
      return { value: stored === "1", font };
    case "e":
      return { value: { fault: stored.slice(0, 32) }, font };
    case "d":
      return { value: dateOfIsoText(stored) ?? stored.slice(0, 32), font };
    case "n":
      return { value: numberValue(stored, format, context.date1904), font };
    default:
      throw new Unreadable("damaged", `cell type ${type.slice(0, 16)}`);
  }
}

/** Text that is only spaces looks empty in Excel, and is. */
function textValue({ text, font }: SharedString, cellFont: string | undefined) {
  return text.trim() === "" ? undefined : { value: text, font: font ?? cellFont };
}

function numberValue(stored: string, format: CellFormat | undefined, date1904: boolean): CellValue {
  const number = Number(stored);
  if (!Number.isFinite(number)) throw new Unreadable("damaged", "number of a cell");
  const shown = format?.number;
  if (shown?.kind === "date") return dateOfSerial(number, date1904) ?? number;
  if (shown?.kind === "zeros" && Number.isInteger(number) && number >= 0) {
    return String(number).padStart(shown.width, "0");
  }
  return number;
}
