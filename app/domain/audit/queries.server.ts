import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { auditChains, auditEntries, wards } from "#app/db/schema/index.ts";
import { NotFound } from "../errors.ts";
import { hashEntry } from "./chain.server.ts";

/** The chain of what belongs to no ward. */
export const installationChain = "installation";

export type ChainVerdict = { chain: string; entries: number; headHash: string; brokenAt: number | null };

/**
 * Recomputes a chain from its first entry and compares it with its stored head. `brokenAt` is the sequence of the
 * first entry that was changed, removed, inserted or reordered; one past the last when the tail was cut off.
 * Tamper-evident, not tamper-proof: who may rewrite the whole database may rebuild the chain, so keep the printed
 * head elsewhere and compare it.
 */
export async function verifyChain(db: Queryable, chain: string): Promise<ChainVerdict> {
  let sequence = 0;
  let previousHash = "";
  let knownHead = 0;
  const verdict = (brokenAt: number | null): ChainVerdict => ({
    chain,
    entries: sequence,
    headHash: previousHash,
    brokenAt,
  });
  for (;;) {
    const batch = await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.chain, chain), gt(auditEntries.sequence, sequence)))
      .orderBy(asc(auditEntries.sequence))
      .limit(2000);
    for (const entry of batch) {
      const isNext = entry.sequence === sequence + 1 && entry.previousHash === previousHash;
      if (!isNext || hashEntry(entry) !== entry.hash) return verdict(sequence + 1);
      sequence = entry.sequence;
      previousHash = entry.hash;
    }
    if (batch.length > 0) continue;
    // Read after the entries: others append meanwhile, so a head that has moved on means that there is more to read.
    const head = await findHead(db, chain);
    if (head.sequence === sequence && head.headHash === previousHash) return verdict(null);
    if (head.sequence <= knownHead) return verdict(sequence + 1);
    knownHead = head.sequence;
  }
}

async function findHead(db: Queryable, chain: string): Promise<{ sequence: number; headHash: string }> {
  const [head] = await db
    .select({ sequence: auditChains.sequence, headHash: auditChains.headHash })
    .from(auditChains)
    .where(eq(auditChains.chain, chain));
  return head ?? { sequence: 0, headHash: "" };
}

/** How many entries a chain has. */
export async function countEntries(db: Queryable, chain: string): Promise<number> {
  return (await findHead(db, chain)).sequence;
}

/**
 * Every chain there should be: the installation's and one for each ward (`wardName`), also where its head is missing.
 */
export async function listChains(db: Queryable): Promise<{ chain: string; wardName: string | null }[]> {
  const ofWards = await db
    .select({ chain: sql<string>`${wards.id}::text`, wardName: wards.name })
    .from(wards)
    .orderBy(asc(wards.code));
  return [{ chain: installationChain, wardName: null }, ...ofWards];
}

/** The chain that was asked for, the installation's when none was. @throws NotFound */
export function getChain(chains: readonly { chain: string }[], asked: string | null): string {
  const found = chains.find(({ chain }) => chain === (asked ?? installationChain));
  if (!found) throw new NotFound();
  return found.chain;
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
