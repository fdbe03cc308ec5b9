import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { businesses } from "#app/db/schema/index.ts";
import { onceInTransaction } from "#app/db/transaction.server.ts";
import { type OfficeActor, onceBy } from "../actor.ts";
import { recordAudits } from "../audit/commands.server.ts";
import { Invalid } from "../errors.ts";
import { requireAsSeen } from "../selection.server.ts";
import { mostAtOnce, type Selection } from "../selection.ts";
import { mayStandIn } from "./locked-rows.server.ts";
import { type BusinessFilter, matching } from "./queries.server.ts";
import { personalFields } from "./rules.ts";
import type { CloseManyInput, MoveManyInput } from "./schema.ts";

type Business = typeof businesses.$inferSelect;
type Change = Partial<Pick<Business, "status" | "closedReason" | "clusterId">>;

/**
 * Closes active businesses: those chosen, or all that the filter lets through.
 * @returns how many; @throws Conflict when other businesses match than were seen
 */
export function closeBusinesses(
  db: Database,
  actor: OfficeActor,
  filter: BusinessFilter,
  input: CloseManyInput,
): Promise<number> {
  return onceInTransaction(db, onceBy(actor, "business.closeMany", { ...input, filter }), async (tx) => {
    const selected = await lockSelected(tx, actor, filter, input);
    const change = { status: "closed" as const, closedReason: input.reason };
    await changeAll(tx, actor, "business.close", selected, change);
    return selected.length;
  });
}

/**
 * Moves active businesses into a cluster, or out of every cluster.
 * @returns how many; @throws as `closeBusinesses`; Invalid at `clusterId` for one that is closed or of another ward
 */
export function moveBusinesses(
  db: Database,
  actor: OfficeActor,
  filter: BusinessFilter,
  input: MoveManyInput,
): Promise<number> {
  const { clusterId } = input;
  return onceInTransaction(db, onceBy(actor, "business.moveMany", { ...input, filter }), async (tx) => {
    const selected = await lockSelected(tx, actor, filter, input);
    if (!(await mayStandIn(tx, actor, clusterId)))
      throw new Invalid("clusterId", "businesses:errors.clusterNotActive");
    const moving = selected.filter((business) => business.clusterId !== clusterId);
    await changeAll(tx, actor, "business.update", moving, { clusterId });
    return selected.length;
  });
}

/** Locked in the order of their ids, as everywhere. Only active businesses are selected, whatever the filter shows. */
async function lockSelected(
  tx: Transaction,
  actor: OfficeActor,
  filter: BusinessFilter,
  selection: Selection,
): Promise<Business[]> {
  const active = { ...filter, status: "active" as const };
  const chosen = selection.scope === "chosen" ? inArray(businesses.id, selection.chosen) : undefined;
  const selected = await tx
    .select()
    .from(businesses)
    .where(and(matching(actor, active), chosen))
    .orderBy(asc(businesses.id))
    .limit(mostAtOnce + 1)
    .for("no key update");
  requireAsSeen(idsOf(selected), selection);
  return selected;
}

async function changeAll(
  tx: Transaction,
  actor: OfficeActor,
  action: string,
  selected: Business[],
  change: Change,
): Promise<void> {
  if (selected.length === 0) return;
  await tx
    .update(businesses)
    .set({ ...change, version: sql`${businesses.version} + 1` })
    .where(and(eq(businesses.wardId, actor.wardId), inArray(businesses.id, idsOf(selected))));
  await recordAudits(
    tx,
    actor,
    selected.map((before) => ({
      action,
      entity: "business",
      entityId: before.id,
      before,
      after: change,
      personal: personalFields,
    })),
  );
}

const idsOf = (selected: Business[]): string[] => selected.map(({ id }) => id);
