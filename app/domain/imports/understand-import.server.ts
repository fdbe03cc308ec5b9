import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import type { Queryable } from "#app/db/client.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { mapInTurns } from "#app/lib/in-turns.server.ts";
import { log } from "#app/lib/log.server.ts";
import { findProjectFile } from "#app/lib/project-files.server.ts";
import { readLimits } from "#app/spreadsheet/reading/read-limits.ts";
import { oneAtATime, runWorker } from "#app/spreadsheet/run-worker.server.ts";
import { Conflict } from "../errors.ts";
import type { ImportKind, ImportSettings } from "./schema.ts";
import { openSheets, type StoredImport } from "./stored-import.server.ts";
import type { UnderstandAnswer, UnderstandTask } from "./understand-worker.server.ts";
import { type ReadFile, type UnderstoodFile, understandFile } from "./understood-file.ts";
import { UnderstoodMemory } from "./understood-memory.server.ts";

const workerEntry = new URL(import.meta.url).pathname.endsWith(".ts")
  ? findProjectFile("app/domain/imports/understand-worker.server.ts")
  : findProjectFile("build/server/understand-worker.js");

const limits = { milliseconds: 30_000, heapMegabytes: 320 };
/** Packed sheets of some hundred rows are understood sooner than a worker starts. */
const atOnceBytes = 48 * 1024;

type Settings = Pick<ImportSettings, "choices" | "mends">;

const unpackBytes = promisify(inflateRaw);
const takeTurn = oneAtATime(readLimits.waiting);
const memory = new UnderstoodMemory();

/**
 * What the file of an import says; null once it was purged. Of an import that the actor may see. Looked at again within
 * some minutes it costs nothing: what was understood, people's data too, stays in the memory of this process alone.
 * @throws Conflict when it cannot be understood now
 */
export async function understandImport<Kind extends ImportKind>(
  db: Queryable,
  kind: Kind,
  { id, wardId, isPurged, settings }: Pick<StoredImport, "id" | "wardId" | "isPurged" | "settings">,
): Promise<UnderstoodFile<Kind> | null> {
  return isPurged ? null : understandOnce(kind, id, settings, () => openSheets(db, { id, wardId }));
}

/** As `understandImport`, of a file that is about to be kept. @param packed its sheets by `packFile` */
export function understandPacked<Kind extends ImportKind>(
  kind: Kind,
  importId: string,
  packed: Uint8Array,
  settings: Settings,
): Promise<UnderstoodFile<Kind>> {
  return understandOnce(kind, importId, settings, () => Promise.resolve(packed));
}

/** @throws Conflict once the file was purged */
export async function requireUnderstood<Kind extends ImportKind>(
  db: Queryable,
  kind: Kind,
  found: StoredImport,
): Promise<UnderstoodFile<Kind>> {
  const understood = await understandImport(db, kind, found);
  if (!understood) throw new Conflict("imports:errors.purged");
  return understood;
}

/** The file of an import never changes: its choices and mends tell what was understood. */
function understandOnce<Kind extends ImportKind>(
  kind: Kind,
  importId: string,
  { choices, mends }: Settings,
  open: () => Promise<Uint8Array>,
): Promise<UnderstoodFile<Kind>> {
  const settings = createHash("sha256").update(canonicalJson({ choices, mends })).digest("base64url");
  return memory.recall(`${importId} ${kind} ${settings}`, async () => {
    const packed = await open();
    const task = { kind, packed, choices, mends };
    if (packed.byteLength <= atOnceBytes) return understandHere(task);
    const understood = takeTurn(() => understandInWorker(task));
    if (!understood) throw new Conflict("files:unreadable.busy");
    return understood;
  }) as Promise<UnderstoodFile<Kind>>;
}

async function understandHere({ kind, packed, choices, mends }: UnderstandTask): Promise<UnderstoodFile> {
  const file = JSON.parse((await unpackBytes(packed)).toString()) as ReadFile;
  return understandFile(kind, file, { choices, mends });
}

async function understandInWorker(task: UnderstandTask): Promise<UnderstoodFile> {
  const run = await runWorker<UnderstandAnswer>(workerEntry, task, limits);
  if (run.outcome === "crashed") {
    log.error({ err: run.error }, "understanding a workbook crashed");
    throw new Conflict("files:unreadable.damaged");
  }
  if (run.outcome !== "answered") throw new Conflict(`files:unreadable.${run.outcome}`);
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
