import { log } from "#app/lib/log.server.ts";
import { readLimits } from "#app/spreadsheet/reading/read-limits.ts";
import { type ReadProblem, Unreadable } from "#app/spreadsheet/reading/read-problems.ts";
import { findWorker, oneAtATime, runWorker } from "#app/spreadsheet/run-worker.server.ts";
import type { Sheet } from "#app/spreadsheet/workbook.ts";
import type { FormFilling } from "./fill-workbook.server.ts";
import type { Annotation } from "./mark-rows.server.ts";

/** What is to be done to a workbook; plain data, because it crosses to the worker. */
export type WorkbookEdit =
  | { task: "fill"; bytes: Uint8Array; filling: FormFilling }
  | { task: "markRows"; bytes: Uint8Array; annotation: Annotation }
  | { task: "markText"; sheet: Sheet; annotation: Annotation };

export type EditResult =
  | { ok: true; bytes: Uint8Array }
  | { ok: false; problem: ReadProblem; detail: string };

const workerEntry = findWorker("app/spreadsheet/editing/edit-worker.server.ts");

/** A whole workbook as a tree takes more room than its values. */
const limits = { milliseconds: 20_000, heapMegabytes: 512 };

const takeTurn = oneAtATime(readLimits.waiting);

/**
 * Changes a workbook that passed the guarded reader, in a worker with limits of memory and time of its own.
 * @throws {Unreadable}
 */
export async function editWorkbook(edit: WorkbookEdit): Promise<Uint8Array> {
  const changed = takeTurn(() => editInWorker(edit));
  if (!changed) throw new Unreadable("busy");
  return changed;
}

async function editInWorker(edit: WorkbookEdit): Promise<Uint8Array> {
  const run = await runWorker<EditResult>(workerEntry, edit, limits);
  switch (run.outcome) {
    case "answered":
      if (run.answer.ok) return run.answer.bytes;
      throw new Unreadable(run.answer.problem, run.answer.detail);
    case "timedOut":
    case "outOfMemory":
      throw new Unreadable(run.outcome);
    case "crashed":
      log.error({ err: run.error }, "changing a workbook crashed");
      throw new Unreadable("damaged", "the worker crashed");
  }
}
