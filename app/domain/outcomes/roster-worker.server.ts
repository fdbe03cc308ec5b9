import { parentPort, workerData } from "node:worker_threads";
import { inflateRawSync } from "node:zlib";
import type { Sheet } from "#app/spreadsheet/workbook.ts";
import { readSentRows } from "./sent-rows.ts";
import type { RosterTask } from "./understand-roster.server.ts";

/** Rows in a batch: a few milliseconds to parse. */
const batchSize = 500;

/** Entry of the worker that understands one roster and ends; `understand-roster.server.ts` starts it. */
parentPort?.postMessage(answer(workerData as RosterTask));

/** JSON of the rows: as objects in one message they would keep the other thread busy at once. */
function answer({ packed, sessions, template }: RosterTask): string[] | null {
  const { sheets } = JSON.parse(inflateRawSync(packed).toString()) as { sheets: Sheet[] };
  const rows = readSentRows(sheets, sessions, template);
  if (!rows) return null;
  const batches: string[] = [];
  for (let start = 0; start < rows.length; start += batchSize)
    batches.push(JSON.stringify(rows.slice(start, start + batchSize)));
  return batches;
}
