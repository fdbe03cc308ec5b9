import { and, eq, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { businesses } from "#app/db/schema/index.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import type { OfficeActor } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Conflict, Invalid } from "../errors.ts";
import { lockBusiness, mayStandIn } from "./locked-rows.server.ts";
import { personalFields } from "./rules.ts";
import type { CloseBusinessInput, MergeBusinessInput, ReopenBusinessInput } from "./schema.ts";

type Business = typeof businesses.$inferSelect;

/** Closes an active business; what it stated and whom it sent stays. @throws Conflict; NotFound */
export async function closeBusiness(
  db: Database,
  actor: OfficeActor,
  { reason, ...read }: CloseBusinessInput,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const before = await lockBusiness(tx, actor, read, "close");
    await changeStatus(tx, actor, "business.close", before, { status: "closed", closedReason: reason });
  });
}

/** Makes a closed or merged business active again. @throws Conflict, also when its cluster was closed; NotFound */
export async function reopenBusiness(
  db: Database,
  actor: OfficeActor,
  input: ReopenBusinessInput,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const before = await lockBusiness(tx, actor, input, "reopen");
    if (!(await mayStandIn(tx, actor, before.clusterId)))
      throw new Conflict("businesses:errors.reopenInClosedCluster");
    await changeStatus(tx, actor, "business.reopen", before, {
      status: "active",
      closedReason: null,
      mergedIntoId: null,
    });
  });
}

/**
 * Marks a business as merged into another active one of the ward. Those merged into it before follow, so that
 * `mergedIntoId` always names where to look. @throws Invalid at `targetId`; Conflict; NotFound
 */
export async function mergeBusiness(
  db: Database,
  actor: OfficeActor,
  { targetId, ...read }: MergeBusinessInput,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const target = await lockMergePair(tx, actor, read.businessId, targetId);
    const before = await lockBusiness(tx, actor, read, "merge");
    if (target?.status !== "active" || targetId === read.businessId)
      throw new Invalid("targetId", "businesses:errors.mergeTarget");
    await tx
      .update(businesses)
      .set({ mergedIntoId: targetId })
      .where(and(eq(businesses.wardId, actor.wardId), eq(businesses.mergedIntoId, before.id)));
    await changeStatus(tx, actor, "business.merge", before, { status: "merged", mergedIntoId: targetId });
  });
}

/** Both rows are locked in the order of their ids: two merges of one pair at once wait instead of dying together. */
async function lockMergePair(tx: Transaction, actor: OfficeActor, businessId: string, targetId: string) {
  const rows = await tx
    .select({ id: businesses.id, status: businesses.status })
    .from(businesses)
    .where(
      and(
        eq(businesses.wardId, actor.wardId),
        or(eq(businesses.id, businessId), eq(businesses.id, targetId)),
      ),
    )
    .orderBy(businesses.id)
    .for("no key update");
  return rows.find(({ id }) => id === targetId);
}

async function changeStatus(
  tx: Transaction,
  actor: OfficeActor,
  action: string,
  before: Business,
  after: Partial<Pick<Business, "status" | "closedReason" | "mergedIntoId">>,
): Promise<void> {
  await tx
    .update(businesses)
    .set({ ...after, version: sql`${businesses.version} + 1` })
    .where(and(eq(businesses.wardId, actor.wardId), eq(businesses.id, before.id)));
  await recordAudit(tx, actor, {
    action,
    entity: "business",
    entityId: before.id,
    before,
    after,
    personal: personalFields,
  });
}
