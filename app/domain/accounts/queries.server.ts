import { and, asc, count, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { accountLinks, accounts, businesses, providers, sessions, wards } from "#app/db/schema/index.ts";
import { matchesSearch } from "#app/db/search.server.ts";
import { hashToken } from "#app/lib/keys.server.ts";
import type { AccountActor, AdminActor, Role } from "../actor.ts";
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
  const isAlive = and(
    eq(sessions.tokenHash, tokenHash),
    gt(sessions.expiresAt, sql`now()`),
    gt(sessions.lastSeenAt, sql`now() - make_interval(mins => ${idleMinutes})`),
  );
  // In the same statement: PostgreSQL carries it out though nothing reads it, and every page saves a round trip.
  const visited = db.$with("visited").as(
    db
      .update(sessions)
      .set({ lastSeenAt: sql`now()` })
      .where(and(isAlive, lt(sessions.lastSeenAt, sql`now() - interval '1 minute'`)))
      .returning({ tokenHash: sessions.tokenHash }),
  );
  const [actor] = await db
    .with(visited)
    .select({
      accountId: accounts.id,
      role: accounts.role,
      fullName: accounts.fullName,
      wardId: accounts.wardId,
      unit: accounts.unit,
      businessId: accounts.businessId,
      providerId: accounts.providerId,
      provinceCode: accounts.provinceCode,
    })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(and(isAlive, eq(accounts.status, "active")));
  // The table's check "accounts_scope_of_role" holds what this type says: each role has its scope.
  return (actor as AccountActor | undefined) ?? null;
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

type ListParams = { search: string; role: Role | null; page: number; pageSize: number };

/** One page of the installation's accounts by e-mail address, and how many match. */
export async function listAccounts(
  db: Queryable,
  _actor: AdminActor,
  { search, role, page, pageSize }: ListParams,
) {
  const matches = and(
    matchesSearch(accounts.searchKey, search),
    role === null ? undefined : eq(accounts.role, role),
  );
  const rows = await selectAccounts(db)
    .where(matches)
    .orderBy(asc(accounts.email))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const [all] = await db.select({ total: count() }).from(accounts).where(matches);
  return { rows, total: all?.total ?? 0 };
}

/** @throws NotFound */
export async function getAccount(db: Queryable, _actor: AdminActor, accountId: string) {
  const [account] = await selectAccounts(db).where(eq(accounts.id, accountId));
  if (!account) throw new NotFound();
  return account;
}

function selectAccounts(db: Queryable) {
  return db
    .select({
      id: accounts.id,
      email: accounts.email,
      fullName: accounts.fullName,
      postTitle: accounts.postTitle,
      role: accounts.role,
      unit: accounts.unit,
      provinceCode: accounts.provinceCode,
      status: accounts.status,
      lastSignInAt: accounts.lastSignInAt,
      version: accounts.version,
      wardName: wards.name,
      providerName: providers.name,
      businessName: businesses.name,
    })
    .from(accounts)
    .leftJoin(wards, eq(wards.id, accounts.wardId))
    .leftJoin(providers, eq(providers.id, accounts.providerId))
    .leftJoin(businesses, eq(businesses.id, accounts.businessId));
}

/** How many accounts of each status there are. */
export async function countAccounts(db: Queryable, _actor: AdminActor) {
  const rows = await db
    .select({ status: accounts.status, count: count() })
    .from(accounts)
    .groupBy(accounts.status);
  const of = (status: (typeof rows)[number]["status"]) =>
    rows.find((row) => row.status === status)?.count ?? 0;
  return { active: of("active"), invited: of("invited"), disabled: of("disabled") };
}

/** What an account of a role may belong to: providers, and the active businesses of one ward. */
export async function listScopes(
  db: Queryable,
  _actor: AdminActor,
  { role, wardId }: { role: Role; wardId: string | null },
) {
  if (role === "provider")
    return db
      .select({ id: providers.id, name: providers.name })
      .from(providers)
      .orderBy(asc(providers.searchKey));
  if (role !== "business" || wardId === null) return [];
  return db
    .select({ id: businesses.id, name: businesses.name })
    .from(businesses)
    .where(and(eq(businesses.wardId, wardId), eq(businesses.status, "active")))
    .orderBy(asc(businesses.sortKey));
}
