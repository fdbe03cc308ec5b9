import type { Database, Transaction } from "#app/db/client.server.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import type { OfficeActor } from "../actor.ts";
import { Conflict } from "../errors.ts";
import type { ImportKind } from "./schema.ts";
import { getImport, lockImport, type StoredImport } from "./stored-import.server.ts";

/** A second time for whoever sends the same step twice at once, a third for the unlucky. */
const mostTries = 3;

/**
 * A step of an import that needs to know what its file says. Understanding may take many seconds behind other files,
 * and a transaction that waits holds locks and a connection until the database cuts it off; so `prepare` understands
 * before anything is locked, and `work` goes on under the lock of the import as long as nobody has changed it meanwhile.
 * For the actors and with the errors of `getImport`.
 * @throws Conflict when it is being changed all the time
 */
export async function onUnderstood<Prepared, T>(
  db: Database,
  actor: OfficeActor,
  { kind, importId }: { kind: ImportKind; importId: string },
  prepare: (found: StoredImport) => Promise<Prepared>,
  work: (tx: Transaction, found: StoredImport, prepared: Prepared) => Promise<T>,
): Promise<T> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const seen = await getImport(db, actor, kind, importId);
    const prepared = await prepare(seen);
    const done = await inTransaction(db, async (tx) => {
      const found = await lockImport(tx, actor, kind, importId);
      const isSame = found.version === seen.version && found.isPurged === seen.isPurged;
      return isSame ? { result: await work(tx, found, prepared) } : null;
    });
    if (done) return done.result;
  }
  throw new Conflict("imports:errors.changedElsewhere");
}
