import { log } from "#app/lib/log.server.ts";
import { findWorker, oneAtATime, runWorker } from "#app/spreadsheet/run-worker.server.ts";
import type { SheetRow } from "#app/spreadsheet/workbook.ts";
import type { ReadResult } from "./parse-workbook.server.ts";
import { readLimits } from "./read-limits.ts";
import { type ReadProblem, Unreadable } from "./read-problems.ts";
import type { ReadMessage } from "./read-worker.server.ts";
import { recognizeFile } from "./recognize-file.ts";
import { readZipDirectory } from "./zip-directory.server.ts";

export type { ReadResult };

export interface ReadOptions {
  /** As the sender called the file: the name of the sheet of a text file, which has none. */
  fileName?: string;
  /** Called now and then until the file is read. */
  onProgress?: (progress: ReadingProgress) => void;
}

/** Whether another file is read first, and how many rows are read so far. */
export type ReadingProgress = { state: "waiting" | "running"; rows: number };

const workerEntry = findWorker("app/spreadsheet/reading/read-worker.server.ts");

const takeTurn = oneAtATime(readLimits.waiting);

/**
 * Reads an uploaded workbook that nobody vouches for. Always answers, within `readLimits`, and never with more than
 * values: no macro, link, formula or entity is followed. Callers check the role and the size of the request first.
 * @returns the workbook, or a problem of `readProblems` with a detail for the log
 */
export async function readWorkbook(bytes: Uint8Array, options: ReadOptions = {}): Promise<ReadResult> {
  const kind = recognizeFile(bytes);
  if (kind !== "zip" && kind !== "text") return refuse(kind);
  if (bytes.byteLength > readLimits.uploadBytes) return refuse("tooLarge");
  const read = async () =>
    (kind === "zip" ? await judgeDirectory(bytes) : null) ?? readInWorker(bytes, options);
  const sayWaiting = () => options.onProgress?.({ state: "waiting", rows: 0 });
  return takeTurn(read, sayWaiting) ?? refuse("busy");
}

/** The zip's directory alone gives most prepared files away, before a worker is started for them. */
async function judgeDirectory(bytes: Uint8Array): Promise<ReadResult | null> {
  try {
    await readZipDirectory(bytes);
    return null;
  } catch (error) {
    if (error instanceof Unreadable) return refuse(error.problem, error.detail);
    throw error;
  }
}

async function readInWorker(bytes: Uint8Array, { fileName, onProgress }: ReadOptions): Promise<ReadResult> {
  const rowsOf = new Map<number, SheetRow[]>();
  let count = 0;
  onProgress?.({ state: "running", rows: count });
  const run = await runWorker<ReadResult, ReadMessage>(workerEntry, bytes, readLimits, (message) => {
    if ("result" in message) return { answer: message.result };
    const rows = rowsOf.get(message.sheet);
    if (rows) rows.push(...message.rows);
    else rowsOf.set(message.sheet, message.rows);
    count += message.rows.length;
    onProgress?.({ state: "running", rows: count });
    return null;
  });
  switch (run.outcome) {
    case "answered":
      return run.answer.ok ? withRows(run.answer, rowsOf, fileName) : run.answer;
    case "timedOut":
    case "outOfMemory":
      return refuse(run.outcome);
    case "crashed":
      log.error({ err: run.error }, "the workbook reader crashed");
      return refuse("damaged", "the reader crashed");
  }
}

function withRows(
  result: Extract<ReadResult, { ok: true }>,
  rowsOf: ReadonlyMap<number, SheetRow[]>,
  fileName = "",
): ReadResult {
  const sheets = result.workbook.sheets.map((sheet, place) => ({
    ...sheet,
    name: sheet.name || fileName.replace(/\.[^.]*$/, ""),
    rows: rowsOf.get(place) ?? [],
  }));
  return { ...result, workbook: { sheets } };
}

function refuse(problem: ReadProblem, detail = ""): ReadResult {
  return { ok: false, problem, detail };
}
