import { and, eq, inArray, isNotNull, or, type SQL, sql } from "drizzle-orm";
import { businesses, invitations, responseDrafts, responses } from "#app/db/schema/index.ts";
import type { InvitationState } from "./schema.ts";

/** The statuses of a response whose figures count; a returned one left every figure. */
export const answeredStatuses = ["submitted", "verified"] as const;

/** Whether the business has typed something that it has not sent, for a query of `invitations`. */
export const hasDraft = sql<boolean>`exists (select from ${responseDrafts} where
  ${responseDrafts.roundId} = ${invitations.roundId} and ${responseDrafts.businessId} = ${invitations.businessId}
  and ${responseDrafts.content} is not null)`;

/**
 * Where a business stands, for a query that joins `invitations` with `responses` (left). Never stored: it follows
 * from what was sent, opened and answered. An opened link counts as opened even when nobody marked it as sent.
 */
export const invitationState = sql<InvitationState>`case
  when ${isNotNull(responses.status)} then ${responses.status}::text
  when ${hasDraft} then 'draft'
  when ${invitations.timesOpened} > 0 then 'opened'
  when ${isNotNull(invitations.sentAt)} then 'sent'
  else 'not_sent' end`;

export const isAnswered: SQL<boolean> = sql`coalesce(${inArray(responses.status, answeredStatuses)}, false)`;

/**
 * Whether an invitation counts in the rate of answers: a business that was closed or merged meanwhile is not waited
 * for, but what it answered stays. Needs `businesses` joined too.
 */
export const isExpected = or(sql`${businesses.status} = 'active'`, isAnswered) as SQL<boolean>;

/** How an invitation meets its business, and its response (left). */
export const businessJoin = and(
  eq(businesses.wardId, invitations.wardId),
  eq(businesses.id, invitations.businessId),
);
export const responseJoin = and(
  eq(responses.roundId, invitations.roundId),
  eq(responses.businessId, invitations.businessId),
);
