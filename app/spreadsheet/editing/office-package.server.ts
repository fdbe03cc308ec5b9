import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import { readRelationships, relationshipsPath } from "#app/spreadsheet/reading/workbook-parts.server.ts";
import { readZipDirectory } from "#app/spreadsheet/reading/zip-directory.server.ts";
import { parseXmlPart, type XmlDocument } from "./xml-tree.ts";

const decoder = new TextDecoder();
/** Of every entry: the same parts give the same file. */
const writtenAt = new Date(1980, 0, 1);

/**
 * The parts of an office file, to be changed and written again. What nobody changes comes out byte for byte, in the
 * order in which it came. Names are compared without case, as the package format asks.
 */
export class OfficePackage {
  private constructor(private readonly parts: Map<string, { path: string; bytes: Buffer }>) {}

  /** @throws {Unreadable} by the limits of the guarded reader */
  static async open(bytes: Uint8Array): Promise<OfficePackage> {
    const zip = await readZipDirectory(bytes);
    const parts = new Map<string, { path: string; bytes: Buffer }>();
    for (const path of zip.paths) {
      const part = zip.open(path);
      if (part) parts.set(path.toLowerCase(), { path, bytes: await buffer(part) });
    }
    return new OfficePackage(parts);
  }

  get paths(): string[] {
    return [...this.parts.values()].map(({ path }) => path);
  }

  /** As the readers of parts want it. */
  open(path: string): AsyncIterable<Buffer> | null {
    const part = this.parts.get(path.toLowerCase());
    return part ? onlyChunk(part.bytes) : null;
  }

  read(path: string): string | null {
    const part = this.parts.get(path.toLowerCase());
    return part ? decoder.decode(part.bytes) : null;
  }

  readXml(path: string): XmlDocument | null {
    const source = this.read(path);
    return source === null ? null : parseXmlPart(source);
  }

  write(path: string, content: string | XmlDocument): void {
    const known = this.parts.get(path.toLowerCase());
    this.parts.set(path.toLowerCase(), { path: known?.path ?? path, bytes: Buffer.from(content.toString()) });
  }

  /** The parts that a part refers to, and the kind of each: `drawing`, `table` … */
  async related(path: string): Promise<{ type: string; path: string }[]> {
    return this.parts.has(relationshipsPath(path).toLowerCase()) ? readRelationships(this, path) : [];
  }

  /** Takes out a part with the references to it and its content type. */
  removePart(path: string): void {
    this.parts.delete(path.toLowerCase());
    for (const listing of this.paths.filter((name) => /(\.rels|^\[Content_Types\]\.xml)$/i.test(name))) {
      const document = this.readXml(listing);
      if (!document) continue;
      const gone = document.root
        .elements()
        .filter((entry) => refersTo(entry.get("Target") ?? entry.get("PartName"), path));
      for (const entry of gone) document.root.remove(entry);
      if (gone.length > 0) this.write(listing, document);
    }
  }

  /** Puts in a part that the main part refers to. */
  addPart(path: string, content: string, of: { source: string; type: string; contentType: string }): void {
    this.write(path, content);
    const types = this.readXml("[Content_Types].xml");
    if (types) {
      const entry = types.root
        .create("Override")
        .set("PartName", `/${path}`)
        .set("ContentType", of.contentType);
      types.root.children.push(entry);
      this.write("[Content_Types].xml", types);
    }
    const listing = relationshipsPath(of.source);
    const relationships = this.readXml(listing);
    if (relationships) {
      const entry = relationships.root.create("Relationship");
      entry
        .set("Id", `rId${relationships.root.elements().length + 1001}`)
        .set("Type", of.type)
        .set("Target", `/${path}`);
      relationships.root.children.push(entry);
      this.write(listing, relationships);
    }
  }

  async toBuffer(): Promise<Buffer> {
    const zip = new ZipFile();
    for (const { path, bytes } of this.parts.values())
      zip.addBuffer(bytes, path, { mtime: writtenAt, forceDosTimestamp: true });
    zip.end();
    return buffer(zip.outputStream);
  }
}

async function* onlyChunk(bytes: Buffer): AsyncIterable<Buffer> {
  yield bytes;
}

/** Targets are relative to a folder that is seldom another than the one of the part, so its end is compared. */
function refersTo(target: string | undefined, path: string): boolean {
  if (target === undefined) return false;
  const [wanted, named] = [path.toLowerCase(), target.toLowerCase().replace(/^\//, "")];
  return wanted === named || wanted.endsWith(`/${named.replace(/^(\.\.?\/)+/, "")}`);
}
