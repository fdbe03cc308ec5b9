import { and, eq, type SQL, sql } from "drizzle-orm";
import { v5 as uuidv5 } from "uuid";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { nominations } from "#app/db/schema/index.ts";
import { onceInTransaction } from "#app/db/transaction.server.ts";
import { actorKey, type BusinessActor, type OfficeActor, onceBy } from "../actor.ts";
import { changedMeanwhile } from "../audit/changed-meanwhile.server.ts";
import { recordAudit } from "../audit/commands.server.ts";
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
  input: Step,
  work: (tx: Transaction, nomination: LockedNomination) => Promise<void>,
): Promise<void> {
  const { nominationId, version } = input;
  const idempotencyKey = uuidv5([actorKey(actor), name, nominationId, version].join("|"), stepKeys);
  const once = onceBy(actor, `nomination.${name}`, { ...input, idempotencyKey });
  return onceInTransaction(db, once, async (tx) => {
    const { wardId, runId } = await getNomination(tx, actor, nominationId);
    await lockEditableList(tx, { wardId, runId });
    const nomination = await lockNomination(tx, actor, nominationId);
    if (nomination.version !== version) {
      const state = `nominations:status.${nomination.status}` as const;
      throw await changedMeanwhile(tx, actor, { entity: "nomination", entityId: nominationId, state });
    }
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

export function refuseUnlessProposed({ status }: LockedNomination): void {
  if (status !== "proposed") throw new Conflict("nominations:errors.notProposed");
}

export async function recordStep(
  tx: Transaction,
  actor: OfficeActor | BusinessActor,
  action: string,
  nomination: LockedNomination,
  after: Record<string, unknown>,
): Promise<void> {
  await recordAudit(tx, actor, {
    action,
    entity: "nomination",
    entityId: nomination.id,
    before: nomination,
    after,
    personal: ["statusReason"],
  });
}

async function getNomination(tx: Transaction, actor: OfficeActor | BusinessActor, nominationId: string) {
  const [nomination] = await selectNominations(tx, actor, eq(nominations.id, nominationId));
  if (!nomination) throw new NotFound();
  return nomination;
}

async function lockNomination(tx: Transaction, actor: OfficeActor | BusinessActor, nominationId: string) {
  const [nomination] = await selectNominations(tx, actor, eq(nominations.id, nominationId)).for(
    "no key update",
  );
  if (!nomination) throw new NotFound();
  return nomination;
}

/** Nominations that the actor may act on: of its ward, of a business its own. */
export function selectNominations(
  tx: Transaction,
  actor: OfficeActor | BusinessActor,
  condition: SQL | undefined,
) {
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
        condition,
        actor.role === "business" ? eq(nominations.businessId, actor.businessId) : undefined,
      ),
    );
}
