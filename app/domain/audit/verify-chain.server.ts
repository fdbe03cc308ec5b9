import type { Database } from "#app/db/client.server.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import type { AdminActor } from "../actor.ts";
import { recordAudit } from "./commands.server.ts";
import { type ChainVerdict, verifyChain } from "./queries.server.ts";

/** Verifies a chain and writes down, in the installation's chain, who did so and what came out. For administrators. */
export async function checkChain(db: Database, actor: AdminActor, chain: string): Promise<ChainVerdict> {
  return inTransaction(db, async (tx) => {
    const verdict = await verifyChain(tx, chain);
    const { entries, headHash, brokenAt } = verdict;
    await recordAudit(tx, actor, {
      action: "audit.verify",
      entity: "audit_chain",
      entityId: chain,
      after: { entries, headHash, brokenAt },
    });
    return verdict;
  });
}
