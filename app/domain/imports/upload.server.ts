import { createHash } from "node:crypto";
import { and, eq, isNotNull, lt, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { workbookImports } from "#app/db/schema/index.ts";
import { onceInTransaction } from "#app/db/transaction.server.ts";
import { readWorkbook } from "#app/spreadsheet/reading/read-workbook.server.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import { onceBy } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Invalid } from "../errors.ts";
import { findLayout } from "./layouts.server.ts";
import { understandFile } from "./read-table.ts";
import { defaultSettings, type ImportKind, type ImportSettings } from "./schema.ts";
import { type Importer, type ReadFile, sealFile, sealJson } from "./stored-import.server.ts";

export type SentFile = { fileName: string; bytes: Uint8Array };
/** What the list is imported into. */
export type ImportTarget = { kind: ImportKind; runId: string | null; businessId: string | null };

/** A preview that nobody saved; the file, the sheets and the way back of a saved one. */
const previewDays = 7;
const keptDays = 30;

/**
 * Reads an uploaded workbook and keeps it, encrypted, to be looked at; nothing else changes. A sheet with the header
 * of an earlier one of the same sender is read as that one was. Callers have checked that the actor may import there.
 * @throws Invalid at `file` when it cannot be read
 */
export async function keepUpload(
  db: Database,
  actor: Importer,
  target: ImportTarget,
  {
    idempotencyKey,
    settings,
    ...sent
  }: SentFile & { idempotencyKey: string; settings?: Partial<ImportSettings> },
): Promise<{ importId: string }> {
  const file = await readFile(sent);
  const input = {
    idempotencyKey,
    ...target,
    fileName: sent.fileName,
    fileHash: hashOf(sent.bytes),
    settings,
  };
  return onceInTransaction(db, onceBy(actor, "import.read", input), async (tx) => {
    await purgeImports(tx, actor.wardId);
    return { importId: await insertImport(tx, actor, target, sent, file, settings) };
  });
}

/** @throws Invalid at `file` */
export async function readFile({ fileName, bytes }: SentFile): Promise<ReadFile> {
  const read = await readWorkbook(bytes, { fileName });
  if (!read.ok) throw new Invalid("file", `files:unreadable.${read.problem}`);
  if (read.workbook.sheets.every(({ rows }) => rows.length === 0))
    throw new Invalid("file", "imports:errors.noRows");
  return { sheets: read.workbook.sheets, notes: read.notes };
}

/** The row of a new import; part of a transaction. */
export async function insertImport(
  tx: Transaction,
  actor: Importer,
  target: ImportTarget,
  { fileName, bytes }: SentFile,
  file: ReadFile,
  settings: Partial<ImportSettings> = {},
): Promise<string> {
  const importId = newId();
  const place = { wardId: actor.wardId, importId };
  const layout = await findLayout(tx, actor, target.kind, file.sheets);
  const chosen: ImportSettings = { ...defaultSettings, ...layout, ...settings };
  const fileHash = hashOf(bytes);
  await tx.insert(workbookImports).values({
    id: importId,
    wardId: actor.wardId,
    accountId: actor.accountId,
    ...target,
    fileName: normalizeText(fileName).slice(0, 200),
    fileHash,
    fileCipher: sealFile(place, bytes),
    sheetsCipher: await sealJson(place, "sheets", file),
    settingsCipher: await sealJson(place, "settings", chosen),
  });
  await recordAudit(tx, actor, {
    action: "import.read",
    entity: "workbook_import",
    entityId: importId,
    after: { ...target, fileHash, understood: understandFile(target.kind, file.sheets, chosen) !== null },
  });
  return importId;
}

/** Drops what the ward no longer needs of files with people in them. */
async function purgeImports(tx: Transaction, wardId: string): Promise<void> {
  const olderThan = (days: number) =>
    lt(workbookImports.createdAt, sql`now() - make_interval(days => ${days})`);
  await tx
    .delete(workbookImports)
    .where(
      and(eq(workbookImports.wardId, wardId), eq(workbookImports.status, "preview"), olderThan(previewDays)),
    );
  await tx
    .update(workbookImports)
    .set({ fileCipher: null, sheetsCipher: null, settingsCipher: null, resultCipher: null })
    .where(
      and(
        eq(workbookImports.wardId, wardId),
        olderThan(keptDays),
        or(isNotNull(workbookImports.fileCipher), isNotNull(workbookImports.resultCipher)),
      ),
    );
}

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("base64url");
