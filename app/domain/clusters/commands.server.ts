import { and, count, eq, sql } from "drizzle-orm";
import type { Database } from "#app/db/client.server.ts";
import { businesses, clusters } from "#app/db/schema/index.ts";
import { inTransaction, onceInTransaction, onViolation } from "#app/db/transaction.server.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import { type OfficeActor, onceBy } from "../actor.ts";
import { changedMeanwhile } from "../audit/changed-meanwhile.server.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Conflict, Invalid } from "../errors.ts";
import { getCluster } from "./queries.server.ts";
import type { CreateClusterInput, UpdateClusterInput } from "./schema.ts";

/**
 * Adds a cluster to the officer's ward.
 * @throws Invalid at `name` when the ward has a cluster of that name (accents and case apart)
 */
export async function createCluster(
  db: Database,
  actor: OfficeActor,
  input: CreateClusterInput,
): Promise<{ clusterId: string }> {
  const { idempotencyKey, ...values } = input;
  return refusingTakenName(
    onceInTransaction(db, onceBy(actor, "cluster.create", input), async (tx) => {
      const [cluster] = await tx
        .insert(clusters)
        .values({ wardId: actor.wardId, searchKey: searchKey(values.name), ...values })
        .returning({ id: clusters.id });
      if (!cluster) throw new Error("insert returned no cluster");
      await recordAudit(tx, actor, {
        action: "cluster.create",
        entity: "cluster",
        entityId: cluster.id,
        after: values,
      });
      return { clusterId: cluster.id };
    }),
  );
}

/** @throws Conflict when the row was changed since it was read; NotFound; Invalid as in `createCluster` */
export async function updateCluster(
  db: Database,
  actor: OfficeActor,
  input: UpdateClusterInput,
): Promise<void> {
  const { clusterId, version, ...values } = input;
  await refusingTakenName(
    inTransaction(db, async (tx) => {
      const before = await getCluster(tx, actor, clusterId);
      const [updated] = await tx
        .update(clusters)
        .set({ ...values, searchKey: searchKey(values.name), version: sql`${clusters.version} + 1` })
        .where(
          and(eq(clusters.wardId, actor.wardId), eq(clusters.id, clusterId), eq(clusters.version, version)),
        )
        .returning({ id: clusters.id });
      if (!updated) throw await changedMeanwhile(tx, actor, { entity: "cluster", entityId: clusterId });
      await recordAudit(tx, actor, {
        action: "cluster.update",
        entity: "cluster",
        entityId: clusterId,
        before,
        after: values,
      });
    }),
  );
}

/** Closes a cluster. @throws Conflict while active businesses stand in it, or when it is not active any more */
export async function closeCluster(
  db: Database,
  actor: OfficeActor,
  input: { clusterId: string; version: number },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const before = await getCluster(tx, actor, input.clusterId);
    const [updated] = await tx
      .update(clusters)
      .set({ status: "closed", version: sql`${clusters.version} + 1` })
      .where(
        and(
          eq(clusters.wardId, actor.wardId),
          eq(clusters.id, input.clusterId),
          eq(clusters.version, input.version),
          eq(clusters.status, "active"),
        ),
      )
      .returning({ status: clusters.status });
    if (!updated) {
      const { status } = await getCluster(tx, actor, input.clusterId);
      const row = { entity: "cluster", entityId: input.clusterId };
      throw await changedMeanwhile(tx, actor, { ...row, state: `businesses:status.${status}` });
    }
    // Counted after the update, under the row's lock: a business that moves in meanwhile waits for this command.
    const [active] = await tx
      .select({ count: count() })
      .from(businesses)
      .where(
        and(
          eq(businesses.wardId, actor.wardId),
          eq(businesses.clusterId, input.clusterId),
          eq(businesses.status, "active"),
        ),
      );
    if (active && active.count > 0)
      throw new Conflict("businesses:errors.clusterInUse", { count: active.count });
    await recordAudit(tx, actor, {
      action: "cluster.close",
      entity: "cluster",
      entityId: input.clusterId,
      before,
      after: updated,
    });
  });
}

async function refusingTakenName<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    onViolation(error, "clusters_name_unique", () => {
      throw new Invalid("name", "businesses:errors.clusterNameTaken");
    });
    throw error;
  }
}
