import { createHash } from "node:crypto";
import { and, eq, lt, sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { workbookImports } from "#app/db/schema/index.ts";
import { inTransaction, onceInTransaction, onViolation } from "#app/db/transaction.server.ts";
import { readWorkbook } from "#app/spreadsheet/read-workbook.server.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import { actorKey, type OfficeActor } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Conflict, Invalid } from "../errors.ts";
import { type ImportContent, type ImportOutcome, importKind, sealContent } from "./imports.server.ts";
import { saveRows } from "./save-rows.server.ts";
import type { SaveImportInput } from "./schema.ts";
import { readBusinessRows } from "./workbook.ts";

type UploadedFile = { fileName: string; bytes: Uint8Array };

/**
 * Reads an uploaded list of businesses and keeps what was understood of it, encrypted, to be looked at. The registry
 * stays as it is. Previews that nobody saved within a day are deleted.
 * @throws Invalid at `file` when it cannot be read or holds no such list
 */
export async function previewImport(
  db: Database,
  actor: OfficeActor,
  { idempotencyKey, ...file }: UploadedFile & { idempotencyKey: string },
): Promise<{ importId: string }> {
  const content = await readContent(file.bytes);
  return onceInTransaction(db, { key: idempotencyKey, actor: actorKey(actor) }, async (tx) => {
    await tx
      .delete(workbookImports)
      .where(
        and(
          eq(workbookImports.wardId, actor.wardId),
          eq(workbookImports.status, "preview"),
          lt(workbookImports.createdAt, sql`now() - interval '1 day'`),
        ),
      );
    return { importId: await insertImport(tx, actor, file, content) };
  });
}

/**
 * Saves the good rows of a preview, all or none; a second time changes nothing and answers the same.
 * @throws Conflict when the cluster is not active, or somebody adds one of the businesses at this moment; NotFound
 */
export async function saveImport(
  db: Database,
  actor: OfficeActor,
  { importId, clusterId }: SaveImportInput,
): Promise<ImportOutcome> {
  return refusingRace(inTransaction(db, (tx) => saveRows(tx, actor, importId, clusterId)));
}

/** Reads and saves a list in one go, for the seed: what the two steps of the page do. @throws as they do */
export async function importBusinesses(
  db: Database,
  actor: OfficeActor,
  { clusterId, ...file }: UploadedFile & { clusterId: string | null },
): Promise<ImportOutcome> {
  const content = await readContent(file.bytes);
  return refusingRace(
    inTransaction(db, async (tx) =>
      saveRows(tx, actor, await insertImport(tx, actor, file, content), clusterId),
    ),
  );
}

async function readContent(bytes: Uint8Array): Promise<ImportContent> {
  const read = await readWorkbook(bytes);
  if (!read.ok) throw new Invalid("file", `files:unreadable.${read.problem}`);
  const table = readBusinessRows(read.workbook.sheets);
  if (!table) throw new Invalid("file", "businesses:import.noTable");
  if (table.rows.length === 0) throw new Invalid("file", "businesses:import.noRows");
  return { ...table, columns: [...table.columns], notes: read.notes, saved: null };
}

async function insertImport(
  tx: Transaction,
  actor: OfficeActor,
  { fileName, bytes }: UploadedFile,
  content: ImportContent,
): Promise<string> {
  const importId = newId();
  const fileHash = createHash("sha256").update(bytes).digest("base64url");
  await tx.insert(workbookImports).values({
    id: importId,
    wardId: actor.wardId,
    accountId: actor.accountId,
    kind: importKind,
    fileName: normalizeText(fileName).slice(0, 200),
    fileHash,
    contentCipher: sealContent(actor.wardId, importId, content),
  });
  await recordAudit(tx, actor, {
    action: "business_import.read",
    entity: "workbook_import",
    entityId: importId,
    after: { fileHash, rows: content.rows.length },
  });
  return importId;
}

async function refusingRace<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    onViolation(error, "businesses_tax_code_unique", () => {
      throw new Conflict("businesses:import.race");
    });
    throw error;
  }
}
