import { sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { onceInTransaction } from "#app/db/transaction.server.ts";
import { type LeaderActor, onceBy } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Forbidden } from "../errors.ts";
import { moveList } from "./move-list.server.ts";
import type { ApproveListInput, ReturnListInput } from "./schema.ts";

/**
 * Approves what was submitted. Only for a leader of the ward who did not submit it himself.
 * @throws Forbidden for the own proposal; Conflict when somebody decided first or the office took it back; NotFound
 */
export async function approveList(db: Database, actor: LeaderActor, input: ApproveListInput): Promise<void> {
  await onceInTransaction(db, onceBy(actor, "list.approve", input), (tx) =>
    decide(tx, actor, input, { status: "approved" }),
  );
}

/** Gives a list back to the office, with what is to be mended. @throws as `approveList` */
export async function returnList(db: Database, actor: LeaderActor, input: ReturnListInput): Promise<void> {
  await onceInTransaction(db, onceBy(actor, "list.return", input), (tx) =>
    decide(tx, actor, input, { status: "returned", returnComment: input.comment }),
  );
}

type Decision = { status: "approved" } | { status: "returned"; returnComment: string };

async function decide(
  tx: Transaction,
  actor: LeaderActor,
  input: ApproveListInput,
  decision: Decision,
): Promise<void> {
  const list = await moveList(tx, actor, input, decision.status, ({ proposedBy }) => {
    // The check "nominee_lists_not_own_proposal" holds the same; here it gets its sentence.
    if (proposedBy === actor.accountId) throw new Forbidden("lists:errors.ownProposal");
    return { ...decision, decidedBy: actor.accountId, decidedAt: sql`now()` };
  });
  await recordAudit(tx, actor, {
    action: decision.status === "approved" ? "list.approve" : "list.return",
    entity: "nominee_list",
    entityId: list.id,
    before: { status: list.status },
    after: decision,
    personal: ["returnComment"],
  });
}
