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
import { keepUnderstood, NotUnderstood, understandPacked } from "./understand-import.server.ts";
import type { ReadFile } from "./understood-file.ts";

export type SentFile = { fileName: string; bytes: Uint8Array } & Pick<ReadOptions, "onProgress">;
/** What the list is imported into, and the business that it comes from; null where the office made it. */
export type ImportTarget<Kind extends ImportKind = ImportKind> = {
  kind: Kind;
  runId: string | null;
  businessId: string | null;
};

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
    /** What was decided about earlier files of the sender. @param isReturned whether it was sent out to be mended */
    remembered?: (isReturned: boolean) => Partial<ImportSettings>;
  },
): Promise<{ importId: string }> {
  const prepared = await prepareImport(db, actor, target, sent, (isReturned) => ({
    ...remembered?.(isReturned),
    ...settings,
  }));
  const input = {
    idempotencyKey,
    ...target,
    fileName: sent.fileName,
    fileHash: prepared.row.fileHash,
    settings,
  };
  const kept = await onceInTransaction(db, onceBy(actor, "import.read", input), async (tx) => ({
    importId: await insertImport(tx, actor, prepared),
  }));
  // A form that came twice was kept the first time.
  if (kept.importId === prepared.row.id)
    keepUnderstood(target.kind, { id: kept.importId, settings: prepared.settings }, prepared.understood);
  return kept;
}

/**
 * Everything about a new import that takes time: reading the file, and understanding it as its page will.
 * @throws Invalid at `file`
 */
export async function prepareImport<Kind extends ImportKind>(
  db: Database,
  { wardId, accountId }: OfficeActor,
  target: ImportTarget<Kind>,
  sent: SentFile,
  decide: (isReturned: boolean) => Partial<ImportSettings>,
) {
  const { file, isReturned } = await readFile(sent);
  const importId = newId();
  const place = { wardId, importId };
  const layout = await findLayout(db, { wardId, ...target }, file.sheets);
  const settings: ImportSettings = { ...defaultSettings, ...layout, ...decide(isReturned) };
  const packed = await packFile(file);
  const understood = await understandPacked(target.kind, packed, settings).catch(refuseFile);
  const row = {
    id: importId,
    wardId,
    accountId,
    ...target,
    fileName: normalizeText(sent.fileName).slice(0, 200),
    fileHash: createHash("sha256").update(sent.bytes).digest("base64url"),
    fileCipher: sealFile(place, sent.bytes),
    sheetsCipher: sealSheets(place, packed),
    settingsCipher: await sealJson(place, "settings", settings),
  };
  return { row, settings, understood };
}

type PreparedImport = Pick<Awaited<ReturnType<typeof prepareImport>>, "row" | "understood">;

/** Part of a transaction. */
export async function insertImport(
  tx: Transaction,
  actor: OfficeActor,
  { row, understood }: PreparedImport,
): Promise<string> {
  const { id, kind, runId, businessId, fileHash } = row;
  await tx.insert(workbookImports).values(row);
  await recordAudit(tx, actor, {
    action: "import.read",
    entity: "workbook_import",
    entityId: id,
    after: { kind, runId, businessId, fileHash, understood: understood.table !== null },
  });
  return id;
}

function refuseFile(error: unknown): never {
  throw error instanceof NotUnderstood ? new Invalid("file", error.key) : error;
}

async function readFile({ bytes, ...options }: SentFile): Promise<{ file: ReadFile; isReturned: boolean }> {
  const read = await readWorkbook(bytes, options);
  if (!read.ok) throw new Invalid("file", `files:unreadable.${read.problem}`);
  if (read.workbook.sheets.every(({ rows }) => rows.length === 0))
    throw new Invalid("file", "imports:errors.noRows");
  const { sheets } = read.workbook;
  const own = sheets.map(withoutNoteColumn);
  return {
    file: { sheets: own, notes: read.notes },
    isReturned: own.some((sheet, place) => sheet !== sheets[place]),
  };
}
