import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { isOneOf } from "#app/db/is-one-of.server.ts";
import { attendanceChanges, attendances, outcomeUploads, results } from "#app/db/schema/index.ts";
import { onceInTransaction, onViolation } from "#app/db/transaction.server.ts";
import { onceBy, type ProviderActor } from "../actor.ts";
import { recordAudits } from "../audit/commands.server.ts";
import { Conflict } from "../errors.ts";
import { lockIssuedLists } from "../rosters/write-down.server.ts";
import type { UndoOutcomesInput } from "./schema.ts";
import { getUpload } from "./uploads.server.ts";
import { countWritten, readWritten, type WrittenCounts } from "./written.server.ts";

/** A statement holds at most 65,535 parameters. */
const rowsAtOnce = 2_000;

/**
 * Takes back everything that an upload has saved, all or none: its results are voided with the reason, those that it
 * had replaced count again as new rows, and attendance is as it was before. A result that was voided by hand meanwhile
 * stays as it is. For the provider of the run.
 * @returns what was taken back
 * @throws Conflict while another upload has written about the same people since (that one goes first), when it was
 * taken back already or saved further meanwhile, and when the certificate number of an earlier result has been given
 * to somebody else; NotFound
 */
export async function undoOutcomes(
  db: Database,
  actor: ProviderActor,
  input: UndoOutcomesInput,
): Promise<WrittenCounts> {
  const work = onceInTransaction(db, onceBy(actor, "outcomes.undo", input), async (tx) => {
    const upload = await getUpload(tx, actor, input, { lock: true });
    if (upload.status === "undone") throw new Conflict("outcomes:errors.undoneAlready");
    if (upload.version !== input.version) throw new Conflict("outcomes:errors.changedMeanwhile");
    // As saving does: from here on no other file of the run is saved.
    await lockIssuedLists(tx, upload.runId);
    const written = await readWritten(tx, upload.id);
    if (written.builtOn > 0) throw new Conflict("outcomes:errors.builtOn", { count: written.builtOn });
    if (written.counts.people === 0) throw new Conflict("outcomes:errors.nothingToUndo");
    await undoResults(tx, actor, upload.id, input.reason, written.results);
    await undoAttendance(tx, actor, upload.id);
    await tx
      .update(outcomeUploads)
      .set({
        status: "undone",
        contentCipher: null,
        undoneAt: sql`now()`,
        undoneBy: actor.accountId,
        undoReason: input.reason,
        version: sql`${outcomeUploads.version} + 1`,
      })
      .where(eq(outcomeUploads.id, upload.id));
    await auditByWard(tx, actor, upload, input.reason, written);
    return written.counts;
  });
  try {
    return await work;
  } catch (error) {
    onViolation(error, "results_certificate_unique", () => {
      throw new Conflict("outcomes:errors.undoCertificate");
    });
    throw error;
  }
}

type Written = Awaited<ReturnType<typeof readWritten>>;

async function undoResults(
  tx: Transaction,
  actor: ProviderActor,
  uploadId: string,
  reason: string,
  written: Written["results"],
): Promise<void> {
  const voided = await tx
    .update(results)
    .set({ voidedAt: sql`now()`, voidedBy: actor.accountId, voidReason: reason })
    .where(and(eq(results.uploadId, uploadId), isNull(results.voidedAt)))
    .returning({ id: results.id });
  // One of them was voided by hand at this moment.
  if (voided.length < written.length) throw new Conflict("outcomes:errors.race");
  const earlierIds = written.flatMap(({ earlierId }) => earlierId ?? []);
  if (earlierIds.length === 0) return;
  const earlier = await tx
    .select({
      wardId: results.wardId,
      nominationId: results.nominationId,
      runId: results.runId,
      providerId: results.providerId,
      result: results.result,
      certificateNumber: results.certificateNumber,
      certificateDate: results.certificateDate,
      note: results.note,
      // So that the upload before this one can be taken back next.
      uploadId: results.uploadId,
      replacesId: results.replacesId,
    })
    .from(results)
    .where(isOneOf(results.id, earlierIds));
  const values = earlier.map((result) => ({ ...result, recordedBy: actor.accountId }));
  for (let start = 0; start < values.length; start += rowsAtOnce)
    await tx.insert(results).values(values.slice(start, start + rowsAtOnce));
}

async function undoAttendance(tx: Transaction, actor: ProviderActor, uploadId: string): Promise<void> {
  const first = tx
    .selectDistinctOn([attendanceChanges.nominationId, attendanceChanges.sessionId], {
      nominationId: attendanceChanges.nominationId,
      sessionId: attendanceChanges.sessionId,
      before: attendanceChanges.before,
    })
    .from(attendanceChanges)
    .where(eq(attendanceChanges.uploadId, uploadId))
    .orderBy(attendanceChanges.nominationId, attendanceChanges.sessionId, attendanceChanges.changedAt)
    .as("first_changes");
  const isOf = and(
    eq(attendances.nominationId, first.nominationId),
    eq(attendances.sessionId, first.sessionId),
  );
  await tx
    .update(attendances)
    .set({ attendance: sql`${first.before}`, recordedBy: actor.accountId, recordedAt: sql`now()` })
    .from(first)
    .where(and(isOf, isNotNull(first.before)));
  const unknownBefore = tx
    .select({ one: sql`1` })
    .from(first)
    .where(and(isOf, isNull(first.before)));
  await tx.delete(attendances).where(sql`exists (${unknownBefore})`);
  await tx.delete(attendanceChanges).where(eq(attendanceChanges.uploadId, uploadId));
}

/** One entry in the chain of each ward, in one order everywhere: counts alone. */
async function auditByWard(
  tx: Transaction,
  actor: ProviderActor,
  upload: { id: string; runId: string },
  reason: string,
  written: Written,
): Promise<void> {
  const rows = [...written.results, ...written.attendances];
  const wardIds = [...new Set(rows.map(({ wardId }) => wardId))].sort();
  await recordAudits(
    tx,
    actor,
    wardIds.map((wardId) => ({
      action: "outcomes.undo",
      entity: "run",
      entityId: upload.runId,
      wardId,
      after: {
        uploadId: upload.id,
        ...countWritten(
          written.results.filter((result) => result.wardId === wardId),
          written.attendances.filter((change) => change.wardId === wardId),
        ),
        reason,
      },
      personal: ["reason"],
    })),
  );
}
