import type { Sheet, SheetRow, Workbook } from "#app/spreadsheet/workbook.ts";
import { readCellFormats } from "./cell-formats.server.ts";
import { readCsv } from "./csv-reader.server.ts";
import { readLimits } from "./read-limits.ts";
import { type ReadNote, type ReadProblem, Unreadable } from "./read-problems.ts";
import { recognizeFile } from "./recognize-file.ts";
import { readSharedStrings } from "./shared-strings.server.ts";
import { parseSheet } from "./sheet-parser.server.ts";
import { readWorkbookParts } from "./workbook-parts.server.ts";
import { readZipDirectory, type ZipDirectory } from "./zip-directory.server.ts";

export type ReadResult =
  | { ok: true; workbook: Workbook; notes: ReadNote[] }
  | { ok: false; problem: ReadProblem; detail: string };

export interface ParseOptions {
  /**
   * Takes the rows of a sheet batch by batch while it is read; the sheets of the result then have none. The worker
   * hands rows on so, because one message with all of them would keep both threads busy at once.
   */
  handOn?: (sheet: number, rows: SheetRow[]) => void;
}

/**
 * Reads an untrusted workbook in the thread it is called in. Only the worker calls this; everybody else calls
 * `readWorkbook`, which adds the limits of memory and time.
 */
export async function parseWorkbook(bytes: Uint8Array, options: ParseOptions = {}): Promise<ReadResult> {
  try {
    const kind = recognizeFile(bytes);
    if (kind === "text")
      return { ok: true, workbook: { sheets: [readCsv(bytes, options.handOn)] }, notes: [] };
    if (kind !== "zip") throw new Unreadable(kind);
    const zip = await readZipDirectory(bytes);
    const notes = new Set(notesOfDirectory(zip));
    const workbook = await readParts(zip, (note) => notes.add(note), options);
    return { ok: true, workbook, notes: [...notes] };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.problem, detail: error.detail };
    throw error;
  }
}

async function readParts(
  zip: ZipDirectory,
  note: (note: ReadNote) => void,
  { handOn }: ParseOptions,
): Promise<Workbook> {
  const parts = await readWorkbookParts(zip);
  const context = {
    sharedStrings: await readSharedStrings(openOptional(zip, parts.sharedStrings)),
    formats: await readCellFormats(openOptional(zip, parts.styles)),
    date1904: parts.date1904,
    budget: { cells: readLimits.cells, characters: readLimits.characters },
    note,
  };
  const sheets: Sheet[] = [];
  for (const [place, { name, hidden, path }] of parts.sheets.entries()) {
    const part = zip.open(path);
    if (!part) throw new Unreadable("damaged", `no part ${path}`);
    const sheet = await parseSheet(part, { ...context, handOn: handOn && ((rows) => handOn(place, rows)) });
    sheets.push({ name, hidden, ...sheet });
  }
  return { sheets };
}

function openOptional(zip: ZipDirectory, path: string | undefined): AsyncIterable<Buffer> | null {
  return path === undefined ? null : zip.open(path);
}

function notesOfDirectory(zip: ZipDirectory): ReadNote[] {
  const notes: ReadNote[] = [];
  if (zip.some((path) => path.endsWith("vbaproject.bin"))) notes.push("macrosIgnored");
  if (zip.some((path) => path.startsWith("xl/externallinks/"))) notes.push("externalLinksIgnored");
  return notes;
}
