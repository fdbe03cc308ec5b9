import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import { and, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "#app/db/client.server.ts";
import { workbookImports } from "#app/db/schema/index.ts";
import { mapInTurns } from "#app/lib/in-turns.server.ts";
import { type CipherPlace, decryptBytes, encryptBytes } from "#app/lib/keys.server.ts";
import type { OfficeActor } from "../actor.ts";
import { Conflict, NotFound } from "../errors.ts";
import { defaultSettings, type ImportKind, type ImportSettings } from "./schema.ts";
import type { ReadFile } from "./understood-file.ts";

type Sealed = "file" | "sheets" | "settings" | "result";
type Place = { wardId: string; importId: string };

const packBytes = promisify(deflateRaw);
const unpackBytes = promisify(inflateRaw);
const placeOf = ({ wardId, importId }: Place, column: Sealed): CipherPlace => ({
  table: "workbook_imports",
  column,
  wardId,
  rowId: importId,
});

export function sealFile(place: Place, bytes: Uint8Array): Buffer {
  return encryptBytes(bytes, placeOf(place, "file"));
}

/** JSON, packed, encrypted and bound to its row and column. */
export async function sealJson(place: Place, column: "settings" | "result", value: unknown): Promise<Buffer> {
  return encryptBytes(await packBytes(JSON.stringify(value)), placeOf(place, column));
}

/** The sheets of a file as JSON, packed: the largest of what an import stores, and never changed. */
export async function packFile({ sheets, notes }: ReadFile): Promise<Buffer> {
  const written: string[] = [];
  for (const { rows, ...sheet } of sheets) {
    const lines = await mapInTurns(rows, (row) => JSON.stringify(row));
    written.push(`${JSON.stringify(sheet).slice(0, -1)},"rows":[${lines.join(",")}]}`);
  }
  return packBytes(`{"notes":${JSON.stringify(notes)},"sheets":[${written.join(",")}]}`);
}

/** @param packed by `packFile` */
export function sealSheets(place: Place, packed: Uint8Array): Buffer {
  return encryptBytes(packed, placeOf(place, "sheets"));
}

/** What `packFile` gave, of an import that the actor may see and that is not purged. */
export async function openSheets(
  db: Queryable,
  { id, wardId }: { id: string; wardId: string },
): Promise<Buffer> {
  const [row] = await db
    .select({ sheetsCipher: workbookImports.sheetsCipher })
    .from(workbookImports)
    .where(and(eq(workbookImports.wardId, wardId), eq(workbookImports.id, id)));
  if (!row?.sheetsCipher) throw new NotFound();
  return decryptBytes(row.sheetsCipher, placeOf({ wardId, importId: id }, "sheets"));
}

async function openJson<T>(place: Place, column: "settings" | "result", sealed: Buffer): Promise<T> {
  return JSON.parse((await unpackBytes(decryptBytes(sealed, placeOf(place, column)))).toString()) as T;
}

/** Imports of a kind that the actor may see: those of its ward. */
function visibleTo({ wardId }: OfficeActor, kind: ImportKind): SQL | undefined {
  return and(eq(workbookImports.wardId, wardId), eq(workbookImports.kind, kind));
}

const columns = {
  id: workbookImports.id,
  wardId: workbookImports.wardId,
  runId: workbookImports.runId,
  businessId: workbookImports.businessId,
  /** Name of the business whose list it is. */
  sender: sql<string | null>`(
    select b.name from businesses b
    where b.ward_id = ${workbookImports.wardId} and b.id = ${workbookImports.businessId})`,
  fileName: workbookImports.fileName,
  fileHash: workbookImports.fileHash,
  isPurged: sql<boolean>`${workbookImports.sheetsCipher} is null`,
  settingsCipher: workbookImports.settingsCipher,
  version: workbookImports.version,
  status: workbookImports.status,
  outcome: workbookImports.outcome,
  createdAt: workbookImports.createdAt,
  savedAt: workbookImports.savedAt,
  undoneAt: workbookImports.undoneAt,
};

export type StoredImport = Awaited<ReturnType<typeof getImport>>;

/** An import with what was decided about it; `understandImport` tells what its file says. @throws NotFound */
export async function getImport(db: Queryable, actor: OfficeActor, kind: ImportKind, importId: string) {
  const [row] = await db
    .select(columns)
    .from(workbookImports)
    .where(and(visibleTo(actor, kind), eq(workbookImports.id, importId)));
  if (!row) throw new NotFound();
  return openRow(row);
}

/** As `getImport`, locked until the command ends. */
export async function lockImport(tx: Transaction, actor: OfficeActor, kind: ImportKind, importId: string) {
  const [row] = await tx
    .select(columns)
    .from(workbookImports)
    .where(and(visibleTo(actor, kind), eq(workbookImports.id, importId)))
    .for("update");
  if (!row) throw new NotFound();
  return openRow(row);
}

async function openRow<R extends { id: string; wardId: string; settingsCipher: Buffer | null }>({
  settingsCipher,
  ...row
}: R) {
  const place = { wardId: row.wardId, importId: row.id };
  return {
    ...row,
    settings: {
      ...defaultSettings,
      ...(settingsCipher ? await openJson<ImportSettings>(place, "settings", settingsCipher) : {}),
    },
  };
}

const earlierAtOnce = 20;

/** What was decided about the last files of a sender, the newest first, their names, and the run of each. */
export async function listEarlierSettings(
  db: Queryable,
  actor: OfficeActor,
  { kind, businessId }: { kind: ImportKind; businessId: string | null },
): Promise<{ runId: string | null; fileName: string; settings: ImportSettings }[]> {
  const rows = await db
    .select({
      id: workbookImports.id,
      runId: workbookImports.runId,
      fileName: workbookImports.fileName,
      settingsCipher: workbookImports.settingsCipher,
    })
    .from(workbookImports)
    .where(
      and(
        visibleTo(actor, kind),
        isNotNull(workbookImports.settingsCipher),
        businessId === null ? isNull(workbookImports.businessId) : eq(workbookImports.businessId, businessId),
      ),
    )
    .orderBy(desc(workbookImports.createdAt))
    .limit(earlierAtOnce);
  return Promise.all(
    rows.flatMap(({ id, runId, fileName, settingsCipher }) =>
      settingsCipher
        ? [
            openRow({ id, wardId: actor.wardId, settingsCipher }).then(({ settings }) => ({
              runId,
              fileName,
              settings,
            })),
          ]
        : [],
    ),
  );
}

/** The file as its sender sent it, null once it was purged. @throws NotFound */
export async function findSentFile(
  db: Queryable,
  actor: OfficeActor,
  kind: ImportKind,
  importId: string,
): Promise<Uint8Array | null> {
  const [row] = await db
    .select({ fileCipher: workbookImports.fileCipher })
    .from(workbookImports)
    .where(and(visibleTo(actor, kind), eq(workbookImports.id, importId)));
  if (!row) throw new NotFound();
  return row.fileCipher && decryptBytes(row.fileCipher, placeOf({ wardId: actor.wardId, importId }, "file"));
}

/** What saving an import did, as its kind wrote it down; null once it was purged. Of an import that is locked. */
export async function findResult<T>(
  tx: Queryable,
  { wardId, id }: { wardId: string; id: string },
): Promise<T | null> {
  const [row] = await tx
    .select({ resultCipher: workbookImports.resultCipher })
    .from(workbookImports)
    .where(and(eq(workbookImports.wardId, wardId), eq(workbookImports.id, id)));
  return row?.resultCipher ? openJson<T>({ wardId, importId: id }, "result", row.resultCipher) : null;
}

/** Refuses a step on an import that is no longer a preview, or was changed since it was looked at. */
export function requirePreview(found: { status: string; version: number }, version: number): void {
  if (found.status !== "preview") throw new Conflict("imports:errors.notPreview");
  if (found.version !== version) throw new Conflict("imports:errors.changedElsewhere");
}

type Change = Omit<Partial<typeof workbookImports.$inferInsert>, "id" | "wardId" | "savedAt" | "undoneAt"> & {
  savedAt?: SQL;
  undoneAt?: SQL;
};

/** Writes to a locked import; its version moves on. */
export async function updateImport(
  tx: Transaction,
  { id, wardId }: StoredImport,
  change: Change,
): Promise<void> {
  await tx
    .update(workbookImports)
    .set({ ...change, version: sql`${workbookImports.version} + 1` })
    .where(and(eq(workbookImports.wardId, wardId), eq(workbookImports.id, id)));
}
