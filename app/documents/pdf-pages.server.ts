import PDFDocument from "pdfkit";
import { type FontStyle, registerFonts } from "./fonts.server.ts";
import { lineFactor, lowestLine, page, textWidth } from "./page-layout.ts";
import { wrapText } from "./text-lines.ts";

/** Words come again; more of them than this are numbers and names that do not. */
const mostMeasured = 1_000;
const pageNumberSize = 13;

type Align = "left" | "center" | "right";
type TextBox = { x: number; y: number; width: number; size: number; style: FontStyle; align: Align };

/**
 * The pages of a document, written from top to bottom. `y` is where the next line goes. What is finished can be taken
 * while the rest is not set yet, so that only one page is held.
 */
export class PdfPages {
  y = page.margins.top;
  private pageNumber = 1;
  private readonly document: typeof PDFDocument.prototype;
  private readonly forgetWords: () => void;
  private readonly widths = new Map<string, number>();

  constructor({ title }: { title: string }) {
    this.document = new PDFDocument({
      size: [page.width, page.height],
      // Lines are placed by hand; a margin of the library's would break pages on its own.
      margin: 0,
      lang: "vi",
      displayTitle: true,
      info: { Title: title, Author: "Nhân lực số", Creator: "Nhân lực số", Producer: "Nhân lực số" },
    } as PDFKit.PDFDocumentOptions);
    this.forgetWords = registerFonts(this.document);
  }

  /** Begins a page when what comes next does not fit on this one. @returns whether it did */
  breakUnlessFits(height: number): boolean {
    if (this.y + height <= lowestLine) return false;
    this.beginPage();
    return true;
  }

  beginPage(): void {
    this.document.addPage();
    this.pageNumber += 1;
    this.y = page.margins.top;
    // In the middle of the top margin, and not on the first page (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    this.text(String(this.pageNumber), {
      x: page.margins.left,
      y: (page.margins.top - pageNumberSize) / 2,
      width: textWidth,
      size: pageNumberSize,
      style: "regular",
      align: "center",
    });
  }

  widthOf(text: string, size: number, style: FontStyle): number {
    const key = `${style} ${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known * size;
    const width = this.document.font(style).fontSize(1).widthOfString(text);
    if (this.widths.size >= mostMeasured) {
      this.widths.clear();
      this.forgetWords();
    }
    this.widths.set(key, width);
    return width * size;
  }

  /** The text in lines of at most `width` points. */
  wrap(text: string, { width, size, style }: { width: number; size: number; style: FontStyle }): string[] {
    return wrapText(text, width, (part) => this.measure(part, size, style));
  }

  /** One line of text. */
  text(text: string, { x, y, width, size, style, align }: TextBox): void {
    if (text === "") return;
    const room = align === "left" ? 0 : width - this.measure(text, size, style);
    const from = x + (align === "center" ? room / 2 : room);
    this.document.font(style).fontSize(size).text(text, from, y, { lineBreak: false });
  }

  /** The frame of a cell, or a rule where `height` is 0. */
  frame(x: number, y: number, width: number, height: number): void {
    this.document.lineWidth(0.5);
    if (height === 0)
      this.document
        .moveTo(x, y)
        .lineTo(x + width, y)
        .stroke();
    else this.document.rect(x, y, width, height).stroke();
  }

  /** What has been set since the last time, null while that is less than a page. */
  takeFinished(): Buffer | null {
    return this.document.readableLength > 0 ? (this.document.read() as Buffer) : null;
  }

  end(): Buffer {
    this.document.end();
    return this.document.read() as Buffer;
  }

  /** Word by word, because words come again and lines do not. */
  private measure(text: string, size: number, style: FontStyle): number {
    return text
      .split(" ")
      .reduce(
        (sum, word, index) =>
          sum + this.widthOf(word, size, style) + (index > 0 ? this.widthOf(" ", size, style) : 0),
        0,
      );
  }
}

export const lineHeightOf = (size: number) => size * lineFactor;
