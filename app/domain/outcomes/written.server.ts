import { and, asc, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "#app/db/client.server.ts";
import { accounts, attendanceChanges, outcomeUploads, results } from "#app/db/schema/index.ts";
import type { ProviderActor } from "../actor.ts";
import { getProviderRun } from "../rosters/queries.server.ts";
import { getUpload, type UploadOfRun } from "./uploads.server.ts";

/** The uploads of a run that wrote something, the latest first. The caller has looked the run up for its provider. */
export function listSavedUploads(db: Queryable, actor: ProviderActor, runId: string) {
  const written = db
    .select({ count: sql`count(distinct ${results.nominationId})` })
    .from(results)
    .where(eq(results.uploadId, outcomeUploads.id));
  const changed = db
    .select({ count: sql`count(*)` })
    .from(attendanceChanges)
    .where(eq(attendanceChanges.uploadId, outcomeUploads.id));
  return db
    .select({
      id: outcomeUploads.id,
      fileName: outcomeUploads.fileName,
      status: outcomeUploads.status,
      savedAt: outcomeUploads.savedAt,
      sentBy: accounts.fullName,
      undoneAt: outcomeUploads.undoneAt,
      undoReason: outcomeUploads.undoReason,
      results: sql<number>`(${written})::int`,
      attendances: sql<number>`(${changed})::int`,
    })
    .from(outcomeUploads)
    .innerJoin(accounts, eq(accounts.id, outcomeUploads.accountId))
    .where(
      and(
        eq(outcomeUploads.runId, runId),
        eq(outcomeUploads.providerId, actor.providerId),
        isNotNull(outcomeUploads.savedAt),
      ),
    )
    .orderBy(desc(outcomeUploads.savedAt))
    .limit(20);
}
export type SavedUpload = Awaited<ReturnType<typeof listSavedUploads>>[number];

/** An upload with how much taking it back would take, and how many people stand in the way. @throws NotFound */
export async function getWrittenUpload(db: Queryable, actor: ProviderActor, which: UploadOfRun) {
  const { contentCipher: _, ...upload } = await getUpload(db, actor, which);
  const run = await getProviderRun(db, actor, upload.runId);
  const { counts, builtOn } = await readWritten(db, upload.id);
  return { upload, run, counts, builtOn };
}

/**
 * What an upload, which the caller has looked up, has written and still stands, with what was there before. `builtOn`:
 * of how many people another upload has written a result or an attendance since.
 */
export async function readWritten(db: Queryable, uploadId: string) {
  const wrote = await db
    .select({
      id: results.id,
      wardId: results.wardId,
      nominationId: results.nominationId,
      replacesId: results.replacesId,
      isLive: sql<boolean>`${results.voidedAt} is null`,
      isReplaced: sql<boolean>`exists (${anotherLive(db)})`,
    })
    .from(results)
    .where(eq(results.uploadId, uploadId));
  const changes = await db
    .selectDistinctOn([attendanceChanges.nominationId, attendanceChanges.sessionId], {
      wardId: attendanceChanges.wardId,
      nominationId: attendanceChanges.nominationId,
      isChanged: sql<boolean>`exists (${anotherChange(db)})`,
    })
    .from(attendanceChanges)
    .where(eq(attendanceChanges.uploadId, uploadId))
    .orderBy(attendanceChanges.nominationId, attendanceChanges.sessionId, asc(attendanceChanges.changedAt));
  const builtOn = new Set([
    ...wrote.flatMap(({ nominationId, isReplaced }) => (isReplaced ? [nominationId] : [])),
    ...changes.flatMap(({ nominationId, isChanged }) => (isChanged ? [nominationId] : [])),
  ]);
  const before = new Map(wrote.map(({ id, replacesId }) => [id, replacesId]));
  const live = wrote
    .filter(({ isLive }) => isLive)
    .map(({ replacesId, ...result }) => ({ ...result, earlierId: firstOutside(before, replacesId) }));
  return { results: live, attendances: changes, counts: countWritten(live, changes), builtOn: builtOn.size };
}

type Results = { nominationId: string; earlierId: string | null }[];

/** @returns of how many people, and how much; `restored`: results from before the upload that count again */
export function countWritten(live: Results, changes: { nominationId: string }[]) {
  return {
    people: new Set([...live, ...changes].map(({ nominationId }) => nominationId)).size,
    results: live.length,
    restored: live.filter(({ earlierId }) => earlierId !== null).length,
    attendances: changes.length,
  };
}
export type WrittenCounts = ReturnType<typeof countWritten>;

/** An upload that was saved in parts may have replaced what it wrote itself. */
function firstOutside(before: ReadonlyMap<string, string | null>, id: string | null): string | null {
  const earlier = id === null ? undefined : before.get(id);
  return earlier === undefined ? id : firstOutside(before, earlier);
}

function anotherLive(db: Queryable) {
  const other = alias(results, "other_results");
  return db
    .select({ one: sql`1` })
    .from(other)
    .where(
      and(
        eq(other.wardId, results.wardId),
        eq(other.nominationId, results.nominationId),
        isNull(other.voidedAt),
        sql`${other.uploadId} is distinct from ${results.uploadId}`,
      ),
    );
}

function anotherChange(db: Queryable) {
  const other = alias(attendanceChanges, "other_changes");
  return db
    .select({ one: sql`1` })
    .from(other)
    .where(
      and(
        eq(other.nominationId, attendanceChanges.nominationId),
        eq(other.sessionId, attendanceChanges.sessionId),
        sql`${other.uploadId} <> ${attendanceChanges.uploadId}`,
        sql`${other.changedAt} >= ${attendanceChanges.changedAt}`,
      ),
    );
}
