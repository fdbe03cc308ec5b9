import { SaxesParser } from "saxes";
import { Unreadable } from "#app/spreadsheet/reading/read-problems.ts";

/** Text, comments and whatever else stands between elements is kept as it is written. */
type XmlChild = XmlElement | string;

/** No match begins inside a run of spaces: each of them would look at the rest of the run once more. */
const attributePattern = /(?<!\s)\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')/g;

/**
 * An element that remembers how it was written: as long as nothing of it is changed it comes out byte for byte,
 * and a changed attribute changes nothing else of its tag.
 */
export class XmlElement {
  readonly children: XmlChild[] = [];

  /**
   * @param tag its opening tag as written
   * @param name without its namespace prefix
   */
  constructor(
    private tag: string,
    readonly name: string,
    private readonly prefix: string,
  ) {}

  get(attribute: string): string | undefined {
    for (const [, name, quoted] of this.tag.matchAll(attributePattern)) {
      if (name === attribute) return unescapeXml(quoted?.slice(1, -1) ?? "");
    }
    return undefined;
  }

  /** Undefined takes the attribute away. */
  set(attribute: string, value: string | number | undefined): this {
    const written = value === undefined ? "" : ` ${attribute}="${escapeXml(String(value))}"`;
    let found = false;
    this.tag = this.tag.replace(attributePattern, (whole, name: string) => {
      if (name !== attribute) return whole;
      found = true;
      return written;
    });
    if (!found && written) {
      const end = this.tag.endsWith("/>") ? "/>" : ">";
      this.tag = this.tag.slice(0, -end.length).trimEnd() + written + end;
    }
    return this;
  }

  elements(name?: string): XmlElement[] {
    return this.children.filter(
      (child): child is XmlElement =>
        typeof child !== "string" && (name === undefined || child.name === name),
    );
  }

  find(name: string): XmlElement | undefined {
    return this.elements(name)[0];
  }

  /** Every element below this one, itself left out. */
  *descendants(): Generator<XmlElement> {
    for (const child of this.elements()) {
      yield child;
      yield* child.descendants();
    }
  }

  /** The characters that stand directly in it. */
  text(): string {
    return this.children
      .filter((child) => typeof child === "string")
      .map((raw) =>
        // In one go: "<!--" inside of character data begins no comment.
        raw.replace(/<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|([^<]+)/g, (_, data = "", plain) =>
          plain === undefined ? data : unescapeXml(plain),
        ),
      )
      .join("");
  }

  setText(text: string): this {
    this.children.splice(0, this.children.length, escapeXml(text));
    return this;
  }

  /** An empty element in the namespace of this one; it stands nowhere yet. */
  create(name: string): XmlElement {
    return new XmlElement(`<${this.prefix}${name}/>`, name, this.prefix);
  }

  clone(): XmlElement {
    const copy = new XmlElement(this.tag, this.name, this.prefix);
    copy.children.push(...this.children.map((child) => (typeof child === "string" ? child : child.clone())));
    return copy;
  }

  remove(child: XmlElement): void {
    const place = this.children.indexOf(child);
    if (place !== -1) this.children.splice(place, 1);
  }

  /** Puts a child before the first one that the schema wants after it. */
  insertBefore(followers: readonly string[], child: XmlElement): void {
    const place = this.children.findIndex(
      (other) => typeof other !== "string" && followers.includes(other.name),
    );
    this.children.splice(place === -1 ? this.children.length : place, 0, child);
  }

  write(output: string[]): void {
    const isEmptyTag = this.tag.endsWith("/>");
    if (isEmptyTag && this.children.length === 0) {
      output.push(this.tag);
      return;
    }
    output.push(isEmptyTag ? `${this.tag.slice(0, -2).trimEnd()}>` : this.tag);
    for (const child of this.children) {
      if (typeof child === "string") output.push(child);
      else child.write(output);
    }
    output.push(`</${this.prefix}${this.name}>`);
  }
}

/** An XML part in memory. `toString` gives the bytes it came from, apart from what was changed. */
export class XmlDocument {
  constructor(
    private readonly before: string,
    readonly root: XmlElement,
    private readonly after: string,
  ) {}

  toString(): string {
    const output = [this.before];
    this.root.write(output);
    output.push(this.after);
    return output.join("");
  }
}

/**
 * Reads a part as a tree. The parts' sizes were judged with the zip directory, and this runs in a worker whose memory
 * is bounded. @throws {Unreadable}
 */
export function parseXmlPart(source: string): XmlDocument {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  let before = "";
  let written = 0;

  /** What stands between the last tag and this one. */
  function keepText(end: number) {
    if (end > written) open.at(-1)?.children.push(source.slice(written, end));
  }
  parser.on("error", (error) => {
    throw new Unreadable("damaged", error.message);
  });
  parser.on("doctype", () => {
    throw new Unreadable("doctype");
  });
  parser.on("opentag", ({ name }) => {
    const end = parser.position;
    // An attribute cannot hold a bare "<".
    const start = source.lastIndexOf("<", end - 1);
    const prefix = name.slice(0, name.indexOf(":") + 1);
    const element = new XmlElement(source.slice(start, end), name.slice(prefix.length), prefix);
    if (root === undefined) {
      root = element;
      before = source.slice(0, start);
    } else keepText(start);
    open.at(-1)?.children.push(element);
    open.push(element);
    written = end;
  });
  parser.on("closetag", ({ isSelfClosing }) => {
    if (!isSelfClosing) keepText(source.lastIndexOf("<", parser.position - 1));
    open.pop();
    written = parser.position;
  });
  parser.write(source).close();
  if (!root) throw new Unreadable("damaged", "no root element");
  return new XmlDocument(before, root, source.slice(written));
}

/** Text for an element or an attribute; what XML cannot carry is left out. */
export function escapeXml(text: string): string {
  return text.replace(unwritable, "").replace(/[&<>"\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const unwritable = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole;
      return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex ?? "0", 16) : Number(decimal));
    },
  );
}
