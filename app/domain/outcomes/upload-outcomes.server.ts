import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Database, Queryable } from "#app/db/client.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { outcomeUploads } from "#app/db/schema/index.ts";
import { inTransaction, onceInTransaction } from "#app/db/transaction.server.ts";
import { type ReadOptions, readWorkbook } from "#app/spreadsheet/reading/read-workbook.server.ts";
import { cellText, type Sheet } from "#app/spreadsheet/workbook.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import { onceBy, type ProviderActor } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { listSessions } from "../courses/queries.server.ts";
import { Conflict, Invalid } from "../errors.ts";
import { keySheetName, type RosterKeys, readKeySheet } from "../rosters/key-sheet.server.ts";
import { getProviderRun } from "../rosters/queries.server.ts";
import { readTemplate } from "../rosters/template.ts";
import type { MendOutcomesInput } from "./schema.ts";
import { understandRoster } from "./understand-roster.server.ts";
import { answerRows, openContent, sealContent, type UploadContent } from "./upload-content.server.ts";
import { getUpload } from "./uploads.server.ts";

type Upload = { idempotencyKey: string; runId: string; fileName: string; bytes: Uint8Array } & Pick<
  ReadOptions,
  "onProgress"
>;

/**
 * Reads a roster that its provider has filled in and keeps what was read of it, encrypted, to be looked at. Nothing
 * counts yet. What nobody saved within a day is deleted by retention/purge.server.ts.
 * @throws Invalid at `file` when it cannot be read, is no roster, or is that of another run; NotFound for a run of
 * another provider; Conflict for a cancelled one
 */
export async function uploadOutcomes(
  db: Database,
  actor: ProviderActor,
  { bytes, onProgress, ...input }: Upload,
): Promise<{ uploadId: string }> {
  const read = await readWorkbook(bytes, { fileName: input.fileName, onProgress });
  if (!read.ok) throw new Invalid("file", `files:unreadable.${read.problem}`);
  const { sheets } = read.workbook;
  const fileHash = createHash("sha256").update(bytes).digest("base64url");
  const known = await getProviderRun(db, actor, input.runId);
  const content = { ...(await contentOf(db, known, sheets)), notes: read.notes };
  const { providerId, accountId } = actor;
  const id = newId();
  const contentCipher = sealContent({ id, providerId }, content);
  return onceInTransaction(db, onceBy(actor, "outcomes.upload", { ...input, fileHash }), async (tx) => {
    const run = await getProviderRun(tx, actor, input.runId);
    if (run.status === "cancelled") throw new Conflict("outcomes:errors.cancelled");
    await tx.insert(outcomeUploads).values({
      id,
      runId: run.id,
      providerId,
      accountId,
      fileName: normalizeText(input.fileName).slice(0, 200),
      contentCipher,
    });
    await recordAudit(tx, actor, {
      action: "outcomes.read",
      entity: "outcome_upload",
      entityId: id,
      after: { runId: run.id, fileHash, rows: content.rows.length },
    });
    return { uploadId: id };
  });
}

/**
 * Puts what was typed in the place of values that could not be read; an empty text leaves what is known. Notes which
 * rows are left out.
 * @throws Conflict when the upload was changed or saved meanwhile; NotFound
 */
export async function mendOutcomes(
  db: Database,
  actor: ProviderActor,
  { runId, uploadId, version, ...answers }: MendOutcomesInput,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const upload = await getUpload(tx, actor, { runId, uploadId }, { lock: true });
    if (upload.contentCipher === null || upload.version !== version)
      throw new Conflict("outcomes:errors.changedMeanwhile");
    const content = openContent({ ...upload, contentCipher: upload.contentCipher });
    await tx
      .update(outcomeUploads)
      .set({
        contentCipher: sealContent(upload, answerRows(content, answers)),
        version: sql`${outcomeUploads.version} + 1`,
      })
      .where(eq(outcomeUploads.id, uploadId));
    await recordAudit(tx, actor, {
      action: "outcomes.change",
      entity: "outcome_upload",
      entityId: uploadId,
      after: { version: version + 1 },
    });
  });
}

async function contentOf(
  db: Queryable,
  run: { id: string; rosterTemplate: unknown },
  sheets: readonly Sheet[],
): Promise<UploadContent> {
  const keys = keysOf(sheets);
  if (keys && keys.runId !== run.id) throw new Invalid("file", "outcomes:errors.otherRun");
  const rows = await understandRoster(
    sheets.filter(({ name }) => name !== keySheetName),
    { sessions: await listSessions(db, run.id), template: readTemplate(run.rosterTemplate) },
  );
  if (!rows) throw new Invalid("file", "outcomes:errors.noRoster");
  if (rows.length === 0) throw new Invalid("file", "outcomes:errors.noRows");
  return { keys, rows };
}

function keysOf(sheets: readonly Sheet[]): RosterKeys | null {
  const sheet = sheets.find(({ name }) => name === keySheetName);
  return sheet
    ? readKeySheet(sheet.rows.map(({ cells }) => cells.map(({ value }) => cellText(value))))
    : null;
}
