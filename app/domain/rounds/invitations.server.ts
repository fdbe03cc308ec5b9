import { and, asc, count, desc, eq, isNull, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { businesses, clusters, invitations, responses, surveyRounds, wards } from "#app/db/schema/index.ts";
import { matchesSearch } from "#app/db/search.server.ts";
import type { OfficeActor } from "../actor.ts";
import { NotFound } from "../errors.ts";
import { linkOf } from "../survey/link.server.ts";
import { invitationState, isAnswered, isExpected } from "./invitation-state.server.ts";
import { type InvitationFilter, type InvitationState, invitationStates } from "./schema.ts";

const businessJoin = and(
  eq(businesses.wardId, invitations.wardId),
  eq(businesses.id, invitations.businessId),
);
const responseJoin = and(
  eq(responses.roundId, invitations.roundId),
  eq(responses.businessId, invitations.businessId),
);
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

/** One invitation with all that its page shows, and its token. @throws NotFound, also for another ward or round */
export async function getInvitation(
  db: Queryable,
  actor: OfficeActor,
  roundId: string,
  invitationId: string,
) {
  const [invitation] = await db
    .select({
      id: invitations.id,
      generation: invitations.generation,
      state: invitationState,
      channel: invitations.channel,
      sentAt: invitations.sentAt,
      timesOpened: invitations.timesOpened,
      lastOpenedAt: invitations.lastOpenedAt,
      reminders: invitations.reminders,
      lastRemindedAt: invitations.lastRemindedAt,
      ward: wards.name,
      officePhone: wards.officePhone,
      businessId: businesses.id,
      business: businesses.name,
      contactName: businesses.contactName,
      phone: businesses.phone,
      responseId: responses.id,
      receiptNumber: responses.receiptNumber,
      round: {
        id: surveyRounds.id,
        year: surveyRounds.year,
        number: surveyRounds.number,
        title: surveyRounds.title,
        status: surveyRounds.status,
        opensOn: surveyRounds.opensOn,
        closesOn: surveyRounds.closesOn,
        lateUntil: surveyRounds.lateUntil,
      },
    })
    .from(invitations)
    .innerJoin(wards, eq(wards.id, invitations.wardId))
    .innerJoin(
      surveyRounds,
      and(eq(surveyRounds.wardId, invitations.wardId), eq(surveyRounds.id, invitations.roundId)),
    )
    .innerJoin(businesses, businessJoin)
    .leftJoin(responses, responseJoin)
    .where(
      and(
        eq(invitations.wardId, actor.wardId),
        eq(invitations.roundId, roundId),
        eq(invitations.id, invitationId),
      ),
    );
  if (!invitation) throw new NotFound();
  return { ...invitation, token: linkOf(invitation) };
}

/** The business of an invitation, for answering on its behalf. @throws NotFound when the round did not invite it */
export async function getInvitedBusiness(
  db: Queryable,
  actor: OfficeActor,
  { roundId, businessId }: { roundId: string; businessId: string },
) {
  const [invited] = await db
    .select({ invitationId: invitations.id, name: businesses.name })
    .from(invitations)
    .innerJoin(businesses, businessJoin)
    .where(
      and(
        eq(invitations.wardId, actor.wardId),
        eq(invitations.roundId, roundId),
        eq(invitations.businessId, businessId),
      ),
    );
  if (!invited) throw new NotFound();
  return invited;
}

/** The letters still to be handed over: one for each business that has not answered, with its personal token. */
export async function listLetters(
  db: Queryable,
  actor: OfficeActor,
  roundId: string,
  { page, pageSize }: { page: number; pageSize: number },
) {
  const rows = await db
    .select({
      id: invitations.id,
      generation: invitations.generation,
      business: businesses.name,
      address: businesses.address,
      ward: wards.name,
      officePhone: wards.officePhone,
      total: sql<number>`count(*) over()`.mapWith(Number),
    })
    .from(invitations)
    .innerJoin(wards, eq(wards.id, invitations.wardId))
    .innerJoin(businesses, businessJoin)
    .leftJoin(responses, responseJoin)
    .where(
      and(
        eq(invitations.wardId, actor.wardId),
        eq(invitations.roundId, roundId),
        eq(businesses.status, "active"),
        sql`not ${isAnswered}`,
      ),
    )
    .orderBy(asc(businesses.sortKey), asc(invitations.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const letters = rows.map(({ generation, total: _, ...letter }) => ({
    ...letter,
    token: linkOf({ id: letter.id, generation }),
  }));
  return { letters, total: rows[0]?.total ?? 0 };
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
