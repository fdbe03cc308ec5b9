import { parentPort, workerData } from "node:worker_threads";
import type { SheetRow } from "#app/spreadsheet/workbook.ts";
import { parseWorkbook, type ReadResult } from "./parse-workbook.server.ts";

/** Rows of a sheet as they are read, and the result, whose sheets come without rows, as the last message. */
export type ReadMessage = { sheet: number; rows: SheetRow[] } | { result: ReadResult };

const post = (message: ReadMessage) => parentPort?.postMessage(message);

/**
 * Entry of the worker that reads one untrusted workbook and ends; `read-workbook.server.ts` starts it. What
 * `parseWorkbook` throws is a bug and ends the worker with an error.
 */
void parseWorkbook(workerData as Uint8Array, { handOn: (sheet, rows) => post({ sheet, rows }) }).then(
  (result) => post({ result }),
);
