import { mapInTurns } from "#app/lib/in-turns.server.ts";
import { log } from "#app/lib/log.server.ts";
import { readLimits } from "#app/spreadsheet/reading/read-limits.ts";
import { findWorker, oneAtATime, runWorker } from "#app/spreadsheet/run-worker.server.ts";
import type { Sheet } from "#app/spreadsheet/workbook.ts";
import { Invalid } from "../errors.ts";
import { packFile } from "../imports/stored-import.server.ts";
import type { RosterTemplate } from "../rosters/template.ts";
import type { Session } from "./sent-columns.ts";
import { readSentRows, type SentRow } from "./sent-rows.ts";

/** What went out, by which the lines that come back are understood. */
type Expected = { sessions: readonly Session[]; template: Pick<RosterTemplate, "columns"> };
/** @param packed the sheets by `packFile` */
export type RosterTask = Expected & { packed: Uint8Array };

const workerEntry = findWorker("app/domain/outcomes/roster-worker.server.ts");

/** The largest roster takes about a second. */
const limits = { milliseconds: 10_000, heapMegabytes: 256 };
/** So many are understood sooner than a worker starts. */
const atOnceRows = 500;

const takeTurn = oneAtATime(readLimits.waiting);

/**
 * As `readSentRows`; large rosters away from everybody else's requests. It may wait behind other files for long, so
 * never inside a transaction.
 * @throws Invalid at `file` beyond the limits of time and memory
 */
export async function understandRoster(
  sheets: readonly Sheet[],
  { sessions, template }: Expected,
): Promise<SentRow[] | null> {
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  if (rows <= atOnceRows) return readSentRows(sheets, sessions, template);
  const packed = await packFile({ sheets: [...sheets], notes: [] });
  const understood = takeTurn(() => understandInWorker({ packed, sessions, template }));
  if (!understood) throw new Invalid("file", "files:unreadable.busy");
  return understood;
}

async function understandInWorker(task: RosterTask): Promise<SentRow[] | null> {
  const run = await runWorker<string[] | null>(workerEntry, task, limits);
  if (run.outcome === "crashed") {
    log.error({ err: run.error }, "understanding a roster crashed");
    throw new Invalid("file", "files:unreadable.damaged");
  }
  if (run.outcome !== "answered") throw new Invalid("file", `files:unreadable.${run.outcome}`);
  if (run.answer === null) return null;
  return (await mapInTurns(run.answer, (batch) => JSON.parse(batch) as SentRow[])).flat();
}
