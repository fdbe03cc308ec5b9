import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { accountLinks, accounts, providers, sessions, wards } from "#app/db/schema/index.ts";
import { hashToken } from "#app/lib/keys.server.ts";
import type { AccountActor, AdminActor } from "../actor.ts";
import { NotFound } from "../errors.ts";

/**
 * The account behind a session, by the clock of the database: not expired, not idle for longer than the limit, its
 * account still active. Notes the visit at most once a minute.
 */
export async function findSessionActor(
  db: Queryable,
  tokenHash: string,
  { idleMinutes }: { idleMinutes: number },
): Promise<AccountActor | null> {
  const [row] = await db
    .select({
      accountId: accounts.id,
      role: accounts.role,
      fullName: accounts.fullName,
      wardId: accounts.wardId,
      unit: accounts.unit,
      businessId: accounts.businessId,
      providerId: accounts.providerId,
      provinceCode: accounts.provinceCode,
      isStale: sql<boolean>`${sessions.lastSeenAt} < now() - interval '1 minute'`,
    })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(
      and(
        eq(sessions.tokenHash, tokenHash),
        eq(accounts.status, "active"),
        gt(sessions.expiresAt, sql`now()`),
        gt(sessions.lastSeenAt, sql`now() - make_interval(mins => ${idleMinutes})`),
      ),
    );
  if (!row) return null;
  if (row.isStale) {
    await db.update(sessions).set({ lastSeenAt: sql`now()` }).where(eq(sessions.tokenHash, tokenHash));
  }
  const { isStale: _, ...actor } = row;
  // The table's check "accounts_scope_of_role" holds what this type says: each role has its scope.
  return actor as AccountActor;
}

/** A one-time link that may still be used. @throws NotFound for a used, expired or unknown one */
export async function getUsableLink(db: Queryable, token: string, kind: "setup" | "password") {
  const [link] = await db
    .select({ accountId: accountLinks.accountId, email: accounts.email, fullName: accounts.fullName })
    .from(accountLinks)
    .leftJoin(accounts, eq(accounts.id, accountLinks.accountId))
    .where(
      and(
        eq(accountLinks.tokenHash, hashToken(token)),
        eq(accountLinks.kind, kind),
        isNull(accountLinks.usedAt),
        gt(accountLinks.expiresAt, sql`now()`),
      ),
    );
  if (!link) throw new NotFound("accounts:errors.linkUsed");
  return link;
}

export async function hasAnyAccount(db: Queryable): Promise<boolean> {
  const [row] = await db.select({ id: accounts.id }).from(accounts).limit(1);
  return row !== undefined;
}

/** Every account of the installation, by e-mail address. */
export function listAccounts(db: Queryable, _actor: AdminActor) {
  return db
    .select({
      id: accounts.id,
      email: accounts.email,
      fullName: accounts.fullName,
      role: accounts.role,
      unit: accounts.unit,
      status: accounts.status,
      lastSignInAt: accounts.lastSignInAt,
      version: accounts.version,
      wardName: wards.name,
      providerName: providers.name,
    })
    .from(accounts)
    .leftJoin(wards, eq(wards.id, accounts.wardId))
    .leftJoin(providers, eq(providers.id, accounts.providerId))
    .orderBy(asc(accounts.email))
    .limit(500);
}
