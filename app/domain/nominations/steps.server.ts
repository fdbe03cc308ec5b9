import { and, eq, sql } from "drizzle-orm";
import { v5 as uuidv5 } from "uuid";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { nominations } from "#app/db/schema/index.ts";
import { onceInTransaction } from "#app/db/transaction.server.ts";
import { actorKey, type BusinessActor, type OfficeActor } from "../actor.ts";
import { Conflict, NotFound } from "../errors.ts";
import { lockEditableList } from "./editable-list.server.ts";

type Step = { nominationId: string; version: number };
export type LockedNomination = Awaited<ReturnType<typeof lockNomination>>;

const stepKeys = "6f2d7d0e-3c1b-4f0a-9a63-0d5a5f1c7b21";

/**
 * Carries out one step on a nomination under the lock of its list. The version that was looked at makes the step
 * happen once: the same step on the same version, sent twice, is answered as the first was.
 * @throws NotFound for an unknown id, another ward's nomination and, for a business, one that is not its own;
 * Conflict for an old version and for a list that was submitted
 */
export function stepOnce(
  db: Database,
  actor: OfficeActor | BusinessActor,
  name: string,
  { nominationId, version }: Step,
  work: (tx: Transaction, nomination: LockedNomination) => Promise<void>,
): Promise<void> {
  const holder = actorKey(actor);
  const key = uuidv5([holder, name, nominationId, version].join("|"), stepKeys);
  return onceInTransaction(db, { key, actor: holder }, async (tx) => {
    const { wardId, runId } = await getNomination(tx, actor, nominationId);
    await lockEditableList(tx, { wardId, runId });
    const nomination = await lockNomination(tx, actor, nominationId);
    if (nomination.version !== version) throw new Conflict("app:errors.changedMeanwhile");
    await work(tx, nomination);
  });
}

type Change = Pick<typeof nominations.$inferInsert, "status" | "position" | "statusReason">;

export async function updateNomination(tx: Transaction, id: string, change: Partial<Change>): Promise<void> {
  await tx
    .update(nominations)
    .set({ ...change, version: sql`${nominations.version} + 1` })
    .where(eq(nominations.id, id));
}

async function getNomination(tx: Transaction, actor: OfficeActor | BusinessActor, nominationId: string) {
  const [nomination] = await selectNomination(tx, actor, nominationId);
  if (!nomination) throw new NotFound();
  return nomination;
}

async function lockNomination(tx: Transaction, actor: OfficeActor | BusinessActor, nominationId: string) {
  const [nomination] = await selectNomination(tx, actor, nominationId).for("no key update");
  if (!nomination) throw new NotFound();
  return nomination;
}

function selectNomination(tx: Transaction, actor: OfficeActor | BusinessActor, nominationId: string) {
  return tx
    .select({
      id: nominations.id,
      wardId: nominations.wardId,
      runId: nominations.runId,
      personId: nominations.personId,
      businessId: nominations.businessId,
      status: nominations.status,
      position: nominations.position,
      statusReason: nominations.statusReason,
      version: nominations.version,
    })
    .from(nominations)
    .where(
      and(
        eq(nominations.wardId, actor.wardId),
        eq(nominations.id, nominationId),
        actor.role === "business" ? eq(nominations.businessId, actor.businessId) : undefined,
      ),
    );
}
