import { readCellFormats } from "./cell-formats.server.ts";
import { readLimits } from "./read-limits.ts";
import { type ReadNote, type ReadProblem, Unreadable } from "./read-problems.ts";
import { readSharedStrings } from "./shared-strings.server.ts";
import { parseSheet } from "./sheet-parser.server.ts";
import type { Sheet, Workbook } from "./workbook.ts";
import { readWorkbookParts } from "./workbook-parts.server.ts";
import { readZipDirectory, type ZipDirectory } from "./zip-directory.server.ts";

export type ReadResult =
  | { ok: true; workbook: Workbook; notes: ReadNote[] }
  | { ok: false; problem: ReadProblem; detail: string };

/**
 * Reads an untrusted workbook in the thread it is called in. Only the worker calls this; everybody else calls
 * `readWorkbook`, which adds the limits of memory and time.
 */
export async function parseWorkbook(bytes: Uint8Array): Promise<ReadResult> {
  try {
    const zip = await readZipDirectory(bytes);
    const notes = new Set(notesOfDirectory(zip));
    return { ok: true, workbook: await readParts(zip, (note) => notes.add(note)), notes: [...notes] };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.problem, detail: error.detail };
    throw error;
  }
}

async function readParts(zip: ZipDirectory, note: (note: ReadNote) => void): Promise<Workbook> {
  const parts = await readWorkbookParts(zip);
  const context = {
    sharedStrings: await readSharedStrings(openOptional(zip, parts.sharedStrings)),
    formats: await readCellFormats(openOptional(zip, parts.styles)),
    date1904: parts.date1904,
    budget: { cells: readLimits.cells, characters: readLimits.characters },
    note,
  };
  const sheets: Sheet[] = [];
  for (const { name, hidden, path } of parts.sheets) {
    const part = zip.open(path);
    if (!part) throw new Unreadable("damaged", `no part ${path}`);
    sheets.push({ name, hidden, ...(await parseSheet(part, context)) });
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
