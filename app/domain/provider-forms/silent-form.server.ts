import { readLimits } from "#app/spreadsheet/reading/read-limits.ts";
import { Unreadable } from "#app/spreadsheet/reading/read-problems.ts";
import { prefixedAttribute, readXml, type XmlAttributes } from "#app/spreadsheet/reading/xml-part.server.ts";
import { readZipDirectory } from "#app/spreadsheet/reading/zip-directory.server.ts";

/** What a form may not have, because it holds a list of people once it is filled: keys of `forms.json` under `errors`. */
export type FormDanger = "externalLinks" | "reachesOut" | "linkedParts" | "embeddedParts";

/** Parts by which a workbook fetches data or runs something, by their paths in lower case. */
const dangerousPaths: readonly [FormDanger, RegExp][] = [
  ["externalLinks", /^xl\/externallinks\//],
  [
    "reachesOut",
    /^(xl\/(connections\.xml|querytables\/|webextensions\/|model\/|richdata\/rdrichvaluewebimage)|customui\/)/,
  ],
  ["embeddedParts", /^xl\/(activex|ctrlprops|embeddings|macrosheets|dialogsheets)\//],
];

/** The same by what refers to them, since a part may stand anywhere: last words of types, in lower case. */
const dangerousRelations: Readonly<Record<string, FormDanger>> = {
  externallink: "externalLinks",
  connections: "reachesOut",
  querytable: "reachesOut",
  webextension: "reachesOut",
  webextensiontaskpanes: "reachesOut",
  extensibility: "reachesOut",
  rdrichvaluewebimage: "reachesOut",
  control: "embeddedParts",
  activexcontrolbinary: "embeddedParts",
  ctrlprop: "embeddedParts",
  oleobject: "embeddedParts",
  package: "embeddedParts",
  xlmacrosheet: "embeddedParts",
  xlintlmacrosheet: "embeddedParts",
  dialogsheet: "embeddedParts",
};

/** Notes, pictures and what other programs keep: they need not be well-formed, and no sheet is opened from such a one. */
const looseParts = /\.(vml|svg)$|^customxml\/item\d+\.xml$/i;
/** Elements of notes and of pictures in headers that name a file. */
const pictureElements = new Set(["imagedata", "fill", "stroke"]);

/** Elements that hold a formula: of cells, names, checks, formats and charts. */
const formulaElements = new Set([
  "f",
  "formula",
  "formula1",
  "formula2",
  "definedName",
  "calculatedColumnFormula",
  "totalsRowFormula",
]);

/** Texts; the name of a sheet, in single quotes, may hold a quotation mark. */
const quoted = /'(?:[^']|'')*'|"(?:[^"]|"")*"/g;
const fetchingFunctions =
  /\b(WEBSERVICE|FILTERXML|IMAGE|RTD|DDE|CALL|REGISTER(\.ID)?|IMPORTDATA|IMPORTXML|STOCKHISTORY)\s*\(/i;
/** References into another file: [1]Sheet!A1 and '[1]A sheet'!A1. */
const otherFiles = /(^|[^\p{L}\p{N}_.\]])'?\[\d+\][^[\],()]*!/u;
/** Dynamic data exchange, app|topic!item, up to its topic. */
const exchange = /[\p{L}\p{N}_'][|]/u;

/**
 * By what a form would fetch, send or run something when the one who gets it filled opens it; null where nothing does.
 * Links to press stay. For files that `parseWorkbook` has read, in the worker that reads them: a part is looked at for
 * what it is, whatever its name. @throws {Unreadable}
 */
export async function findDanger(bytes: Uint8Array): Promise<FormDanger | null> {
  const zip = await readZipDirectory(bytes);
  for (const [danger, pattern] of dangerousPaths) if (zip.some((path) => pattern.test(path))) return danger;
  for (const path of zip.paths) {
    const part = zip.open(path);
    const danger = part && (await findInPart(part, path));
    if (danger) return danger;
  }
  return null;
}

async function findInPart(part: AsyncIterable<Buffer>, path: string): Promise<FormDanger | null> {
  const chunks = part[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done || !readsLikeXml(first.value)) {
    await chunks.return?.();
    return null;
  }
  const search = new DangerSearch();
  try {
    await readXml(joined(first.value, chunks), search);
  } catch (error) {
    if (!isBroken(error) || !looseParts.test(path)) throw error;
  }
  return search.found;
}

function isBroken(error: unknown): boolean {
  return error instanceof Unreadable && (error.problem === "damaged" || error.problem === "doctype");
}

/** Also XML in other encodings, which the reader then refuses. */
function readsLikeXml(chunk: Buffer): boolean {
  return /^(?:\xef\xbb\xbf)?\s*(?:<|$)|^(?:\xff\xfe|\xfe\xff|\0<)/.test(chunk.toString("latin1"));
}

async function* joined(first: Buffer, rest: AsyncIterator<Buffer>): AsyncIterable<Buffer> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** Listens to the XML of a part. */
class DangerSearch {
  found: FormDanger | null = null;
  private formula: string | null = null;

  open(name: string, attributes: XmlAttributes): void {
    this.found ??= name === "Relationship" ? dangerOfRelation(attributes) : dangerOfPicture(name, attributes);
    if (formulaElements.has(name)) this.formula = "";
  }

  text(text: string): void {
    if (this.formula === null) return;
    this.formula += text;
    if (this.formula.length > readLimits.formulaCharacters) throw new Unreadable("formulaTooLong");
  }

  close(name: string): void {
    if (this.formula === null || !formulaElements.has(name)) return;
    if (isFetching(this.formula)) this.found ??= "reachesOut";
    this.formula = null;
  }
}

function dangerOfRelation({
  Type: type = "",
  Target: target = "",
  TargetMode: mode = "Internal",
}: XmlAttributes): FormDanger | null {
  const kind = type.slice(type.lastIndexOf("/") + 1).toLowerCase();
  if (Object.hasOwn(dangerousRelations, kind)) return dangerousRelations[kind] ?? null;
  const isElsewhere = mode.toLowerCase() !== "internal" || isAddress(target);
  return isElsewhere && kind !== "hyperlink" ? "linkedParts" : null;
}

/** A picture that refers to its file by a link's relationship, or by an address of its own. */
function dangerOfPicture(name: string, attributes: XmlAttributes): FormDanger | null {
  const isLinked = name === "blip" && prefixedAttribute(attributes, "link") !== undefined;
  const isFetched = pictureElements.has(name) && isAddress(attributes.src ?? "");
  return isLinked || isFetched ? "linkedParts" : null;
}

/** With a scheme, or of another machine. */
function isAddress(target: string): boolean {
  return /^\s*(?:[a-z][a-z\d+.-]*:|[\\/]{2})/i.test(target);
}

function isFetching(formula: string): boolean {
  const words = formula.replace(quoted, (part) => (part.startsWith('"') ? '""' : part));
  return fetchingFunctions.test(words) || otherFiles.test(words) || exchangesData(words);
}

/** One search after the other: a pattern for both would look for its end from each of its beginnings. */
function exchangesData(formula: string): boolean {
  const topic = exchange.exec(formula);
  return topic !== null && formula.includes("!", topic.index);
}
