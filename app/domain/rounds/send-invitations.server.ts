import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database } from "#app/db/client.server.ts";
import { invitations } from "#app/db/schema/index.ts";
import { inTransaction, onceInTransaction } from "#app/db/transaction.server.ts";
import { hashToken } from "#app/lib/keys.server.ts";
import { type OfficeActor, onceBy } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { ChangedMeanwhile, Conflict } from "../errors.ts";
import { linkOf } from "../survey/link.server.ts";
import { selectInvitationIds } from "./invitations.server.ts";
import { getInvitation } from "./personal-links.server.ts";
import { getRound } from "./queries.server.ts";
import type { LogReminderInput, MarkSentInput, RenewLinkInput } from "./schema.ts";

/**
 * Notes that links were handed over, for one invitation or for all that a filter shows; those that were sent before
 * keep their day and channel.
 * @returns how many were marked
 * @throws Conflict when the round is not open
 */
export async function markInvitationsSent(
  db: Database,
  actor: OfficeActor,
  { roundId, channel, ...filter }: MarkSentInput,
): Promise<{ marked: number }> {
  return inTransaction(db, async (tx) => {
    const round = await getRound(tx, actor, roundId);
    if (round.status !== "open") throw new Conflict("rounds:errors.notOpen");
    const marked = await tx
      .update(invitations)
      .set({ channel, sentAt: sql`now()` })
      .where(
        and(
          eq(invitations.wardId, actor.wardId),
          isNull(invitations.sentAt),
          inArray(invitations.id, selectInvitationIds(tx, actor, roundId, filter)),
        ),
      )
      .returning({ id: invitations.id });
    if (marked.length > 0)
      await recordAudit(tx, actor, {
        action: "invitation.sent",
        entity: "round",
        entityId: roundId,
        after: { channel, invitations: marked.map(({ id }) => id) },
      });
    return { marked: marked.length };
  });
}

/**
 * Gives a business a new link; the old one dies at once, and the new one is not sent and not opened yet.
 * @throws Conflict when the link was renewed since the page was read
 */
export async function renewInvitationLink(
  db: Database,
  actor: OfficeActor,
  { roundId, invitationId, generation }: RenewLinkInput,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const before = await getInvitation(tx, actor, roundId, invitationId);
    const next = generation + 1;
    const [renewed] = await tx
      .update(invitations)
      .set({
        generation: next,
        tokenHash: hashToken(linkOf({ id: invitationId, generation: next })),
        channel: null,
        sentAt: null,
        firstOpenedAt: null,
        lastOpenedAt: null,
        timesOpened: 0,
      })
      .where(
        and(
          eq(invitations.wardId, actor.wardId),
          eq(invitations.id, invitationId),
          eq(invitations.generation, generation),
        ),
      )
      .returning({ id: invitations.id });
    if (!renewed) throw new ChangedMeanwhile("rounds:errors.linkRenewed");
    await recordAudit(tx, actor, {
      action: "invitation.renew",
      entity: "invitation",
      entityId: invitationId,
      before: { generation: before.generation, timesOpened: before.timesOpened, channel: before.channel },
      after: { generation: next, timesOpened: 0, channel: null },
    });
  });
}

/** Notes a reminder that an officer gave, so that nobody is called twice a day. The same form counts once. */
export async function logReminder(db: Database, actor: OfficeActor, input: LogReminderInput): Promise<void> {
  const { roundId, invitationId, channel } = input;
  await onceInTransaction(db, onceBy(actor, "invitation.remind", input), async (tx) => {
    await getInvitation(tx, actor, roundId, invitationId);
    const [reminded] = await tx
      .update(invitations)
      .set({ reminders: sql`${invitations.reminders} + 1`, lastRemindedAt: sql`now()` })
      .where(and(eq(invitations.wardId, actor.wardId), eq(invitations.id, invitationId)))
      .returning({ reminders: invitations.reminders });
    if (!reminded) throw new Error("update returned no invitation");
    await recordAudit(tx, actor, {
      action: "invitation.remind",
      entity: "invitation",
      entityId: invitationId,
      after: { channel, ...reminded },
    });
  });
}
