import { and, desc, eq, isNotNull, notInArray } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { accounts, auditEntries } from "#app/db/schema/index.ts";
import type { MessageKey } from "#app/i18n/catalogue.ts";
import { showDateTime } from "#app/vietnamese/dates.ts";
import { type AccountActor, wardOf } from "../actor.ts";
import { ChangedMeanwhile } from "../errors.ts";
import { installationChain } from "./queries.server.ts";

type Row = {
  entity: string;
  entityId: string;
  /** For a step: the name of the state in which the row is now. Without it the fields of a form show what changed. */
  state?: MessageKey;
};

/**
 * What to throw when the version that a form was made from is old: says when and by whom the row was changed last, as
 * the actor's own chain knows it. To a business no name is said: it may be another business's.
 */
export async function changedMeanwhile(
  db: Queryable,
  actor: AccountActor,
  { entity, entityId, state }: Row,
): Promise<ChangedMeanwhile> {
  const last = await findLastChange(db, wardOf(actor) ?? installationChain, entity, entityId);
  const by = last && actor.role !== "business" ? await findName(db, last.actor) : null;
  const params = { ...(last && by ? { by, at: showDateTime(last.at) } : {}), ...(state ? { state } : {}) };
  const key = state ? "app:errors.stateMoved" : "app:errors.changedMeanwhile";
  return new ChangedMeanwhile("by" in params ? `${key}By` : key, params);
}

async function findLastChange(db: Queryable, chain: string, entity: string, entityId: string) {
  const [entry] = await db
    .select({ at: auditEntries.at, actor: auditEntries.actor })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.chain, chain),
        eq(auditEntries.entity, entity),
        eq(auditEntries.entityId, entityId),
        isNotNull(auditEntries.after),
        // Looking changes nothing.
        notInArray(auditEntries.action, ["person.reveal", "roster.download"]),
      ),
    )
    .orderBy(desc(auditEntries.sequence))
    .limit(1);
  return entry ?? null;
}

async function findName(db: Queryable, actor: string): Promise<string | null> {
  if (!actor.startsWith("account:")) return null;
  const [account] = await db
    .select({ fullName: accounts.fullName })
    .from(accounts)
    .where(eq(accounts.id, actor.slice("account:".length)));
  return account?.fullName ?? null;
}
