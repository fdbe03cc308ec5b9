import { keepLegacyFont } from "./legacy-font.ts";
import { type NumberKind, readNumberFormat } from "./number-formats.ts";
import { readLimits } from "./read-limits.ts";
import { Unreadable } from "./read-problems.ts";
import { readXml } from "./xml-part.server.ts";

export interface CellFormat {
  number: NumberKind;
  /** Where its texts are not Unicode. */
  font: string | undefined;
}

/**
 * The cell formats of `styles.xml` in the order in which cells name them. Only number formats and font names are
 * kept; differential and named styles are passed over.
 */
export async function readCellFormats(part: AsyncIterable<Buffer> | null): Promise<CellFormat[]> {
  if (!part) return [];
  const codes = new Map<number, string>();
  const fonts: (string | undefined)[] = [];
  const pairs: { number: number; font: number }[] = [];
  let section = "";
  await readXml(part, {
    open(name, attributes) {
      if (name === "numFmts" || name === "fonts" || name === "cellXfs") section = name;
      else if (section === "numFmts" && name === "numFmt") {
        codes.set(Number(attributes.numFmtId), attributes.formatCode ?? "");
      } else if (section === "fonts" && name === "font") fonts.push(undefined);
      else if (section === "fonts" && name === "name")
        fonts[fonts.length - 1] = keepLegacyFont(attributes.val);
      else if (section === "cellXfs" && name === "xf") {
        pairs.push({ number: Number(attributes.numFmtId ?? 0), font: Number(attributes.fontId ?? 0) });
      }
      if (Math.max(codes.size, fonts.length, pairs.length) > readLimits.cellFormats) {
        throw new Unreadable("damaged", "too many cell formats");
      }
    },
    close(name) {
      if (name === section) section = "";
    },
  });
  return pairs.map(({ number, font }) => ({
    number: readNumberFormat(number, codes.get(number)),
    font: fonts[font],
  }));
}
