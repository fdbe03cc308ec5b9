import { eq, or, sql } from "drizzle-orm";
import type { Database } from "#app/db/client.server.ts";
import { responseDrafts } from "#app/db/schema/index.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import type { InvitationActor } from "../actor.ts";
import { Conflict } from "../errors.ts";
import type { SaveDraftInput } from "./schema.ts";
import { getStanding, requireTakingAnswers } from "./stored-answer.server.ts";

/**
 * Keeps what a business has typed so far, beside an answer that was sent: that one stands, and its version too, until
 * the new one is sent. Saved every few seconds while somebody types and counted nowhere, so the audit chain leaves
 * drafts out.
 * @returns the version that the page has to send with its next save
 * @throws Conflict when another page saved or sent meanwhile, or the round takes no answers
 */
export async function saveDraft(
  db: Database,
  actor: InvitationActor,
  { version, revision, ...content }: SaveDraftInput,
  now = new Date(),
): Promise<{ version: number; savedAt: Date }> {
  return inTransaction(db, async (tx) => {
    requireTakingAnswers((await getStanding(tx, actor)).round, now);
    const { wardId, roundId, businessId } = actor;
    const [saved] = await tx
      .insert(responseDrafts)
      .values({ wardId, roundId, businessId, content, revision, savedAt: now })
      .onConflictDoUpdate({
        target: [responseDrafts.roundId, responseDrafts.businessId],
        set: { content, revision, savedAt: now, version: sql`${responseDrafts.version} + 1` },
        // A page whose last answer was lost on the way still names the version before it.
        setWhere: or(
          eq(responseDrafts.version, version),
          eq(sql`${responseDrafts.content} ->> 'editor'`, content.editor),
        ),
      })
      .returning({ version: responseDrafts.version });
    if (!saved) throw new Conflict("survey:errors.savedElsewhere");
    return { version: saved.version, savedAt: now };
  });
}
