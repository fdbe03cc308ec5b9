import { and, asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { businesses, invitations, responses, surveyRounds, wards } from "#app/db/schema/index.ts";
import type { OfficeActor } from "../actor.ts";
import { NotFound } from "../errors.ts";
import { linkOf } from "../survey/link.server.ts";
import { businessJoin, invitationState, isAnswered, responseJoin } from "./invitation-state.server.ts";

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
