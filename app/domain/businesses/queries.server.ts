import { and, asc, count, desc, eq, like, or, type SQL } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import type { Queryable } from "#app/db/client.server.ts";
import { businesses, clusters } from "#app/db/schema/index.ts";
import { matchesSearch } from "#app/db/search.server.ts";
import { parseTaxCode } from "#app/vietnamese/tax-code.ts";
import type { OfficeActor } from "../actor.ts";
import type { RegistryStatus } from "../clusters/schema.ts";
import { NotFound } from "../errors.ts";
import { digestOfMatches } from "../selection.server.ts";
import type { BusinessKind } from "./schema.ts";
import { taxCodeIndexOf } from "./tax-code.server.ts";

export const businessSorts = ["name", "workers", "cluster"] as const;

export type BusinessFilter = {
  /** Part of a name, a whole tax code, or how a shown tax code begins. */
  search: string;
  clusterId: string | null;
  kind: BusinessKind | null;
  /** Null: every status. */
  status: RegistryStatus | null;
};

export type BusinessListParams = BusinessFilter & {
  /** One of `businessSorts`; anything else sorts by name. */
  sort: string;
  descending: boolean;
  page: number;
  pageSize: number;
};

/** One page of the ward's businesses, how many match, and the digest of which. */
export async function listBusinesses(db: Queryable, actor: OfficeActor, params: BusinessListParams) {
  const matches = matching(actor, params);
  const rows = await db
    .select({
      id: businesses.id,
      name: businesses.name,
      kind: businesses.kind,
      taxCodeShown: businesses.taxCodeShown,
      clusterName: clusters.name,
      contactName: businesses.contactName,
      phone: businesses.phone,
      workerCount: businesses.workerCount,
      femaleCount: businesses.femaleCount,
      status: businesses.status,
    })
    .from(businesses)
    .leftJoin(clusters, eq(clusters.id, businesses.clusterId))
    .where(matches)
    .orderBy(...orderOf(params))
    .limit(params.pageSize)
    .offset((params.page - 1) * params.pageSize);
  const [all] = await db
    .select({ total: count(), seen: digestOfMatches(businesses.id) })
    .from(businesses)
    .where(matches);
  return { rows, total: all?.total ?? 0, seen: all?.seen ?? "" };
}

/** The businesses of the ward that a filter lets through. */
export function matching(
  actor: OfficeActor,
  { search, clusterId, kind, status }: BusinessFilter,
): SQL | undefined {
  return and(
    eq(businesses.wardId, actor.wardId),
    clusterId === null ? undefined : eq(businesses.clusterId, clusterId),
    kind === null ? undefined : eq(businesses.kind, kind),
    status === null ? undefined : eq(businesses.status, status),
    search.trim() === "" ? undefined : or(...searching(actor, search)),
  );
}

function searching(actor: OfficeActor, search: string): SQL[] {
  const byName = matchesSearch(businesses.searchKey, search);
  const ways = byName ? [byName] : [];
  const digits = search.replace(/[\s.]/g, "");
  if (/^\d[\d-]{1,13}$/.test(digits)) ways.push(like(businesses.taxCodeShown, `${digits}%`));
  const code = parseTaxCode(search);
  if (code.ok) ways.push(eq(businesses.taxCodeIndex, taxCodeIndexOf(actor.wardId, code.value)));
  // Nothing that could be compared: nothing matches.
  return ways.length > 0 ? ways : [eq(businesses.name, "")];
}

function orderOf({ sort, descending }: BusinessListParams): SQL[] {
  const columns: Record<string, PgColumn> = {
    workers: businesses.workerCount,
    cluster: clusters.searchKey,
  };
  const column = columns[sort] ?? businesses.sortKey;
  // The id last, so that no row stands on two pages.
  return [descending ? desc(column) : asc(column), asc(businesses.sortKey), asc(businesses.id)];
}

const mergedInto = alias(businesses, "merged_into");

/** One business of the ward. @throws NotFound for an unknown id and for a business of another ward */
export async function getBusiness(db: Queryable, actor: OfficeActor, businessId: string) {
  const [business] = await db
    .select({
      id: businesses.id,
      name: businesses.name,
      kind: businesses.kind,
      taxCodeShown: businesses.taxCodeShown,
      clusterId: businesses.clusterId,
      clusterName: clusters.name,
      address: businesses.address,
      contactName: businesses.contactName,
      contactTitle: businesses.contactTitle,
      phone: businesses.phone,
      email: businesses.email,
      workerCount: businesses.workerCount,
      femaleCount: businesses.femaleCount,
      status: businesses.status,
      closedReason: businesses.closedReason,
      mergedIntoId: businesses.mergedIntoId,
      mergedIntoName: mergedInto.name,
      version: businesses.version,
    })
    .from(businesses)
    .leftJoin(clusters, eq(clusters.id, businesses.clusterId))
    .leftJoin(mergedInto, eq(mergedInto.id, businesses.mergedIntoId))
    .where(and(eq(businesses.wardId, actor.wardId), eq(businesses.id, businessId)));
  if (!business) throw new NotFound();
  return business;
}

/** The ward's active businesses by name, to choose one from. */
export function listBusinessChoices(db: Queryable, actor: { wardId: string }) {
  return db
    .select({ id: businesses.id, name: businesses.name, taxCodeShown: businesses.taxCodeShown })
    .from(businesses)
    .where(and(eq(businesses.wardId, actor.wardId), eq(businesses.status, "active")))
    .orderBy(asc(businesses.sortKey));
}
