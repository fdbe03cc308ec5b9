import { and, asc, count, eq } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { businesses, clusters } from "#app/db/schema/index.ts";
import type { OfficeActor } from "../actor.ts";
import { NotFound } from "../errors.ts";

/** The ward's clusters by name, each with its active businesses counted. */
export function listClusters(db: Queryable, actor: OfficeActor) {
  return db
    .select({
      id: clusters.id,
      name: clusters.name,
      decision: clusters.decision,
      area: clusters.area,
      status: clusters.status,
      businessCount: count(businesses.id),
    })
    .from(clusters)
    .leftJoin(
      businesses,
      and(
        eq(businesses.wardId, clusters.wardId),
        eq(businesses.clusterId, clusters.id),
        eq(businesses.status, "active"),
      ),
    )
    .where(eq(clusters.wardId, actor.wardId))
    .groupBy(clusters.id)
    .orderBy(asc(clusters.searchKey));
}

/** The ward's active clusters by name, to choose one from. */
export function listActiveClusters(db: Queryable, actor: OfficeActor) {
  return db
    .select({ id: clusters.id, name: clusters.name })
    .from(clusters)
    .where(and(eq(clusters.wardId, actor.wardId), eq(clusters.status, "active")))
    .orderBy(asc(clusters.searchKey));
}

/** @throws NotFound for an unknown id and for a cluster of another ward */
export async function getCluster(db: Queryable, actor: OfficeActor, clusterId: string) {
  const [cluster] = await db
    .select({
      id: clusters.id,
      name: clusters.name,
      decision: clusters.decision,
      area: clusters.area,
      status: clusters.status,
      version: clusters.version,
    })
    .from(clusters)
    .where(and(eq(clusters.wardId, actor.wardId), eq(clusters.id, clusterId)));
  if (!cluster) throw new NotFound();
  return cluster;
}
