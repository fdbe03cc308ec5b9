import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import type { Database } from "#app/db/client.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { mapInTurns } from "#app/lib/in-turns.server.ts";
import { log } from "#app/lib/log.server.ts";
import { readLimits } from "#app/spreadsheet/reading/read-limits.ts";
import { findWorker, oneAtATime, runWorker } from "#app/spreadsheet/run-worker.server.ts";
import { Conflict } from "../errors.ts";
import type { ImportKind, ImportSettings } from "./schema.ts";
import { openSheets, type StoredImport } from "./stored-import.server.ts";
import type { UnderstandAnswer, UnderstandTask } from "./understand-worker.server.ts";
import { type ReadFile, type UnderstoodFile, understandFile } from "./understood-file.ts";
import { UnderstoodMemory } from "./understood-memory.server.ts";

const workerEntry = findWorker("app/domain/imports/understand-worker.server.ts");

/** The largest list takes about a second. */
const limits = { milliseconds: 10_000, heapMegabytes: 256 };
/** Some hundred rows as JSON: understood sooner than a worker starts. */
const atOnceBytes = 128 * 1024;

type Settings = Pick<ImportSettings, "choices" | "mends">;
type Known = Pick<StoredImport, "id" | "wardId" | "status" | "isPurged" | "settings">;

const unpackBytes = promisify(inflateRaw);
const takeTurn = oneAtATime(readLimits.waiting);
const memory = new UnderstoodMemory();

/** A file beyond the limits of time and memory, one that breaks the reader, or too many before it; `key` says which. */
export class NotUnderstood extends Conflict {}

/**
 * What the file of an import says that the actor may see; null once it was purged or undone, when nobody asks for it any
 * more. Looked at again within ten minutes it costs nothing: what was understood, people's data too, stays in the memory
 * of this process alone. It may wait behind other files for long, so never inside a transaction: see `onUnderstood`.
 * @throws NotUnderstood
 */
export async function understandImport<Kind extends ImportKind>(
  db: Database,
  kind: Kind,
  { id, wardId, status, isPurged, settings }: Known,
): Promise<UnderstoodFile<Kind> | null> {
  if (isPurged || status === "undone") return null;
  const read = () =>
    openSheets(db, { id, wardId }).then((packed) => understandPacked(kind, packed, settings));
  return memory.recall(id, readingOf(kind, settings), read) as Promise<UnderstoodFile<Kind>>;
}

/** As `understandImport` for a page, which says why nothing is shown of a file instead of failing. */
export async function tryUnderstand<Kind extends ImportKind>(
  db: Database,
  kind: Kind,
  found: Known,
): Promise<{ file: UnderstoodFile<Kind> | null; unread: string | null }> {
  try {
    return { file: await understandImport(db, kind, found), unread: null };
  } catch (error) {
    if (error instanceof NotUnderstood) return { file: null, unread: error.key };
    throw error;
  }
}

/** As `requireUnderstood`, for saving; null of an import that is no preview any more, since saving it writes nothing. */
export async function understandWaiting<Kind extends ImportKind>(
  db: Database,
  kind: Kind,
  found: StoredImport,
): Promise<UnderstoodFile<Kind> | null> {
  return found.status === "preview" ? requireUnderstood(db, kind, found) : null;
}

/** @throws Conflict once the file was purged; NotUnderstood */
export async function requireUnderstood<Kind extends ImportKind>(
  db: Database,
  kind: Kind,
  found: Known,
): Promise<UnderstoodFile<Kind>> {
  const understood = await understandImport(db, kind, found);
  if (!understood) throw new Conflict("imports:errors.purged");
  return understood;
}

/** As `understandImport`, of sheets by `packFile`; nothing of it stays. @throws NotUnderstood */
export async function understandPacked<Kind extends ImportKind>(
  kind: Kind,
  packed: Uint8Array,
  { choices, mends }: Settings,
): Promise<UnderstoodFile<Kind>> {
  const small = await unpackSmall(packed);
  if (small !== null) return understandFile(kind, JSON.parse(small) as ReadFile, { choices, mends });
  const understood = takeTurn(() => understandInWorker({ kind, packed, choices, mends }));
  if (!understood) throw new NotUnderstood("files:unreadable.busy");
  return understood as Promise<UnderstoodFile<Kind>>;
}

/** What was just understood of an import that is stored now: its page comes next. */
export function keepUnderstood(
  kind: ImportKind,
  { id, settings }: { id: string; settings: Settings },
  understood: UnderstoodFile,
): void {
  void memory.recall(id, readingOf(kind, settings), () => Promise.resolve(understood));
}

/** Of an import that was thrown away, undone or purged; call it once that is committed. */
export function forgetUnderstood(importId: string): void {
  memory.forget(importId);
}

/** The JSON of a file that is small enough for this thread; thousands of similar rows pack to very little. */
export async function unpackSmall(packed: Uint8Array): Promise<string | null> {
  try {
    return (await unpackBytes(packed, { maxOutputLength: atOnceBytes })).toString();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") return null;
    throw error;
  }
}

/** The file of an import never changes: its choices and mends tell what was understood. */
function readingOf(kind: ImportKind, { choices, mends }: Settings): string {
  return `${kind} ${createHash("sha256").update(canonicalJson({ choices, mends })).digest("base64url")}`;
}

async function understandInWorker(task: UnderstandTask): Promise<UnderstoodFile> {
  const run = await runWorker<UnderstandAnswer>(workerEntry, task, limits);
  if (run.outcome === "crashed") {
    log.error({ err: run.error }, "understanding a workbook crashed");
    throw new NotUnderstood("imports:errors.notUnderstood");
  }
  if (run.outcome !== "answered") throw new NotUnderstood("imports:errors.tooHeavy");
  const { understood, batches } = run.answer;
  type Pair = [row: NonNullable<UnderstoodFile["table"]>["rows"][number], text: string];
  const pairs = (await mapInTurns(batches, (batch) => JSON.parse(batch) as Pair[])).flat();
  const rows = pairs.map(([row]) => row);
  return {
    ...understood,
    table: understood.table && ({ ...understood.table, rows } as UnderstoodFile["table"]),
    texts: new Map(pairs.map(([{ rowNumber }, text]) => [rowNumber, text])),
  };
}
