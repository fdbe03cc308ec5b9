import { and, asc, count, desc, eq, isNull, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { businesses, clusters, invitations, responses } from "#app/db/schema/index.ts";
import { matchesSearch } from "#app/db/search.server.ts";
import type { OfficeActor } from "../actor.ts";
import { businessJoin, invitationState, isExpected, responseJoin } from "./invitation-state.server.ts";
import { type InvitationFilter, type InvitationState, invitationStates } from "./schema.ts";

const clusterJoin = and(eq(clusters.wardId, businesses.wardId), eq(clusters.id, businesses.clusterId));

/** The condition of what the list of a round shows; the commands that act on "all shown" use the same. */
export function matchesFilter(actor: OfficeActor, roundId: string, filter: InvitationFilter) {
  return and(
    eq(invitations.wardId, actor.wardId),
    eq(invitations.roundId, roundId),
    isExpected,
    matchesSearch(businesses.searchKey, filter.q),
    filter.state ? eq(invitationState, filter.state) : undefined,
    filter.cluster ? eq(businesses.clusterId, filter.cluster) : undefined,
    filter.invitationId ? eq(invitations.id, filter.invitationId) : undefined,
  );
}

/** Ids of the invitations that a filter shows, as a subquery for an UPDATE. */
export function selectInvitationIds(
  db: Queryable,
  actor: OfficeActor,
  roundId: string,
  filter: InvitationFilter,
) {
  return db
    .select({ id: invitations.id })
    .from(invitations)
    .innerJoin(businesses, businessJoin)
    .leftJoin(responses, responseJoin)
    .where(matchesFilter(actor, roundId, filter));
}

const sorts = { name: businesses.sortKey, sent: invitations.sentAt, opened: invitations.timesOpened };
export const invitationSorts = ["name", "sent", "opened"] as const;

type Page = { sort: string; descending: boolean; page: number; pageSize: number };

/** One page of a round's businesses, how many match in all, and how many of those were not sent their link. */
export async function listInvitations(
  db: Queryable,
  actor: OfficeActor,
  roundId: string,
  filter: InvitationFilter,
  { sort, descending, page, pageSize }: Page,
) {
  const column = sorts[invitationSorts.find((name) => name === sort) ?? "name"];
  const rows = await db
    .select({
      id: invitations.id,
      businessId: businesses.id,
      business: businesses.name,
      cluster: clusters.name,
      phone: businesses.phone,
      state: invitationState,
      channel: invitations.channel,
      sentAt: invitations.sentAt,
      timesOpened: invitations.timesOpened,
      reminders: invitations.reminders,
      lastRemindedAt: invitations.lastRemindedAt,
      responseId: responses.id,
      receiptNumber: responses.receiptNumber,
      total: sql<number>`count(*) over()`.mapWith(Number),
      unsent: sql<number>`count(*) filter (where ${invitations.sentAt} is null) over()`.mapWith(Number),
    })
    .from(invitations)
    .innerJoin(businesses, businessJoin)
    .leftJoin(clusters, clusterJoin)
    .leftJoin(responses, responseJoin)
    .where(matchesFilter(actor, roundId, filter))
    .orderBy(descending ? desc(column) : asc(column), asc(businesses.sortKey), asc(invitations.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  return {
    rows: rows.map(({ total: _, unsent: __, ...row }) => row),
    total: rows[0]?.total ?? 0,
    unsent: rows[0]?.unsent ?? 0,
  };
}

export type RoundProgress = Record<InvitationState, number> & { expected: number; answered: number };

/** How many businesses of a round stand where; the sum of the states is `expected`. */
export async function countInvitations(
  db: Queryable,
  actor: OfficeActor,
  roundId: string,
): Promise<RoundProgress> {
  const everything: InvitationFilter = { q: null, state: null, cluster: null };
  const rows = await db
    .select({ state: invitationState, count: count() })
    .from(invitations)
    .innerJoin(businesses, businessJoin)
    .leftJoin(responses, responseJoin)
    .where(matchesFilter(actor, roundId, everything))
    // By its place: the expression's parameters would make it look like another one.
    .groupBy(sql`1`);
  const counts = Object.fromEntries(
    invitationStates.map((state) => [state, rows.find((row) => row.state === state)?.count ?? 0]),
  ) as Record<InvitationState, number>;
  return {
    ...counts,
    expected: rows.reduce((sum, row) => sum + row.count, 0),
    answered: counts.submitted + counts.verified,
  };
}

/** Active businesses that have no invitation in a round, because they were added after it was opened. */
export async function countUninvited(db: Queryable, actor: OfficeActor, roundId: string): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(businesses)
    .leftJoin(invitations, and(businessJoin, eq(invitations.roundId, roundId)))
    .where(and(eq(businesses.wardId, actor.wardId), eq(businesses.status, "active"), isNull(invitations.id)));
  return row?.count ?? 0;
}
