import { and, eq } from "drizzle-orm";
import type { Transaction } from "#app/db/client.server.ts";
import { businesses, clusters } from "#app/db/schema/index.ts";
import type { OfficeActor } from "../actor.ts";
import { changedMeanwhile } from "../audit/changed-meanwhile.server.ts";
import { NotFound } from "../errors.ts";
import { type BusinessAction, mayBusiness } from "./rules.ts";

/**
 * A business of the ward as it was read, locked until the command ends.
 * @throws NotFound; Conflict when it was changed since, or its state does not allow the action
 */
export async function lockBusiness(
  tx: Transaction,
  actor: OfficeActor,
  { businessId, version }: { businessId: string; version: number },
  action: BusinessAction,
) {
  const [business] = await tx
    .select()
    .from(businesses)
    .where(and(eq(businesses.wardId, actor.wardId), eq(businesses.id, businessId)))
    .for("no key update");
  if (!business) throw new NotFound();
  if (business.version !== version || !mayBusiness(action, business.status))
    throw await changedMeanwhile(tx, actor, {
      entity: "business",
      entityId: businessId,
      state:
        action === "update" && business.status !== "merged"
          ? undefined
          : `businesses:status.${business.status}`,
    });
  return business;
}

/**
 * Whether a business may stand in the cluster: no cluster, or an active one of the ward. The shared lock makes a
 * command that closes the cluster wait, and then count the business.
 */
export async function mayStandIn(
  tx: Transaction,
  actor: OfficeActor,
  clusterId: string | null,
): Promise<boolean> {
  if (clusterId === null) return true;
  const [cluster] = await tx
    .select({ id: clusters.id })
    .from(clusters)
    .where(and(eq(clusters.wardId, actor.wardId), eq(clusters.id, clusterId), eq(clusters.status, "active")))
    .for("share");
  return cluster !== undefined;
}
