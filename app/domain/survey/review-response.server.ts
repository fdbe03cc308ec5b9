import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "#app/db/client.server.ts";
import { responses } from "#app/db/schema/index.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import type { OfficeActor } from "../actor.ts";
import { changedMeanwhile } from "../audit/changed-meanwhile.server.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { NotFound } from "../errors.ts";
import type { ResponseStatus, ReturnResponseInput, VerifyResponseInput } from "./schema.ts";

/**
 * The office confirms an answer that was sent.
 * @throws Conflict when it was reviewed or sent again since it was read; NotFound, also for another ward
 */
export async function verifyResponse(
  db: Database,
  actor: OfficeActor,
  { responseId, version }: VerifyResponseInput,
): Promise<void> {
  await reviewResponse(db, actor, {
    ...{ responseId, version, action: "response.verify" },
    from: ["submitted"],
    set: { status: "verified", returnComment: null },
  });
}

/**
 * The office returns an answer with a comment: it leaves every figure until the business sends it again. One that
 * was verified may be returned too, because a mistake is often seen later.
 * @throws as `verifyResponse`
 */
export async function returnResponse(
  db: Database,
  actor: OfficeActor,
  { responseId, version, comment }: ReturnResponseInput,
): Promise<void> {
  await reviewResponse(db, actor, {
    ...{ responseId, version, action: "response.return" },
    from: ["submitted", "verified"],
    set: { status: "returned", returnComment: comment },
  });
}

type Review = {
  responseId: string;
  version: number;
  action: string;
  from: ResponseStatus[];
  set: { status: ResponseStatus; returnComment: string | null };
};

async function reviewResponse(db: Database, actor: OfficeActor, review: Review): Promise<void> {
  const { responseId, version, action, from, set } = review;
  const thisResponse = and(eq(responses.wardId, actor.wardId), eq(responses.id, responseId));
  await inTransaction(db, async (tx) => {
    const [before] = await tx
      .select({ status: responses.status, returnComment: responses.returnComment })
      .from(responses)
      .where(thisResponse);
    if (!before) throw new NotFound();
    const [reviewed] = await tx
      .update(responses)
      .set({
        ...set,
        reviewedBy: actor.accountId,
        reviewedAt: sql`now()`,
        version: sql`${responses.version} + 1`,
      })
      .where(and(thisResponse, eq(responses.version, version), inArray(responses.status, from)))
      .returning({ id: responses.id });
    if (!reviewed) {
      const [now] = await tx.select({ status: responses.status }).from(responses).where(thisResponse);
      const state = `rounds:response.status.${now?.status ?? before.status}` as const;
      throw await changedMeanwhile(tx, actor, { entity: "response", entityId: responseId, state });
    }
    await recordAudit(tx, actor, {
      ...{ action, entity: "response", entityId: responseId },
      ...{ before, after: set, personal: ["returnComment"] },
    });
  });
}
