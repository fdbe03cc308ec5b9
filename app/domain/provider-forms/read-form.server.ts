import { createHash } from "node:crypto";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { log } from "#app/lib/log.server.ts";
import { readLimits } from "#app/spreadsheet/reading/read-limits.ts";
import type { ReadOptions } from "#app/spreadsheet/reading/read-workbook.server.ts";
import { recognizeFile } from "#app/spreadsheet/reading/recognize-file.ts";
import { findWorker, oneAtATime, runWorker } from "#app/spreadsheet/run-worker.server.ts";
import { type FormReading, notRead } from "./form-reading.ts";
import type { ReadFormTask } from "./form-worker.server.ts";
import type { FormChoices } from "./recognise-form.ts";

const workerEntry = findWorker("app/domain/provider-forms/form-worker.server.ts");

const limits = { milliseconds: readLimits.milliseconds, heapMegabytes: 256 };
const takeTurn = oneAtATime(readLimits.waiting);

/** Readings that are kept, each some tens of kilobytes, and for how many milliseconds. */
const remembered = { most: 50, keptFor: 10 * 60_000 };
/** By what was read; the least recently used first. */
const readings = new Map<string, Promise<FormReading>>();

/**
 * Reads a form that nobody vouches for, and recognises it, in a worker with limits of its own; it may wait behind other
 * forms, so never inside a transaction. Looked at again within minutes it costs nothing: a reading, with the masked top
 * of its sheet, stays in the memory of this process alone. Not to be changed by whoever gets it.
 * @returns with a `refusal` where the form may not be kept or filled
 */
export async function readForm(
  bytes: Uint8Array,
  choices: FormChoices = {},
  { onProgress }: Pick<ReadOptions, "onProgress"> = {},
): Promise<FormReading> {
  const key = createHash("sha256").update(canonicalJson(choices)).update(bytes).digest("base64url");
  const reading = readings.get(key) ?? readInTurn({ bytes, choices }, onProgress);
  remember(key, reading);
  try {
    const read = await reading;
    if (isPassing(read)) readings.delete(key);
    return read;
  } catch (error) {
    readings.delete(key);
    throw error;
  }
}

function remember(key: string, reading: Promise<FormReading>): void {
  if (!readings.has(key)) setTimeout(() => readings.delete(key), remembered.keptFor).unref();
  readings.delete(key);
  readings.set(key, reading);
  for (const oldest of readings.keys()) {
    if (readings.size <= remembered.most) return;
    readings.delete(oldest);
  }
}

/** What another try may read. */
function isPassing({ refusal }: FormReading): boolean {
  return refusal === "files:unreadable.busy" || refusal === "files:unreadable.timedOut";
}

async function readInTurn(task: ReadFormTask, onProgress: ReadOptions["onProgress"]): Promise<FormReading> {
  const { bytes, choices } = task;
  const kind = recognizeFile(bytes);
  if (kind === "text") return notRead(choices, "forms:errors.onlyXlsx");
  if (kind !== "zip") return notRead(choices, `files:unreadable.${kind}`);
  if (bytes.byteLength > readLimits.uploadBytes) return notRead(choices, "files:unreadable.tooLarge");
  const read = takeTurn(
    () => {
      onProgress?.({ state: "running", rows: 0 });
      return readInWorker(task);
    },
    () => onProgress?.({ state: "waiting", rows: 0 }),
  );
  return read ?? notRead(choices, "files:unreadable.busy");
}

async function readInWorker(task: ReadFormTask): Promise<FormReading> {
  const run = await runWorker<FormReading>(workerEntry, task, limits);
  switch (run.outcome) {
    case "answered":
      return run.answer;
    case "timedOut":
    case "outOfMemory":
      return notRead(task.choices, `files:unreadable.${run.outcome}`);
    case "crashed":
      log.error({ err: run.error }, "reading a form crashed");
      return notRead(task.choices, "files:unreadable.damaged");
  }
}
