import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { attendanceChanges, attendances, outcomeUploads, results } from "#app/db/schema/index.ts";
import { onceInTransaction, onViolation } from "#app/db/transaction.server.ts";
import { onceBy, type ProviderActor } from "../actor.ts";
import { recordAudit, recordAudits } from "../audit/commands.server.ts";
import { Conflict, NotFound } from "../errors.ts";
import { getProviderRun } from "../rosters/queries.server.ts";
import { lockIssuedLists } from "../rosters/write-down.server.ts";
import type { ListedNominee } from "./match-rows.ts";
import type { SavedCounts } from "./outcome.ts";
import type { PlannedRow } from "./plan-rows.ts";
import type { Result, SaveOutcomesInput, VoidResultInput } from "./schema.ts";
import { answerRows, leftRows, openContent, sealContent } from "./upload-content.server.ts";
import { getUpload, planUpload } from "./uploads.server.ts";

type Row = PlannedRow & { nominee: ListedNominee };

/** A statement holds at most 65,535 parameters. */
const rowsAtOnce = 2_000;

/** Stands with a result that an uploaded roster has replaced. */
const replaced = "Đơn vị đào tạo nộp lại kết quả.";

/**
 * Saves the good lines of an upload but those that are left out, all or none: attendance, and results in the place of
 * earlier ones, which are voided. Lines that are wrong or refused stay out. For the provider of the run.
 * While lines are wrong and not left out, or may be saved now that another is left out, the upload stays open with what
 * was typed in them; what was saved is then "same".
 * @returns what was saved, how many wrong lines wait, and whether the upload stays open
 * @throws Conflict when the upload was changed or saved meanwhile, saving it would do something else than its preview
 * showed, a certificate number has been given at this moment, or the run was cancelled; NotFound
 */
export async function saveOutcomes(
  db: Database,
  actor: ProviderActor,
  input: SaveOutcomesInput,
): Promise<{ saved: SavedCounts; wrong: number; isOpen: boolean }> {
  return refusingRace(
    onceInTransaction(db, onceBy(actor, "outcomes.save", input), async (tx) => {
      const upload = await getUpload(tx, actor, input, { lock: true });
      if (upload.contentCipher === null || upload.version !== input.version)
        throw new Conflict("outcomes:errors.changedMeanwhile");
      const run = await getProviderRun(tx, actor, upload.runId);
      if (run.status === "cancelled") throw new Conflict("outcomes:errors.cancelled");
      const content = openContent({ ...upload, contentCipher: upload.contentCipher });
      // From here on no other file of the run is saved, so that what is planned now is what will be written.
      await lockIssuedLists(tx, upload.runId);
      const { planned, seen, planWithout } = await planUpload(tx, upload, run, content);
      if (seen !== input.seen) throw new Conflict("outcomes:errors.changed");
      const { rows, isOpen, wrong } = chooseRows(planned, planWithout, leftRows(content, input));
      await writeAttendance(tx, actor, upload, rows);
      await writeResults(tx, actor, upload, rows);
      await tx
        .update(outcomeUploads)
        .set({
          version: sql`${outcomeUploads.version} + 1`,
          ...(rows.length > 0 || !isOpen ? { savedAt: sql`now()` } : {}),
          ...(isOpen
            ? { contentCipher: sealContent(upload, answerRows(content, input)) }
            : { status: "saved", contentCipher: null }),
        })
        .where(eq(outcomeUploads.id, upload.id));
      await auditByWard(tx, actor, upload.runId, rows);
      return { saved: countSaved(rows), wrong, isOpen };
    }),
  );
}

/**
 * Nothing is saved that the preview did not show, and nothing that stands against a row whose tick was taken away.
 * @param planned as the preview showed it @param left the rows that are ticked by now
 */
function chooseRows(
  planned: readonly PlannedRow[],
  planWithout: (left: readonly number[]) => PlannedRow[],
  left: readonly number[],
) {
  const shown = new Map(planned.map((row) => [row.rowNumber, row.state]));
  const out = new Set(left);
  const kept = planWithout(left).filter(({ rowNumber }) => !out.has(rowNumber));
  const isAsShown = (row: PlannedRow) => shown.get(row.rowNumber) === row.state;
  return {
    rows: kept.filter((row): row is Row => row.state === "changed" && isAsShown(row) && row.nominee !== null),
    isOpen: kept.some((row) => row.state === "wrong" || !isAsShown(row)),
    wrong: kept.filter(({ state }) => state === "wrong").length,
  };
}

/**
 * Takes a result back that should not have been given. For the provider that gave it; the wards see it with its reason.
 * @throws NotFound for another provider's; Conflict when it is voided already
 */
export async function voidResult(db: Database, actor: ProviderActor, input: VoidResultInput): Promise<void> {
  await onceInTransaction(db, onceBy(actor, "result.void", input), async (tx) => {
    const isOwn = and(eq(results.id, input.resultId), eq(results.providerId, actor.providerId));
    const [found] = await tx.select({ wardId: results.wardId }).from(results).where(isOwn);
    if (!found) throw new NotFound();
    const [voided] = await tx
      .update(results)
      .set({ voidedAt: sql`now()`, voidedBy: actor.accountId, voidReason: input.reason })
      .where(and(isOwn, isNull(results.voidedAt)))
      .returning({ nominationId: results.nominationId });
    if (!voided) throw new Conflict("outcomes:errors.voidedAlready");
    await recordAudit(tx, actor, {
      action: "result.void",
      entity: "nomination",
      entityId: voided.nominationId,
      wardId: found.wardId,
      after: { resultId: input.resultId, reason: input.reason },
      personal: ["reason"],
    });
  });
}

function countSaved(rows: readonly Row[]): SavedCounts {
  const count = (wanted: Result) => rows.filter(({ result }) => result?.result === wanted).length;
  return {
    people: rows.length,
    attendances: rows.reduce((sum, { attendance }) => sum + attendance.length, 0),
    passed: count("passed"),
    failed: count("failed"),
    exempt: count("exempt"),
  };
}

/** What is written by which upload, and what was there before it: undo-outcomes.server.ts takes it back. */
type WritingUpload = { id: string; runId: string };

async function writeAttendance(
  tx: Transaction,
  actor: ProviderActor,
  { id: uploadId }: WritingUpload,
  rows: readonly Row[],
): Promise<void> {
  const values = rows.flatMap(({ nominee: { wardId, nominationId, outcome }, attendance }) =>
    attendance.map((one) => ({
      ...one,
      wardId,
      nominationId,
      uploadId,
      recordedBy: actor.accountId,
      before: outcome.attendance.get(one.sessionId) ?? null,
    })),
  );
  for (let start = 0; start < values.length; start += rowsAtOnce) {
    const some = values.slice(start, start + rowsAtOnce);
    await tx.insert(attendanceChanges).values(some);
    await tx
      .insert(attendances)
      .values(some)
      .onConflictDoUpdate({
        target: [attendances.nominationId, attendances.sessionId],
        set: {
          attendance: sql`excluded.attendance`,
          recordedBy: sql`excluded.recorded_by`,
          recordedAt: sql`now()`,
        },
      });
  }
}

async function writeResults(
  tx: Transaction,
  actor: ProviderActor,
  { id: uploadId, runId }: WritingUpload,
  rows: readonly Row[],
): Promise<void> {
  const old = rows.flatMap(({ nominee, result }) => (result && nominee.outcome.resultId) || []);
  if (old.length > 0) {
    const voided = await tx
      .update(results)
      .set({ voidedAt: sql`now()`, voidedBy: actor.accountId, voidReason: replaced })
      .where(and(inArray(results.id, old), isNull(results.voidedAt)))
      .returning({ id: results.id });
    if (voided.length < old.length) throw new Conflict("outcomes:errors.race");
  }
  const values = rows.flatMap(({ nominee, result }) =>
    result
      ? [
          {
            ...result,
            wardId: nominee.wardId,
            nominationId: nominee.nominationId,
            runId,
            uploadId,
            replacesId: nominee.outcome.resultId,
            providerId: actor.providerId,
            recordedBy: actor.accountId,
          },
        ]
      : [],
  );
  for (let start = 0; start < values.length; start += rowsAtOnce) {
    await tx.insert(results).values(values.slice(start, start + rowsAtOnce));
  }
}

/** One entry in the chain of each ward, in one order everywhere: counts alone, nobody's name or result. */
async function auditByWard(
  tx: Transaction,
  actor: ProviderActor,
  runId: string,
  rows: readonly Row[],
): Promise<void> {
  const wardIds = [...new Set(rows.map(({ nominee }) => nominee.wardId))].sort();
  if (wardIds.length === 0) return;
  await recordAudits(
    tx,
    actor,
    wardIds.map((wardId) => {
      const own = rows.filter(({ nominee }) => nominee.wardId === wardId);
      return {
        action: "outcomes.save",
        entity: "run",
        entityId: runId,
        wardId,
        after: countSaved(own),
      };
    }),
  );
}

async function refusingRace<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    onViolation(error, "results_one_live", () => {
      throw new Conflict("outcomes:errors.race");
    });
    onViolation(error, "results_certificate_unique", () => {
      throw new Conflict("outcomes:errors.certificateRace");
    });
    throw error;
  }
}
