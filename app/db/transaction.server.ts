import { and, eq } from "drizzle-orm";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { contentFingerprint } from "#app/lib/keys.server.ts";
import type { Database, Transaction } from "./client.server.ts";
import { ConstraintViolation, ContentDiffers, isDeadlock, translateDatabaseError } from "./errors.server.ts";
import { idempotencyKeys } from "./schema/index.ts";

/**
 * One command, one transaction. Inside `work` only `tx` may be used: a call of the outer `db` would wait for a
 * second connection while holding the first, and as many of those as the pool is large wait for ever.
 * tests/architecture.test.ts refuses any other use of `db` in a command. `work` may run again: see `withoutDeadlock`.
 */
export async function inTransaction<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  try {
    return await withoutDeadlock(() => db.transaction(work));
  } catch (error) {
    throw translateDatabaseError(error);
  }
}

const attempts = 3;

/**
 * Of two transactions that wait for each other PostgreSQL ends one. Nothing of it remains, and the other goes on: it
 * begins again instead of telling its user that something is out of order.
 */
async function withoutDeadlock<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === attempts || !isDeadlock(error)) throw error;
    }
  }
}

/** What a command answers, and its last statements, which nobody waits for any more: see `onceInTransaction`. */
export class Closing<T> {
  readonly statements: readonly Promise<unknown>[];
  constructor(
    readonly result: T,
    ...statements: Promise<unknown>[]
  ) {
    this.statements = statements;
  }
}

/** What is to happen once: the form's hidden UUID, `actorKey()` of who sends it, the command and what it is asked. */
export type Once = { key: string; actor: string; command: string; input: unknown };

/**
 * A transaction that is carried out once per key, however often the form arrives: twice at once, again after a lost
 * answer, from two tabs. A repeat returns what the first returned, so `work` returns a JSON value (or nothing). The
 * key stands for its content: kept beside it is a keyed digest of the command and its input.
 *
 * The ward's audit chain, and what else all commands of a ward write, is locked until the commit. So the key goes out
 * together with the COMMIT; a command that many use at once returns `Closing`, and all of its last statements do, so
 * that no lock waits for an answer to travel.
 * @throws ContentDiffers when the key was used for something else: the visitor went back, changed the form, sent it
 */
export async function onceInTransaction<T>(
  db: Database,
  { key, actor, command, input }: Once,
  work: (tx: Transaction) => Promise<T | Closing<T>>,
): Promise<T> {
  const fingerprint = contentFingerprint(canonicalJson([command, input]));
  try {
    return await withoutDeadlock(async () => {
      const { result, sent } = await db.transaction(async (tx) => {
        const done = await work(tx);
        const { result, statements } = done instanceof Closing ? done : new Closing(done);
        // Last: a first try that is refused leaves no key behind, so the mended form may be sent with it.
        const keyWritten = tx
          .insert(idempotencyKeys)
          .values({ key, actor, fingerprint, result: result ?? null })
          .execute();
        return { result, sent: await handOver([...statements, keyWritten]) };
      });
      // A statement that failed on the server has made that COMMIT a rollback.
      await sent.answers;
      return result;
    });
  } catch (thrown) {
    const error = translateDatabaseError(thrown);
    // A repeat may also fail earlier, on a rule that the first one's change now breaks.
    const first = await findFirstResult(db, key, actor).catch(() => null);
    if (!first) throw error;
    if (first.fingerprint !== fingerprint) throw new ContentDiffers();
    return first.result as T;
  }
}

/**
 * Waits until the statements are in the driver's hands, in their order and before whatever is sent next, but not for
 * the server. What fails on the way there is thrown; of what the server refuses, the first in order is the failure,
 * since the others only stumble over it.
 */
async function handOver(statements: readonly Promise<unknown>[]) {
  let failure: { reason: unknown } | undefined;
  for (const statement of statements)
    statement.catch((reason: unknown) => {
      failure ??= { reason };
    });
  const answers = Promise.allSettled(statements).then((all) => {
    const failed = all.find((answer) => answer.status === "rejected");
    if (failed) throw failed.reason;
  });
  answers.catch(() => {});
  // Between here and the driver there are only promises, so all of it happens before the next turn of the event loop.
  await new Promise(setImmediate);
  if (failure) throw failure.reason;
  return { answers };
}

async function findFirstResult(db: Database, key: string, actor: string) {
  const [row] = await db
    .select({ result: idempotencyKeys.result, fingerprint: idempotencyKeys.fingerprint })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.key, key), eq(idempotencyKeys.actor, actor)));
  return row ?? null;
}

/** Runs `map` when the constraint `name` was broken: a rule that the database guarantees becomes a domain error. */
export function onViolation(error: unknown, name: string, map: () => never): void {
  if (error instanceof ConstraintViolation && error.constraint === name) map();
}
