import { posix } from "node:path";
import { Unreadable } from "./read-problems.ts";
import { isTrue, prefixedAttribute, readXml } from "./xml-part.server.ts";
import type { ZipDirectory } from "./zip-directory.server.ts";

/** The parts of a workbook that are read: this list is the allow-list, nothing else is ever inflated. */
export interface WorkbookParts {
  sheets: { name: string; hidden: boolean; path: string }[];
  sharedStrings: string | undefined;
  styles: string | undefined;
  /** Days count from 1904 instead of 1900. */
  date1904: boolean;
}

interface Relationship {
  id: string;
  /** Last word of the type's address, the same in transitional and strict workbooks: `worksheet`, `styles` … */
  type: string;
  path: string;
}

/** Follows the package's relationships to the parts that hold sheets, texts and formats. */
export async function readWorkbookParts(zip: Pick<ZipDirectory, "open">): Promise<WorkbookParts> {
  const root = await readRelationships(zip, "");
  const main = root.find(({ type }) => type === "officeDocument")?.path;
  if (main?.endsWith(".bin")) throw new Unreadable("binaryExcel");
  const part = main === undefined ? null : zip.open(main);
  if (main === undefined || !part) throw new Unreadable("notWorkbook", "no main part");

  const relationships = await readRelationships(zip, main);
  const listed: { name: string; hidden: boolean; id: string }[] = [];
  let date1904 = false;
  let root1: string | undefined;
  await readXml(part, {
    open(name, attributes) {
      root1 ??= name;
      if (name === "workbookPr") date1904 = isTrue(attributes.date1904);
      if (name !== "sheet") return;
      const hidden = attributes.state === "hidden" || attributes.state === "veryHidden";
      listed.push({ name: attributes.name ?? "", hidden, id: prefixedAttribute(attributes, "id") ?? "" });
    },
  });
  if (root1 !== "workbook") throw new Unreadable("notWorkbook", root1);

  const pathOf = (wanted: string) => relationships.find(({ type }) => type === wanted)?.path;
  return {
    sheets: listed.flatMap(({ name, hidden, id }) => {
      const sheet = relationships.find(
        (relationship) => relationship.id === id && relationship.type === "worksheet",
      );
      return sheet ? [{ name, hidden, path: sheet.path }] : [];
    }),
    sharedStrings: pathOf("sharedStrings"),
    styles: pathOf("styles"),
    date1904,
  };
}

/** The relationships of a part, or of the package for "", to parts of the same file; external targets are left out. */
export async function readRelationships(
  zip: Pick<ZipDirectory, "open">,
  source: string,
): Promise<Relationship[]> {
  const folder = posix.dirname(source);
  const part = zip.open(relationshipsPath(source));
  if (!part) throw new Unreadable("notWorkbook", `no relationships of ${source || "the package"}`);
  const relationships: Relationship[] = [];
  await readXml(part, {
    open(name, { Id: id, Type: type, Target: target, TargetMode: mode }) {
      if (name !== "Relationship" || mode === "External" || !id || !type || !target) return;
      const path = partPath(zip, posix.resolve("/", folder, target).slice(1));
      relationships.push({ id, type: type.slice(type.lastIndexOf("/") + 1), path });
    },
  });
  return relationships;
}

/** Targets are addresses: some programs write `Trang%201.xml` for the part `Trang 1.xml`. */
function partPath(zip: Pick<ZipDirectory, "open">, written: string): string {
  if (!written.includes("%") || zip.open(written)) return written;
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** Where the relationships of a part stand. */
export function relationshipsPath(source: string): string {
  return posix.join(posix.dirname(source), "_rels", `${posix.basename(source)}.rels`);
}
