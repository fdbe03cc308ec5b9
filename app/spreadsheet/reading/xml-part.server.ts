import { SaxesParser } from "saxes";
import { Unreadable } from "./read-problems.ts";

/** What a part's reader wants to hear; names come without their namespace prefix. */
export interface XmlListener {
  open(name: string, attributes: XmlAttributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

export type XmlAttributes = Readonly<Record<string, string>>;

/**
 * Streams one XML part to its listener. A DOCTYPE is refused before anything in it could mean something; broken
 * XML and broken UTF-8 are damage.
 * @throws {Unreadable}, and whatever the listener throws to stop early.
 */
export async function readXml(part: AsyncIterable<Buffer>, listener: XmlListener): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on("error", (error) => {
    throw new Unreadable("damaged", error.message);
  });
  parser.on("doctype", () => {
    throw new Unreadable("doctype");
  });
  parser.on("opentag", ({ name, attributes }) => listener.open(localName(name), attributes));
  parser.on("closetag", ({ name }) => listener.close?.(localName(name)));
  parser.on("text", (text) => listener.text?.(text));
  parser.on("cdata", (text) => listener.text?.(text));

  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of part) parser.write(decode(decoder, chunk));
  parser.write(decode(decoder)).close();
}

/** An attribute by its name without prefix: producers call the same one `r:id` or `d3p1:id`. */
export function prefixedAttribute(attributes: XmlAttributes, local: string): string | undefined {
  const name = Object.keys(attributes).find((key) => key.endsWith(`:${local}`));
  return name === undefined ? undefined : attributes[name];
}

/** XML Schema writes a boolean as 1 or true. */
export function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true";
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function decode(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw new Unreadable("damaged", "not UTF-8");
  }
}
