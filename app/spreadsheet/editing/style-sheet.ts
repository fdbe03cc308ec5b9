import { readNumberFormat } from "#app/spreadsheet/reading/number-formats.ts";
import { parseXmlPart, type XmlDocument, type XmlElement } from "./xml-tree.ts";

/** What is wanted of a cell's format; the rest stays as the form's author made it. */
export interface StyleWish {
  /** Code of a number format; `@` is text. */
  numberFormat?: string;
  /** Colours as RRGGBB. */
  fill?: string;
  fontColor?: string;
  /** Lines break inside the cell. */
  wrap?: boolean;
  /** In the middle, where the author has not said how it is aligned. */
  center?: boolean;
  /** Written smaller where the column is too narrow: a date that does not fit shows as ####. */
  shrink?: boolean;
  /** Texts start at the left and at the top. */
  fromTop?: boolean;
}

const emptyStyles =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  '<fonts><font/></fonts><fills><fill><patternFill/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>';

const textFormat = "@";
const textFormatId = 49;
/** The first id that is not built into Excel. */
const firstOwnFormat = 164;

/** The formats of a workbook's cells, to which variants can be added. */
export class StyleSheet {
  private readonly document: XmlDocument;
  private readonly formats: XmlElement[];
  private readonly known = new Map<string, number>();
  isChanged = false;

  /** @param source `styles.xml`; a workbook without one gets an empty one. */
  constructor(source: string | null) {
    this.document = parseXmlPart(source ?? emptyStyles);
    this.formats = this.section("cellXfs").elements("xf");
  }

  toString(): string {
    return this.document.toString();
  }

  hasBorder(style: number): boolean {
    const border = this.section("borders").elements("border")[this.idOf(style, "borderId")];
    return border?.elements().some((side) => !["", "none"].includes(side.get("style") ?? "")) ?? false;
  }

  showsDate(style: number): boolean {
    const id = this.idOf(style, "numFmtId");
    return readNumberFormat(id, this.codeOf(id)).kind === "date";
  }

  /** In points. */
  fontSize(style: number): number {
    const font = this.section("fonts").elements("font")[this.idOf(style, "fontId")];
    return Number(font?.find("sz")?.get("val") ?? 11);
  }

  /** The format that is like `style` in everything but what is wished; itself when it is so already. */
  variant(style: number, wish: StyleWish): number {
    const key = JSON.stringify([style, wish]);
    const known = this.known.get(key) ?? this.add(style, wish);
    this.known.set(key, known);
    return known;
  }

  private add(style: number, wish: StyleWish): number {
    const { numberFormat, fill, fontColor, wrap, center, shrink, fromTop } = wish;
    const format = (this.formats[style] ?? this.formats[0])?.clone() ?? this.section("cellXfs").create("xf");
    const before = format.get("numFmtId") ?? "0";
    if (numberFormat !== undefined) format.set("numFmtId", this.numberFormatId(numberFormat));
    const isOtherNumber = format.get("numFmtId") !== before;
    const alignment = format.find("alignment");
    const wraps = wrap === true && alignment?.get("wrapText") !== "1";
    const centers = center === true && (alignment?.get("horizontal") ?? "general") === "general";
    const shrinks = shrink === true && alignment?.get("shrinkToFit") !== "1";
    const isColoured = fill !== undefined || fontColor !== undefined;
    if (!isOtherNumber && !isColoured && !wraps && !centers && !shrinks) return style;
    if (isOtherNumber) format.set("applyNumberFormat", 1);
    if (fill !== undefined) format.set("fillId", this.addFill(fill)).set("applyFill", 1);
    if (fontColor !== undefined)
      format.set("fontId", this.addFont(Number(format.get("fontId") ?? 0), fontColor)).set("applyFont", 1);
    if (wrap) align(format, { wrapText: 1, ...(fromTop ? { vertical: "top", horizontal: "left" } : {}) });
    if (centers) align(format, { horizontal: "center" });
    if (shrinks) align(format, { shrinkToFit: 1, wrapText: 0 });
    this.formats.push(format);
    return this.append("cellXfs", format);
  }

  private numberFormatId(code: string): number {
    if (code === textFormat) return textFormatId;
    const formats = this.document.root.find("numFmts")?.elements("numFmt") ?? [];
    const known = formats.find((format) => format.get("formatCode") === code);
    if (known) return Number(known.get("numFmtId"));
    const id = Math.max(firstOwnFormat - 1, ...formats.map((format) => Number(format.get("numFmtId")))) + 1;
    this.append("numFmts", this.document.root.create("numFmt").set("numFmtId", id).set("formatCode", code));
    return id;
  }

  private addFill(color: string): number {
    const fill = this.document.root.create("fill");
    const pattern = fill.create("patternFill").set("patternType", "solid");
    pattern.children.push(pattern.create("fgColor").set("rgb", `FF${color}`));
    fill.children.push(pattern);
    return this.append("fills", fill);
  }

  private addFont(base: number, color: string): number {
    const font = this.section("fonts").elements("font")[base]?.clone() ?? this.document.root.create("font");
    for (const old of font.elements("color")) font.remove(old);
    font.insertBefore(["name", "family", "charset", "scheme"], font.create("color").set("rgb", `FF${color}`));
    return this.append("fonts", font);
  }

  private idOf(style: number, attribute: "numFmtId" | "borderId" | "fontId"): number {
    return Number(this.formats[style]?.get(attribute) ?? 0);
  }

  private codeOf(id: number): string | undefined {
    const formats = this.document.root.find("numFmts")?.elements("numFmt") ?? [];
    return formats.find((format) => Number(format.get("numFmtId")) === id)?.get("formatCode");
  }

  private section(name: string): XmlElement {
    const found = this.document.root.find(name);
    if (found) return found;
    const created = this.document.root.create(name);
    const place = sections.indexOf(name);
    this.document.root.insertBefore(sections.slice(place + 1), created);
    return created;
  }

  private append(name: string, element: XmlElement): number {
    this.isChanged = true;
    const section = this.section(name);
    section.children.push(element);
    const count = section.elements().length;
    section.set("count", count);
    return count - 1;
  }
}

/** In the order that the schema demands. */
const sections = [
  "numFmts",
  "fonts",
  "fills",
  "borders",
  "cellStyleXfs",
  "cellXfs",
  "cellStyles",
  "dxfs",
  "tableStyles",
  "colors",
  "extLst",
];

function align(format: XmlElement, wished: Record<string, string | number>): void {
  const alignment = format.find("alignment") ?? format.create("alignment");
  if (!format.find("alignment")) format.insertBefore(["protection", "extLst"], alignment);
  for (const [name, value] of Object.entries(wished)) alignment.set(name, value);
  format.set("applyAlignment", 1);
}
