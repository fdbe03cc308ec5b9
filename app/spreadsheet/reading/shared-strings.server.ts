import { readLimits } from "./read-limits.ts";
import { Unreadable } from "./read-problems.ts";
import { collectText } from "./string-item.ts";
import { readXml } from "./xml-part.server.ts";

export interface SharedString {
  text: string;
  font?: string;
}

/** The workbook's table of texts, in the order in which cells name them. */
export async function readSharedStrings(part: AsyncIterable<Buffer> | null): Promise<SharedString[]> {
  if (!part) return [];
  const strings: SharedString[] = [];
  const item = collectText();
  await readXml(part, {
    open(name, attributes) {
      if (name === "si") item.start();
      else item.open(name, attributes);
    },
    text: item.text,
    close(name) {
      item.close(name);
      if (name !== "si") return;
      if (strings.length === readLimits.sharedStrings) throw new Unreadable("tooManyCells", "shared strings");
      strings.push(item.finish());
    },
  });
  return strings;
}
