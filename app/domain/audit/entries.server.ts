import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { accounts, auditEntries, wards } from "#app/db/schema/index.ts";
import type { AdminActor } from "../actor.ts";
import { type ChainVerdict, countEntries, installationChain, listEntries } from "./queries.server.ts";

type Fields = Record<string, unknown>;

/** One page of a chain, newest first, with the addresses of the accounts that acted; those stand outside the chain. */
export async function getEntriesPage(
  db: Queryable,
  _actor: AdminActor,
  chain: string,
  { page, pageSize }: { page: number; pageSize: number },
) {
  const entries = await listEntries(db, chain, { offset: (page - 1) * pageSize, limit: pageSize });
  const emails = await findEmails(
    db,
    entries.map(({ actor }) => actor),
  );
  return {
    entries: entries.map((entry) => ({
      ...entry,
      email: emails.get(entry.actor) ?? null,
      before: readFields(entry.before),
      after: readFields(entry.after),
    })),
    total: await countEntries(db, chain),
  };
}

const readFields = (text: string | null) => (text === null ? null : (JSON.parse(text) as Fields));

async function findEmails(db: Queryable, actors: string[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(actors.filter((actor) => actor.startsWith("account:")).map((actor) => actor.slice(8)));
  const found = await db
    .select({ id: accounts.id, email: accounts.email })
    .from(accounts)
    .where(inArray(accounts.id, [...ids]));
  return new Map(found.map(({ id, email }) => [`account:${id}`, email]));
}

/** The latest check that `checkChain` wrote down, of one chain or of any; null before the first. For administrators. */
export async function findLastCheck(db: Queryable, _actor: AdminActor, chain: string | null = null) {
  const [check] = await db
    .select({
      at: auditEntries.at,
      chain: auditEntries.entityId,
      wardName: wards.name,
      after: auditEntries.after,
    })
    .from(auditEntries)
    .leftJoin(wards, sql`${wards.id}::text = ${auditEntries.entityId}`)
    .where(
      and(
        eq(auditEntries.chain, installationChain),
        eq(auditEntries.entity, "audit_chain"),
        chain === null ? undefined : eq(auditEntries.entityId, chain),
      ),
    )
    .orderBy(desc(auditEntries.sequence))
    .limit(1);
  if (!check?.after) return null;
  const { entries, headHash, brokenAt } = JSON.parse(check.after) as ChainVerdict;
  return { at: check.at, chain: check.chain, wardName: check.wardName, entries, headHash, brokenAt };
}
