import { log } from "#app/lib/log.server.ts";
import { findProjectFile } from "#app/lib/project-files.server.ts";
import type { ReadResult } from "./parse-workbook.server.ts";
import { readLimits } from "./read-limits.ts";
import type { ReadProblem } from "./read-problems.ts";
import { recognizeFile } from "./recognize-file.ts";
import { runWorker } from "./run-worker.server.ts";

export type { ReadResult };

const workerEntry = new URL(import.meta.url).pathname.endsWith(".ts")
  ? findProjectFile("app/spreadsheet/read-worker.server.ts")
  : findProjectFile("build/server/read-worker.js");

/** One file is read at a time in a process; the next ones stand here. */
let queue: Promise<unknown> = Promise.resolve();
let waiting = 0;

/**
 * Reads an uploaded workbook that nobody vouches for. Always answers, within `readLimits`, and never with more than
 * values: no macro, link, formula or entity is followed. Callers check the role and the size of the request first.
 * @returns the workbook, or a problem of `readProblems` with a detail for the log
 */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadResult> {
  const kind = recognizeFile(bytes);
  if (kind !== "zip") return refuse(kind);
  if (bytes.byteLength > readLimits.uploadBytes) return refuse("tooLarge");
  if (waiting > readLimits.waiting) return refuse("busy");

  waiting += 1;
  const result = queue
    .then(() => readInWorker(bytes))
    .finally(() => {
      waiting -= 1;
    });
  queue = result.catch(() => undefined);
  return result;
}

async function readInWorker(bytes: Uint8Array): Promise<ReadResult> {
  const run = await runWorker<ReadResult>(workerEntry, bytes, readLimits);
  switch (run.outcome) {
    case "answered":
      return run.answer;
    case "timedOut":
    case "outOfMemory":
      return refuse(run.outcome);
    case "crashed":
      log.error({ err: run.error }, "the workbook reader crashed");
      return refuse("damaged", "the reader crashed");
  }
}

function refuse(problem: ReadProblem, detail = ""): ReadResult {
  return { ok: false, problem, detail };
}
