import { createHash } from "node:crypto";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { workbookImports } from "#app/db/schema/index.ts";
import { onceInTransaction } from "#app/db/transaction.server.ts";
import { readWorkbook } from "#app/spreadsheet/reading/read-workbook.server.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import { type OfficeActor, onceBy } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Invalid } from "../errors.ts";
import { findLayout } from "./layouts.server.ts";
import { understandFile } from "./read-table.ts";
import { defaultSettings, type ImportKind, type ImportSettings } from "./schema.ts";
import { type ReadFile, sealFile, sealJson } from "./stored-import.server.ts";

export type SentFile = { fileName: string; bytes: Uint8Array };
/** What the list is imported into, and the business that it comes from; null where the office made it. */
export type ImportTarget = { kind: ImportKind; runId: string | null; businessId: string | null };

/**
 * Reads an uploaded workbook and keeps it, encrypted, to be looked at; nothing else changes. A sheet with the header
 * of an earlier one of the same sender is read as that one was. Callers have checked that the actor may import there.
 * @throws Invalid at `file` when it cannot be read
 */
export async function keepUpload(
  db: Database,
  actor: OfficeActor,
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
  return onceInTransaction(db, onceBy(actor, "import.read", input), async (tx) => ({
    importId: await insertImport(tx, actor, target, sent, file, settings),
  }));
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
  actor: OfficeActor,
  target: ImportTarget,
  { fileName, bytes }: SentFile,
  file: ReadFile,
  settings: Partial<ImportSettings> = {},
): Promise<string> {
  const importId = newId();
  const place = { wardId: actor.wardId, importId };
  const layout = await findLayout(tx, { wardId: actor.wardId, ...target }, file.sheets);
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

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("base64url");
