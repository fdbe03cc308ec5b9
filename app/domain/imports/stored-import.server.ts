import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "#app/db/client.server.ts";
import { workbookImports } from "#app/db/schema/index.ts";
import { type CipherPlace, decryptBytes, encryptBytes } from "#app/lib/keys.server.ts";
import type { ReadNote } from "#app/spreadsheet/reading/read-problems.ts";
import type { Sheet } from "#app/spreadsheet/workbook.ts";
import type { OfficeActor } from "../actor.ts";
import { Conflict, NotFound } from "../errors.ts";
import { defaultSettings, type ImportKind, type ImportSettings } from "./schema.ts";

/** What the guarded reader understood of a file; it never changes. */
export type ReadFile = { sheets: Sheet[]; notes: ReadNote[] };

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
export async function sealJson(
  place: Place,
  column: Exclude<Sealed, "file">,
  value: unknown,
): Promise<Buffer> {
  return encryptBytes(await packBytes(JSON.stringify(value)), placeOf(place, column));
}

async function openJson<T>(place: Place, column: Sealed, sealed: Buffer): Promise<T> {
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
  fileName: workbookImports.fileName,
  fileHash: workbookImports.fileHash,
  sheetsCipher: workbookImports.sheetsCipher,
  settingsCipher: workbookImports.settingsCipher,
  version: workbookImports.version,
  status: workbookImports.status,
  outcome: workbookImports.outcome,
  createdAt: workbookImports.createdAt,
  savedAt: workbookImports.savedAt,
  undoneAt: workbookImports.undoneAt,
};

export type StoredImport = Awaited<ReturnType<typeof getImport>>;

/** An import with what was read and decided; `file` is null once it was purged. @throws NotFound */
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

async function openRow<
  R extends { id: string; wardId: string; sheetsCipher: Buffer | null; settingsCipher: Buffer | null },
>({ sheetsCipher, settingsCipher, ...row }: R) {
  const place = { wardId: row.wardId, importId: row.id };
  return {
    ...row,
    file: sheetsCipher && (await openJson<ReadFile>(place, "sheets", sheetsCipher)),
    settings: {
      ...defaultSettings,
      ...(settingsCipher ? await openJson<ImportSettings>(place, "settings", settingsCipher) : {}),
    },
  };
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
