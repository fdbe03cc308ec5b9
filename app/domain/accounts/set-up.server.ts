import { eq, sql } from "drizzle-orm";
import type { Database } from "#app/db/client.server.ts";
import { accountLinks, accounts } from "#app/db/schema/index.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import type { SystemActor } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { NotFound } from "../errors.ts";
import { insertLink, useLink } from "./links.server.ts";
import { hashPassword } from "./passwords.server.ts";
import { hasAnyAccount } from "./queries.server.ts";
import { accountSearchKey } from "./search-key.ts";

const system: SystemActor = { role: "system" };

/**
 * Makes the link that sets up an empty installation; earlier ones stop working. Null when accounts exist already.
 */
export async function createSetUpLink(db: Database): Promise<string | null> {
  return inTransaction(db, async (tx) => {
    if (await hasAnyAccount(tx)) return null;
    await tx.delete(accountLinks).where(eq(accountLinks.kind, "setup"));
    return insertLink(tx, "setup", null);
  });
}

/** Uses the set-up link: creates the first administrator. A link works once; two at once leave one administrator. */
export async function setUpInstallation(
  db: Database,
  token: string,
  input: { email: string; fullName: string; password: string },
): Promise<void> {
  const passwordHash = await hashPassword(input.password);
  await inTransaction(db, async (tx) => {
    await useLink(tx, token, "setup");
    // Two processes that start at once may print a link each: the lock lets one set-up through.
    await tx.execute(sql`lock table ${accounts} in share row exclusive mode`);
    if (await hasAnyAccount(tx)) throw new NotFound("accounts:errors.linkUsed");
    const [admin] = await tx
      .insert(accounts)
      .values({
        email: input.email,
        fullName: input.fullName,
        searchKey: accountSearchKey(input),
        role: "admin",
        status: "active",
        passwordHash,
      })
      .returning({ id: accounts.id });
    if (admin)
      await recordAudit(tx, system, { action: "installation.set_up", entity: "account", entityId: admin.id });
  });
}
