import { and, eq, isNotNull, lt, ne, or, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Database } from "#app/db/client.server.ts";
import { idempotencyKeys, outcomeUploads, workbookImports } from "#app/db/schema/index.ts";
import { inTransaction } from "#app/db/transaction.server.ts";

/** A preview of a list that nobody saved; the file, the sheets and the way back of a saved one. */
const previewDays = 7;
const keptDays = 30;
/** What a provider sent back and did not save. */
const outcomePreviewDays = 1;
/** Long after any browser sends a form again by itself. */
const keyDays = 30;

const purgeLock = 7_305_163_902;

/**
 * Drops what nobody needs any more of files with people in them, in every ward and of every provider, also of those
 * that stopped uploading; and the keys of forms that were carried out. The program itself calls it, once a day; of
 * processes that do so at the same moment one goes ahead.
 */
export async function purgeExpired(db: Database): Promise<void> {
  await inTransaction(db, async (tx) => {
    const [lock] = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(${purgeLock}::bigint) as mine`,
    );
    if (!lock?.mine) return;
    await tx
      .delete(workbookImports)
      .where(and(eq(workbookImports.status, "preview"), olderThan(workbookImports.createdAt, previewDays)));
    await tx
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
      );
    await tx
      .delete(outcomeUploads)
      .where(
        and(eq(outcomeUploads.status, "preview"), olderThan(outcomeUploads.createdAt, outcomePreviewDays)),
      );
    await tx.delete(idempotencyKeys).where(olderThan(idempotencyKeys.createdAt, keyDays));
  });
}

const olderThan = (column: PgColumn, days: number) =>
  lt(column, sql`now() - make_interval(days => ${days}::int)`);
