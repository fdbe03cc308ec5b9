import { eq } from "drizzle-orm";
import type { Database, Transaction } from "./client.server.ts";
import { ConstraintViolation, translateDatabaseError } from "./errors.server.ts";
import { idempotencyKeys } from "./schema/index.ts";

/**
 * One command, one transaction. Inside `work` only `tx` may be used: a call of the outer `db` would wait for a
 * second connection while holding the first, and as many of those as the pool is large wait for ever.
 * tests/architecture.test.ts refuses any other use of `db` in a command.
 */
export async function inTransaction<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  try {
    return await db.transaction(work);
  } catch (error) {
    throw translateDatabaseError(error);
  }
}

/**
 * A transaction that is carried out once per key, however often the form arrives: twice at once, again after a lost
 * answer, from two tabs. A repeat returns what the first returned, so `work` returns a JSON value (or nothing).
 * @param key the form's hidden UUID; @param actor `actorKey()` of who sends it
 */
export async function onceInTransaction<T>(
  db: Database,
  { key, actor }: { key: string; actor: string },
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  try {
    let keyWritten: Promise<unknown> = Promise.resolve();
    const result = await db.transaction(async (tx) => {
      const result = await work(tx);
      // Written last: a first try that is refused leaves no key behind, so the mended form may be sent with it.
      // Not waited for here: it goes out together with the COMMIT, because the ward's audit chain is locked by now.
      keyWritten = tx
        .insert(idempotencyKeys)
        .values({ key, actor, result: result ?? null })
        .execute();
      keyWritten.catch(() => {});
      return result;
    });
    // A key that was refused has made that COMMIT a rollback.
    await keyWritten;
    return result;
  } catch (thrown) {
    const error = translateDatabaseError(thrown);
    // A repeat may also fail earlier, on a rule that the first one's change now breaks.
    const first = await findFirstResult(db, key, actor).catch(() => null);
    if (first) return first.result as T;
    throw error;
  }
}

async function findFirstResult(
  db: Database,
  key: string,
  actor: string,
): Promise<{ result: unknown } | null> {
  const [row] = await db
    .select({ result: idempotencyKeys.result, actor: idempotencyKeys.actor })
    .from(idempotencyKeys)
    .where(eq(idempotencyKeys.key, key));
  return row && row.actor === actor ? { result: row.result } : null;
}

/**
 * Statements of one transaction that need nothing of each other's answers: they go out in their order without a round
 * trip in between. When some fail, the first in order is the failure; the others only stumble over it.
 */
export async function sendTogether<T extends readonly Promise<unknown>[]>(
  ...statements: T
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  const answers = await Promise.allSettled(statements);
  const failed = answers.find((answer) => answer.status === "rejected");
  if (failed) throw failed.reason;
  return answers.map((answer) => answer.status === "fulfilled" && answer.value) as {
    [K in keyof T]: Awaited<T[K]>;
  };
}

/** Runs `map` when the constraint `name` was broken: a rule that the database guarantees becomes a domain error. */
export function onViolation(error: unknown, name: string, map: () => never): void {
  if (error instanceof ConstraintViolation && error.constraint === name) map();
}
