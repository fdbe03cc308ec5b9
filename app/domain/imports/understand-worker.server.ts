import { parentPort, workerData } from "node:worker_threads";
import { inflateRawSync } from "node:zlib";
import type { ImportKind, ImportSettings } from "./schema.ts";
import { type ReadFile, type UnderstoodFile, understandFile } from "./understood-file.ts";

export type UnderstandTask = {
  kind: ImportKind;
  /** The sheets as they are stored, out of their seal. */
  packed: Uint8Array;
  choices: ImportSettings["choices"];
  mends: ImportSettings["mends"];
};

export type UnderstandAnswer = {
  /** Without the rows of its table. */
  understood: Omit<UnderstoodFile, "texts">;
  /** JSON of rows and their texts: one message with all rows as objects would keep the other thread busy at once. */
  batches: string[];
};

/** Rows in a batch: a few milliseconds to parse. */
const batchSize = 500;

/** Entry of the worker that understands one stored file and ends; `understand-import.server.ts` starts it. */
parentPort?.postMessage(answer(workerData as UnderstandTask));

function answer({ kind, packed, choices, mends }: UnderstandTask): UnderstandAnswer {
  const file = JSON.parse(inflateRawSync(packed).toString()) as ReadFile;
  const { texts, table, ...understood } = understandFile(kind, file, { choices, mends });
  const rows = (table?.rows ?? []).map((row) => [row, texts.get(row.rowNumber)] as const);
  const batches: string[] = [];
  for (let start = 0; start < rows.length; start += batchSize)
    batches.push(JSON.stringify(rows.slice(start, start + batchSize)));
  return { understood: { ...understood, table: table && { ...table, rows: [] } }, batches };
}
