import { and, eq, notExists, sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { businesses, invitations, surveyRounds } from "#app/db/schema/index.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import { hashToken } from "#app/lib/keys.server.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";
import type { OfficeActor } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Conflict } from "../errors.ts";
import { linkOf } from "../survey/link.server.ts";
import { movedOn, roundAt } from "./commands.server.ts";
import { getRound } from "./queries.server.ts";
import type { RoundStepInput } from "./schema.ts";

/**
 * Opens a draft: every active business of the ward gets its invitation and personal link, in a constant number of
 * statements. Answers are taken from the day `opensOn`.
 * @returns how many businesses were invited
 * @throws Conflict when it is no draft, was changed since it was read, is over already, or the ward has no business
 */
export async function openRound(
  db: Database,
  actor: OfficeActor,
  { roundId, version }: RoundStepInput,
  now = new Date(),
): Promise<{ invited: number }> {
  return inTransaction(db, async (tx) => {
    const before = await getRound(tx, actor, roundId);
    if (before.lateUntil < todayInVietnam(now)) throw new Conflict("rounds:errors.alreadyOver");
    const [opened] = await tx
      .update(surveyRounds)
      .set({ status: "open", version: sql`${surveyRounds.version} + 1` })
      .where(roundAt(actor, { roundId, version, status: "draft" }))
      .returning({ status: surveyRounds.status });
    if (!opened) throw await movedOn(tx, actor, roundId);
    const invited = await inviteUninvited(tx, actor, roundId);
    if (invited === 0) throw new Conflict("rounds:errors.noBusinesses");
    await recordAudit(tx, actor, {
      action: "round.open",
      entity: "round",
      entityId: roundId,
      after: { ...opened, invited },
    });
    return { invited };
  });
}

/**
 * Invites the businesses that were added after the round was opened. Pressing twice invites nobody twice.
 * @throws Conflict when the round is not open
 */
export async function inviteNewBusinesses(
  db: Database,
  actor: OfficeActor,
  { roundId }: { roundId: string },
): Promise<{ invited: number }> {
  return inTransaction(db, async (tx) => {
    const round = await getRound(tx, actor, roundId);
    if (round.status !== "open") throw new Conflict("rounds:errors.notOpen");
    const invited = await inviteUninvited(tx, actor, roundId);
    if (invited > 0)
      await recordAudit(tx, actor, {
        action: "round.invite",
        entity: "round",
        entityId: roundId,
        after: { invited },
      });
    return { invited };
  });
}

async function inviteUninvited(tx: Transaction, actor: OfficeActor, roundId: string): Promise<number> {
  const uninvited = await tx
    .select({ businessId: businesses.id })
    .from(businesses)
    .where(
      and(
        eq(businesses.wardId, actor.wardId),
        eq(businesses.status, "active"),
        notExists(
          tx
            .select({ id: invitations.id })
            .from(invitations)
            .where(and(eq(invitations.roundId, roundId), eq(invitations.businessId, businesses.id))),
        ),
      ),
    );
  if (uninvited.length === 0) return 0;
  const rows = uninvited.map(({ businessId }) => {
    const id = newId();
    return {
      id,
      wardId: actor.wardId,
      roundId,
      businessId,
      tokenHash: hashToken(linkOf({ id, generation: 1 })),
    };
  });
  const inserted = await tx
    .insert(invitations)
    .values(rows)
    // Two officers at once: each business keeps the invitation that came first.
    .onConflictDoNothing({ target: [invitations.roundId, invitations.businessId] })
    .returning({ id: invitations.id });
  return inserted.length;
}
