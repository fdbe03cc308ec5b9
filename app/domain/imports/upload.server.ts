import { createHash } from "node:crypto";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { workbookImports } from "#app/db/schema/index.ts";
import { onceInTransaction } from "#app/db/transaction.server.ts";
import { withoutNoteColumn } from "#app/spreadsheet/note-column.ts";
import { type ReadOptions, readWorkbook } from "#app/spreadsheet/reading/read-workbook.server.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import { type OfficeActor, onceBy } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Invalid } from "../errors.ts";
import { findLayout } from "./layouts.server.ts";
import { defaultSettings, type ImportKind, type ImportSettings } from "./schema.ts";
import { packFile, sealFile, sealJson, sealSheets } from "./stored-import.server.ts";
import { understandPacked } from "./understand-import.server.ts";
import type { ReadFile } from "./understood-file.ts";

export type SentFile = { fileName: string; bytes: Uint8Array } & Pick<ReadOptions, "onProgress">;
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
    remembered,
    ...sent
  }: SentFile & {
    idempotencyKey: string;
    settings?: Partial<ImportSettings>;
    /** What was decided about earlier files of the sender. */
    remembered?: Partial<ImportSettings>;
  },
): Promise<{ importId: string }> {
  const prepared = await prepareImport(db, actor, target, sent, { ...remembered, ...settings });
  const input = { idempotencyKey, ...target, fileName: sent.fileName, fileHash: prepared.fileHash, settings };
  return onceInTransaction(db, onceBy(actor, "import.read", input), async (tx) => ({
    importId: await insertImport(tx, actor, prepared),
  }));
}

/**
 * Everything about a new import that takes time: reading the file, and understanding it as its page will.
 * @throws Invalid at `file`
 */
export async function prepareImport(
  db: Database,
  { wardId, accountId }: OfficeActor,
  target: ImportTarget,
  sent: SentFile,
  settings: Partial<ImportSettings> = {},
) {
  const file = await readFile(sent);
  const importId = newId();
  const place = { wardId, importId };
  const layout = await findLayout(db, { wardId, ...target }, file.sheets);
  const chosen: ImportSettings = { ...defaultSettings, ...layout, ...settings };
  const packed = await packFile(file);
  const { table } = await understandPacked(target.kind, importId, packed, chosen);
  return {
    id: importId,
    wardId,
    accountId,
    ...target,
    fileName: normalizeText(sent.fileName).slice(0, 200),
    fileHash: createHash("sha256").update(sent.bytes).digest("base64url"),
    fileCipher: sealFile(place, sent.bytes),
    sheetsCipher: sealSheets(place, packed),
    settingsCipher: await sealJson(place, "settings", chosen),
    isUnderstood: table !== null,
  };
}

/** Part of a transaction. */
export async function insertImport(
  tx: Transaction,
  actor: OfficeActor,
  { isUnderstood, ...row }: Awaited<ReturnType<typeof prepareImport>>,
): Promise<string> {
  const { id, kind, runId, businessId, fileHash } = row;
  await tx.insert(workbookImports).values(row);
  await recordAudit(tx, actor, {
    action: "import.read",
    entity: "workbook_import",
    entityId: id,
    after: { kind, runId, businessId, fileHash, understood: isUnderstood },
  });
  return id;
}

async function readFile({ bytes, ...options }: SentFile): Promise<ReadFile> {
  const read = await readWorkbook(bytes, options);
  if (!read.ok) throw new Invalid("file", `files:unreadable.${read.problem}`);
  if (read.workbook.sheets.every(({ rows }) => rows.length === 0))
    throw new Invalid("file", "imports:errors.noRows");
  return { sheets: read.workbook.sheets.map(withoutNoteColumn), notes: read.notes };
}
