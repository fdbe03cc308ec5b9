import type { SignatureLine, TableDescription } from "#app/spreadsheet/writing/table-description.ts";
import type { FontStyle } from "./fonts.server.ts";
import { page, textWidth } from "./page-layout.ts";
import { lineHeightOf, type PdfPages } from "./pdf-pages.server.ts";

/** Share of the width that belongs to the left blocks: the name of the state needs the longer line. */
const leftShare = 0.42;
const blocks = {
  left: { x: page.margins.left, width: textWidth * leftShare },
  right: { x: page.margins.left + textWidth * leftShare, width: textWidth * (1 - leftShare) },
  whole: { x: page.margins.left, width: textWidth },
};
type Block = (typeof blocks)[keyof typeof blocks];
type Line = { text: string; style: FontStyle; size: number };

/** The two blocks of the head with their rules, the title and its lines. */
export function drawHead(pages: PdfPages, { head, title, subtitle }: TableDescription): void {
  const top = pages.y;
  const bold = (text: string): Line => ({ text, style: "bold", size: 13 });
  const left = drawBlock(pages, blocks.left, top, head.left.map(bold));
  const right = drawBlock(pages, blocks.right, top, head.right.map(bold));
  // A third to a half of the agency's name, the whole of the motto.
  if (head.left.length > 0) drawRule(pages, blocks.left, left, head.left.at(-1) ?? "", 0.4);
  if (head.right.length > 1) drawRule(pages, blocks.right, right, head.right.at(-1) ?? "", 1);
  pages.y = Math.max(left, right) + (head.left.length + head.right.length > 0 ? 18 : 0);
  pages.y = drawBlock(pages, blocks.whole, pages.y, [{ text: title, style: "bold", size: 14 }]);
  const lines = subtitle.map((text): Line => ({ text, style: "italic", size: 13 }));
  pages.y = drawBlock(pages, blocks.whole, pages.y, lines) + 10;
}

/** The total, then the two signature blocks, which stay together on one page. */
export function drawFoot(pages: PdfPages, { footer }: TableDescription, count: number): void {
  const size = 13;
  const { left, right } = footer.signatures;
  const lines = Math.max(left.length, right.length);
  pages.breakUnlessFits(6 + lineHeightOf(size) * (lines + 2));
  pages.text(footer.totalLine(count), {
    ...blocks.whole,
    y: pages.y + 6,
    size,
    style: "italic",
    align: "left",
  });
  const top = pages.y + 6 + 2 * lineHeightOf(size);
  const line = ({ text, emphasis }: SignatureLine): Line => ({ text, style: emphasis ?? "regular", size });
  drawBlock(pages, blocks.left, top, left.map(line));
  drawBlock(pages, blocks.right, top, right.map(line));
}

/** Centred lines one below the other, the long ones wrapped. @returns where the next line goes */
function drawBlock(pages: PdfPages, block: Block, top: number, lines: readonly Line[]): number {
  let y = top;
  for (const { text, style, size } of lines) {
    for (const part of pages.wrap(text, { width: block.width, size, style })) {
      pages.text(part, { ...block, y, size, style, align: "center" });
      y += lineHeightOf(size);
    }
  }
  return y;
}

function drawRule(pages: PdfPages, { x, width }: Block, y: number, text: string, share: number): void {
  const length = pages.widthOf(text, 13, "bold") * share;
  pages.frame(x + (width - length) / 2, y + 1, length, 0);
}
