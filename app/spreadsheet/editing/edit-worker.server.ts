import { parentPort, workerData } from "node:worker_threads";
import { Unreadable } from "#app/spreadsheet/reading/read-problems.ts";
import type { EditResult, WorkbookEdit } from "./edit-workbook.server.ts";
import { fillWorkbook } from "./fill-workbook.server.ts";
import { markRows, markText } from "./mark-rows.server.ts";

/** Entry of the worker that changes one workbook and ends; `edit-workbook.server.ts` starts it. */
void answer(workerData as WorkbookEdit).then((result) => parentPort?.postMessage(result));

async function answer(edit: WorkbookEdit): Promise<EditResult> {
  try {
    return { ok: true, bytes: await carryOut(edit) };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.problem, detail: error.detail };
    throw error;
  }
}

async function carryOut(edit: WorkbookEdit): Promise<Uint8Array> {
  switch (edit.task) {
    case "fill":
      return fillWorkbook(edit.bytes, edit.filling);
    case "markRows":
      return markRows(edit.bytes, edit.annotation);
    case "markText":
      return markText(edit.sheet, edit.annotation);
  }
}
