import { and, eq, sql } from "drizzle-orm";
import type { Database } from "#app/db/client.server.ts";
import { businesses, invitations, responses, surveyRounds, wards } from "#app/db/schema/index.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import { hashToken, linkToken } from "#app/lib/keys.server.ts";
import { parseTaxCode } from "#app/vietnamese/tax-code.ts";
import type { InvitationActor } from "../actor.ts";
import { revealTaxCode } from "../businesses/tax-code.server.ts";

/** The token of an invitation's personal link `/s/<token>`; an earlier generation's link is dead. */
export function linkOf(invitation: { id: string; generation: number }): string {
  return linkToken(invitation.id, invitation.generation);
}

/** Every request of the survey begins with this query; putting it together takes longer than running it. */
const queries = new WeakMap<Database, ReturnType<typeof prepareQuery>>();

function prepareQuery(db: Database) {
  return db
    .select({
      id: invitations.id,
      wardId: invitations.wardId,
      roundId: invitations.roundId,
      businessId: invitations.businessId,
      generation: invitations.generation,
      ward: { name: wards.name, officePhone: wards.officePhone },
      round: {
        title: surveyRounds.title,
        year: surveyRounds.year,
        number: surveyRounds.number,
        status: surveyRounds.status,
        opensOn: surveyRounds.opensOn,
        closesOn: surveyRounds.closesOn,
        lateUntil: surveyRounds.lateUntil,
      },
      business: {
        id: businesses.id,
        wardId: businesses.wardId,
        name: businesses.name,
        phone: businesses.phone,
        taxCodeCipher: businesses.taxCodeCipher,
        taxCodeShown: businesses.taxCodeShown,
      },
      responseStatus: responses.status,
    })
    .from(invitations)
    .innerJoin(wards, eq(wards.id, invitations.wardId))
    .innerJoin(surveyRounds, eq(surveyRounds.id, invitations.roundId))
    .innerJoin(businesses, and(eq(businesses.id, invitations.businessId), eq(businesses.status, "active")))
    .leftJoin(
      responses,
      and(eq(responses.roundId, invitations.roundId), eq(responses.businessId, invitations.businessId)),
    )
    .where(eq(invitations.tokenHash, sql.placeholder("tokenHash")))
    .prepare("find_invitation");
}

/**
 * The invitation that a personal link opens, with what every page of the survey shows. Null for a link that never
 * was, that was replaced by a newer one (old tokens are not kept, so the two look the same), and for a business that
 * was closed or merged meanwhile.
 */
export async function findInvitation(db: Database, token: string) {
  const query = queries.get(db) ?? prepareQuery(db);
  queries.set(db, query);
  const [row] = await query.execute({ tokenHash: hashToken(token) });
  return row ?? null;
}
export type Invitation = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

export function actorOf({ id, wardId, roundId, businessId }: Invitation): InvitationActor {
  return { role: "invitation", invitationId: id, wardId, roundId, businessId };
}

export type Confirmation = "taxCode" | "phone" | "plain";

/** What the business is asked before it sees its data: its tax code, else digits of its phone, else only a yes. */
export function confirmationOf({ business }: Invitation): Confirmation {
  if (business.taxCodeCipher !== null) return "taxCode";
  return business.phone === null ? "plain" : "phone";
}

/** Whether `code` is the business's tax code or its last four digits, or the last four digits of its phone. */
export function isConfirmedBy(invitation: Invitation, code: string): boolean {
  const { business } = invitation;
  const digits = code.replace(/\D/g, "");
  switch (confirmationOf(invitation)) {
    case "taxCode": {
      const taxCode = revealTaxCode(business) ?? "";
      const typed = parseTaxCode(code);
      return (typed.ok && typed.value === taxCode) || isTail(taxCode, digits);
    }
    case "phone":
      return isTail(business.phone ?? "", digits);
    case "plain":
      return true;
  }
}

function isTail(known: string, digits: string): boolean {
  return digits.length === 4 && known.replace(/\D/g, "").endsWith(digits);
}

/**
 * Counts that the business opened its link. Called when it has confirmed, because programs that make previews of a
 * link open it too. A count for reminders, not a change that somebody answers for: the audit chain leaves it out.
 */
export async function countOpening(db: Database, actor: InvitationActor): Promise<void> {
  await inTransaction(db, (tx) =>
    tx
      .update(invitations)
      .set({
        timesOpened: sql`${invitations.timesOpened} + 1`,
        firstOpenedAt: sql`coalesce(${invitations.firstOpenedAt}, now())`,
        lastOpenedAt: sql`now()`,
      })
      .where(and(eq(invitations.wardId, actor.wardId), eq(invitations.id, actor.invitationId))),
  );
}
