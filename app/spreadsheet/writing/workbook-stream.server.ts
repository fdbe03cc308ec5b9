import { type EventEmitter, once } from "node:events";
import type { Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import ExcelJS from "exceljs";
import { font } from "./table-styles.server.ts";

/** The streams inside exceljs 4.4 and its archiver, which its types leave out. */
interface Internals {
  zip: {
    abort(): void;
    finalize(): Promise<void>;
    on(event: "error", listener: (error: Error) => void): void;
  };
  /** The first font is that of the workbook. */
  styles: { _addFont(font: Partial<ExcelJS.Font>): number };
}
interface SheetInternals {
  /** Of readable-stream 2, which has no public word for a full buffer. */
  stream: { pipes: (EventEmitter & { _writableState: { needDrain: boolean } })[] };
}

export type WorkbookWriter = ExcelJS.stream.xlsx.WorkbookWriter;

export interface WorkbookStream {
  workbook: WorkbookWriter;
  /** Waits until what was committed so far has left for the output. Throws when the output is gone. */
  drain: (sheet: ExcelJS.Worksheet) => Promise<void> | undefined;
}

/**
 * Lets `write` fill a workbook that streams to `output`, and finishes it. exceljs itself never waits: without
 * `drain` it would hold the whole file while a slow network takes it. Whatever goes wrong, also a closed output or
 * `signal`, stops the writing, frees the streams and destroys the output, so that no half file looks whole.
 */
export async function streamWorkbook(
  output: Writable,
  signal: AbortSignal | undefined,
  write: (stream: WorkbookStream) => Promise<void>,
): Promise<void> {
  const broken = new AbortController();
  const stop = signal ? AbortSignal.any([signal, broken.signal]) : broken.signal;
  const closed = () => broken.abort(new Error("the output was closed before the workbook was complete"));
  if (output.destroyed) closed();
  output.once("error", (error) => broken.abort(error));
  output.once("close", () => {
    if (!output.writableFinished) closed();
  });

  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true });
  const { zip, styles } = workbook as unknown as Internals;
  styles._addFont(font);
  zip.on("error", (error) => broken.abort(error));
  // exceljs does not look at this promise: stopped at the last moment, its rejection would end the process.
  const finalize = zip.finalize.bind(zip);
  zip.finalize = async () => void (await finalize().catch((error: Error) => broken.abort(error)));
  try {
    stop.throwIfAborted();
    await write({ workbook, drain: (sheet) => drainSheet(sheet as unknown as SheetInternals, stop) });
    await Promise.race([workbook.commit(), rejectOnAbort(stop)]);
  } catch (error) {
    const reason: unknown = stop.aborted ? stop.reason : error;
    output.destroy(reason instanceof Error ? reason : new Error(String(reason)));
    zip.abort();
    throw reason;
  }
}

/** Nothing to wait for is the common case, and a promise for each row would be felt. */
function drainSheet({ stream }: SheetInternals, stop: AbortSignal): Promise<void> | undefined {
  stop.throwIfAborted();
  const [pipe] = stream.pipes;
  if (pipe && !pipe._writableState.needDrain) return undefined;
  return pipe ? waitForDrain(pipe, stop) : waitForPipe(stream, stop);
}

async function waitForDrain(pipe: EventEmitter, stop: AbortSignal): Promise<void> {
  await once(pipe, "drain", { signal: stop });
}

/** The archive takes up the sheet only after the parts before it. */
async function waitForPipe(stream: SheetInternals["stream"], stop: AbortSignal): Promise<void> {
  while (stream.pipes.length === 0) {
    stop.throwIfAborted();
    await setImmediate();
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
