import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { accountLinks, accounts, sessions } from "#app/db/schema/index.ts";
import { inTransaction, onceInTransaction, onViolation } from "#app/db/transaction.server.ts";
import { hashToken, newToken } from "#app/lib/keys.server.ts";
import { type AccountActor, type AdminActor, onceBy, type SystemActor } from "../actor.ts";
import { changedMeanwhile } from "../audit/changed-meanwhile.server.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Conflict, Invalid, NotFound } from "../errors.ts";
import { insertLink, useLink } from "./links.server.ts";
import { hashPassword, passwordMatches } from "./passwords.server.ts";
import { getAccount } from "./queries.server.ts";
import type { CreateAccountInput } from "./schema.ts";
import { accountSearchKey } from "./search-key.ts";

const personal = ["email", "fullName"] as const;
const system: SystemActor = { role: "system" };

/**
 * Checks a password and opens a session in its place (the old one, if any, ends: no fixation). Unknown account,
 * wrong password and disabled account look alike and take equally long.
 * @returns the token for the cookie, or null when refused
 */
export async function signIn(
  db: Database,
  input: { email: string; password: string },
  { previousSession, hours }: { previousSession: string | null; hours: number },
): Promise<{ token: string; actor: Pick<AccountActor, "role"> } | null> {
  const attempt = await inTransaction(db, (tx) => findSignInAccount(tx, input.email));
  const matches = await passwordMatches(
    attempt?.status === "active" ? attempt.passwordHash : null,
    input.password,
  );
  return inTransaction(db, async (tx) => {
    if (!attempt || !matches) {
      if (attempt)
        await recordAudit(tx, system, {
          action: "account.sign_in_refused",
          entity: "account",
          entityId: attempt.id,
          wardId: attempt.wardId,
        });
      return null;
    }
    if (previousSession) await tx.delete(sessions).where(eq(sessions.tokenHash, previousSession));
    const token = newToken();
    await tx.insert(sessions).values({
      tokenHash: hashToken(token),
      accountId: attempt.id,
      expiresAt: sql`now() + make_interval(hours => ${hours})`,
    });
    await tx.update(accounts).set({ lastSignInAt: sql`now()` }).where(eq(accounts.id, attempt.id));
    await recordAudit(tx, system, {
      action: "account.sign_in",
      entity: "account",
      entityId: attempt.id,
      wardId: attempt.wardId,
    });
    return { token, actor: { role: attempt.role } };
  });
}

async function findSignInAccount(tx: Transaction, email: string) {
  const [account] = await tx
    .select({
      id: accounts.id,
      role: accounts.role,
      wardId: accounts.wardId,
      status: accounts.status,
      passwordHash: accounts.passwordHash,
    })
    .from(accounts)
    .where(eq(accounts.email, email));
  return account ?? null;
}

export async function endSession(db: Database, tokenHash: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const [ended] = await tx
      .delete(sessions)
      .where(eq(sessions.tokenHash, tokenHash))
      .returning({ accountId: sessions.accountId });
    if (ended)
      await recordAudit(tx, system, {
        action: "account.sign_out",
        entity: "account",
        entityId: ended.accountId,
      });
  });
}

/**
 * Creates an account without a password; `createPasswordLink` makes the link with which its holder sets one. For
 * administrators.
 * @throws Invalid at `email` when the address is taken
 */
export async function createAccount(
  db: Database,
  actor: AdminActor,
  input: CreateAccountInput,
): Promise<{ accountId: string }> {
  const { idempotencyKey, ...values } = input;
  try {
    return await onceInTransaction(db, onceBy(actor, "account.create", input), async (tx) => {
      const [account] = await tx
        .insert(accounts)
        .values({ ...values, searchKey: accountSearchKey(values) })
        .returning({ id: accounts.id });
      if (!account) throw new Error("insert returned no account");
      await recordAudit(tx, actor, {
        action: "account.create",
        entity: "account",
        entityId: account.id,
        after: values,
        personal,
      });
      return { accountId: account.id };
    });
  } catch (error) {
    onViolation(error, "accounts_email_unique", () => {
      throw new Invalid("email", "accounts:errors.emailTaken");
    });
    onViolation(error, "accounts_business_fk", () => {
      throw new Invalid("businessId", "accounts:errors.scope");
    });
    throw error;
  }
}

/** A new one-time link for an account: sets a new password and ends every session. For administrators. */
export async function createPasswordLink(
  db: Database,
  actor: AdminActor,
  accountId: string,
): Promise<string> {
  return inTransaction(db, async (tx) => {
    const [account] = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId));
    if (!account) throw new NotFound();
    await tx
      .delete(accountLinks)
      .where(and(eq(accountLinks.accountId, accountId), isNull(accountLinks.usedAt)));
    const token = await insertLink(tx, "password", accountId);
    await recordAudit(tx, actor, { action: "account.link", entity: "account", entityId: accountId });
    return token;
  });
}

/** Sets the password through a one-time link and ends every session of the account. */
export async function setPassword(db: Database, token: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await inTransaction(db, async (tx) => {
    const accountId = await useLink(tx, token, "password");
    if (!accountId) throw new NotFound();
    const [account] = await tx
      .update(accounts)
      .set({ passwordHash, status: "active", version: sql`${accounts.version} + 1` })
      .where(and(eq(accounts.id, accountId), ne(accounts.status, "disabled")))
      .returning({ id: accounts.id });
    if (!account) throw new NotFound();
    await tx.delete(sessions).where(eq(sessions.accountId, accountId));
    await recordAudit(tx, system, { action: "account.set_password", entity: "account", entityId: accountId });
  });
}

/** Disables an account and ends its sessions at once, or lets it in again. An administrator cannot disable himself. */
export async function setAccountEnabled(
  db: Database,
  actor: AdminActor,
  input: { accountId: string; enabled: boolean; version: number },
): Promise<void> {
  if (input.accountId === actor.accountId) throw new Conflict("accounts:errors.ownAccount");
  await inTransaction(db, async (tx) => {
    const [account] = await tx
      .update(accounts)
      .set({
        status: input.enabled
          ? sql`case when ${accounts.passwordHash} is null then 'invited' else 'active' end::account_status`
          : "disabled",
        version: sql`${accounts.version} + 1`,
      })
      .where(and(eq(accounts.id, input.accountId), eq(accounts.version, input.version)))
      .returning({ status: accounts.status });
    if (!account) {
      const { status } = await getAccount(tx, actor, input.accountId);
      const row = { entity: "account", entityId: input.accountId };
      throw await changedMeanwhile(tx, actor, { ...row, state: `accounts:status.${status}` });
    }
    await tx.delete(sessions).where(eq(sessions.accountId, input.accountId));
    await recordAudit(tx, actor, {
      action: "account.set_enabled",
      entity: "account",
      entityId: input.accountId,
      after: account,
    });
  });
}
