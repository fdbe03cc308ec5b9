import { parentPort, workerData } from "node:worker_threads";
import { parseWorkbook } from "./parse-workbook.server.ts";

/** Entry of the worker that reads one untrusted workbook and ends; `read-workbook.server.ts` starts it. */
parentPort?.postMessage(await parseWorkbook(workerData as Uint8Array));
