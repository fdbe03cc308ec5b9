import { and, asc, desc, eq, gt } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { auditChains, auditEntries } from "#app/db/schema/index.ts";
import { hashEntry } from "./chain.server.ts";

export type ChainVerdict = { chain: string; entries: number; headHash: string; brokenAt: number | null };

/**
 * Recomputes a chain from its first entry and compares it with its stored head. `brokenAt` is the sequence of the
 * first entry that was changed, removed, inserted or reordered; one past the last when the tail was cut off.
 * Tamper-evident, not tamper-proof: who may rewrite the whole database may rebuild the chain, so keep the printed
 * head elsewhere and compare it.
 */
export async function verifyChain(db: Queryable, chain: string): Promise<ChainVerdict> {
  const [head] = await db.select().from(auditChains).where(eq(auditChains.chain, chain));
  let previousHash = "";
  let sequence = 0;
  const broken = (at: number): ChainVerdict => ({
    chain,
    entries: sequence,
    headHash: previousHash,
    brokenAt: at,
  });
  for (;;) {
    const batch = await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.chain, chain), gt(auditEntries.sequence, sequence)))
      .orderBy(asc(auditEntries.sequence))
      .limit(2000);
    for (const entry of batch) {
      if (
        entry.sequence !== sequence + 1 ||
        entry.previousHash !== previousHash ||
        hashEntry(entry) !== entry.hash
      ) {
        return broken(sequence + 1);
      }
      sequence = entry.sequence;
      previousHash = entry.hash;
    }
    if (batch.length === 0) break;
  }
  if (sequence !== (head?.sequence ?? 0) || previousHash !== (head?.headHash ?? ""))
    return broken(sequence + 1);
  return { chain, entries: sequence, headHash: previousHash, brokenAt: null };
}

export async function listChains(db: Queryable): Promise<string[]> {
  const rows = await db
    .select({ chain: auditChains.chain })
    .from(auditChains)
    .orderBy(asc(auditChains.chain));
  return rows.map((row) => row.chain);
}

/** One page of a chain, newest entries first. For administrators. */
export function listEntries(
  db: Queryable,
  chain: string,
  { offset, limit }: { offset: number; limit: number },
) {
  return db
    .select({
      sequence: auditEntries.sequence,
      at: auditEntries.at,
      actor: auditEntries.actor,
      role: auditEntries.role,
      action: auditEntries.action,
      entity: auditEntries.entity,
      entityId: auditEntries.entityId,
      before: auditEntries.before,
      after: auditEntries.after,
    })
    .from(auditEntries)
    .where(eq(auditEntries.chain, chain))
    .orderBy(desc(auditEntries.sequence))
    .limit(limit)
    .offset(offset);
}
