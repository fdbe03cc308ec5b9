import { and, eq, isNotNull, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Database } from "#app/db/client.server.ts";
import {
  idempotencyKeys,
  outcomeUploads,
  providerForms,
  responseDrafts,
  surveyRounds,
  workbookImports,
} from "#app/db/schema/index.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import { addDays, todayInVietnam } from "#app/vietnamese/dates.ts";
import { forgetUnderstood } from "../imports/understand-import.server.ts";

/** A preview of a list that nobody saved; the file, the sheets and the way back of a saved one. */
const previewDays = 7;
const keptDays = 30;
/** What a provider sent back and did not save. */
const outcomePreviewDays = 1;
/** A provider's form that nobody put to use. */
const formDraftDays = 7;
/** What a business typed and never sent, after the last day on which its round took answers. */
const surveyDraftDays = 30;
/** Long after any browser sends a form again by itself. */
const keyDays = 30;

const purgeLock = 7_305_163_902;

/**
 * Drops what nobody needs any more of files with people in them, in every ward and of every provider, also of those
 * that stopped uploading; forms and answers that were never finished; and the keys of forms that were carried out. The
 * program itself calls it, once a day; of processes that do so at the same moment one goes ahead.
 */
export async function purgeExpired(db: Database): Promise<void> {
  const importIds = await inTransaction(db, async (tx) => {
    const [lock] = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(${purgeLock}::bigint) as mine`,
    );
    if (!lock?.mine) return [];
    const dropped = await tx
      .delete(workbookImports)
      .where(and(eq(workbookImports.status, "preview"), olderThan(workbookImports.createdAt, previewDays)))
      .returning({ id: workbookImports.id });
    const emptied = await tx
      .update(workbookImports)
      .set({ fileCipher: null, sheetsCipher: null, settingsCipher: null, resultCipher: null })
      .where(
        and(
          ne(workbookImports.status, "preview"),
          olderThan(workbookImports.createdAt, keptDays),
          or(
            isNotNull(workbookImports.fileCipher),
            isNotNull(workbookImports.sheetsCipher),
            isNotNull(workbookImports.settingsCipher),
            isNotNull(workbookImports.resultCipher),
          ),
        ),
      )
      .returning({ id: workbookImports.id });
    const oldUploads = and(
      eq(outcomeUploads.status, "preview"),
      olderThan(outcomeUploads.createdAt, outcomePreviewDays),
    );
    await tx.delete(outcomeUploads).where(and(oldUploads, isNull(outcomeUploads.savedAt)));
    // Of one that was saved in part, the rows that nobody mended go; what it wrote can still be taken back.
    await tx.update(outcomeUploads).set({ status: "saved", contentCipher: null }).where(oldUploads);
    await tx
      .delete(providerForms)
      .where(and(eq(providerForms.status, "draft"), olderThan(providerForms.createdAt, formDraftDays)));
    const lastDay = addDays(todayInVietnam(new Date()), -surveyDraftDays);
    // The row stays as after a sending: its version keeps a page that was left open from bringing the draft back.
    await tx
      .update(responseDrafts)
      .set({ content: null })
      .from(surveyRounds)
      .where(
        and(
          eq(surveyRounds.wardId, responseDrafts.wardId),
          eq(surveyRounds.id, responseDrafts.roundId),
          lt(surveyRounds.lateUntil, lastDay),
          isNotNull(responseDrafts.content),
        ),
      );
    await tx.delete(idempotencyKeys).where(olderThan(idempotencyKeys.createdAt, keyDays));
    return [...dropped, ...emptied].map(({ id }) => id);
  });
  importIds.forEach(forgetUnderstood);
}

const olderThan = (column: PgColumn, days: number) =>
  lt(column, sql`now() - make_interval(days => ${days}::int)`);
