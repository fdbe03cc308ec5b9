import { Unreadable } from "#app/spreadsheet/reading/read-problems.ts";
import { readXml } from "#app/spreadsheet/reading/xml-part.server.ts";
import { readZipDirectory } from "#app/spreadsheet/reading/zip-directory.server.ts";
import { Invalid } from "../errors.ts";

/** Parts by which a workbook fetches data or runs something when it is opened. */
const fetchingPart = /^(xl\/(connections\.xml|querytables\/|webextensions\/|model\/)|customui\/)/;
/** Parts without formulas. */
const plainPart = /^xl\/(sharedstrings|styles|theme\/|media\/)/;
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
const fetchingFormulas = [
  /\b(WEBSERVICE|FILTERXML|IMAGE|RTD|DDE|CALL|REGISTER(\.ID)?|IMPORTDATA|IMPORTXML|STOCKHISTORY)\s*\(/i,
  // References into another file: [1]Sheet!A1 and '[1]A sheet'!A1.
  /(^|[^\p{L}\p{N}_.\]])'?\[\d+\][^[\],()]*!/u,
  // Dynamic data exchange: app|topic!item.
  /[\p{L}\p{N}_'][|][^!]*!/u,
];

/**
 * Refuses a form that would fetch or send something when the one who gets it filled opens it: it may hold no list of
 * people. For files that `readWorkbook` has read; also before each filling, because what is known to fetch grows.
 * @throws Invalid at `file`
 */
export async function requireSilentForm(bytes: Uint8Array): Promise<void> {
  try {
    if (await reachesOut(bytes)) throw new Invalid("file", "forms:errors.reachesOut");
  } catch (error) {
    if (error instanceof Unreadable) throw new Invalid("file", `files:unreadable.${error.problem}`);
    throw error;
  }
}

async function reachesOut(bytes: Uint8Array): Promise<boolean> {
  const zip = await readZipDirectory(bytes);
  if (zip.some((path) => fetchingPart.test(path))) return true;
  for (const path of zip.paths.filter(mayHoldFormulas)) {
    const part = zip.open(path);
    if (part && (await hasFetchingFormula(part))) return true;
  }
  return false;
}

function mayHoldFormulas(path: string): boolean {
  return /\.xml$/i.test(path) && !plainPart.test(path.toLowerCase());
}

async function hasFetchingFormula(part: AsyncIterable<Buffer>): Promise<boolean> {
  let formula: string | null = null;
  let found = false;
  await readXml(part, {
    open: (name) => {
      if (formulaElements.has(name)) formula = "";
    },
    text: (text) => {
      if (formula !== null) formula += text;
    },
    close: (name) => {
      if (formula === null || !formulaElements.has(name)) return;
      found ||= isFetching(formula);
      formula = null;
    },
  });
  return found;
}

function isFetching(formula: string): boolean {
  const words = formula.replace(quoted, (part) => (part.startsWith('"') ? '""' : part));
  return fetchingFormulas.some((fetching) => fetching.test(words));
}
