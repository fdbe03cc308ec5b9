import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/client.server.ts";
import { accountLinks } from "#app/db/schema/index.ts";
import { hashToken, newToken } from "#app/lib/keys.server.ts";
import { NotFound } from "../errors.ts";

/** A one-time link for 72 hours; the database keeps the hash of its token alone. @returns the token */
export async function insertLink(
  tx: Transaction,
  kind: "setup" | "password",
  accountId: string | null,
): Promise<string> {
  const token = newToken();
  await tx
    .insert(accountLinks)
    .values({ tokenHash: hashToken(token), kind, accountId, expiresAt: sql`now() + interval '72 hours'` });
  return token;
}

/** Uses a link up. @returns the account it belongs to. @throws NotFound when it is used, expired or unknown */
export async function useLink(
  tx: Transaction,
  token: string,
  kind: "setup" | "password",
): Promise<string | null> {
  const [link] = await tx
    .update(accountLinks)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(accountLinks.tokenHash, hashToken(token)),
        eq(accountLinks.kind, kind),
        isNull(accountLinks.usedAt),
        gt(accountLinks.expiresAt, sql`now()`),
      ),
    )
    .returning({ accountId: accountLinks.accountId });
  if (!link) throw new NotFound("accounts:errors.linkUsed");
  return link.accountId;
}
