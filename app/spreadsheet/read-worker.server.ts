import { parentPort, workerData } from "node:worker_threads";
import { parseWorkbook } from "./parse-workbook.server.ts";

/**
 * Entry of the worker that reads one untrusted workbook and ends; `read-workbook.server.ts` starts it. What
 * `parseWorkbook` throws is a bug and ends the worker with an error.
 */
void parseWorkbook(workerData as Uint8Array).then((result) => parentPort?.postMessage(result));
