import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { accounts, auditEntries, nominations, people } from "#app/db/schema/index.ts";
import type { ListReader } from "./queries.server.ts";
import { type Change, changesBetween, type ListAction, listActions, type SubmittedRow } from "./rules.ts";

export type HistoryStep = { at: Date; action: ListAction; who: string | null };

/** A change since the last submission, with the name that the chain itself does not keep. */
export type NamedChange = Change & { fullName: string };

/**
 * What happened to a list, from the ward's audit chain, latest first, and what its last submission changed against
 * the one before; `changes` is null at the first.
 */
export async function readHistory(
  db: Queryable,
  actor: ListReader,
  listId: string,
): Promise<{ steps: HistoryStep[]; changes: NamedChange[] | null }> {
  const entries = await db
    .select({
      at: auditEntries.at,
      action: sql<ListAction>`${auditEntries.action}`,
      after: auditEntries.after,
      who: accounts.fullName,
    })
    .from(auditEntries)
    .leftJoin(
      accounts,
      sql`${accounts.id} = case when ${auditEntries.actor} like 'account:%' then substr(${auditEntries.actor}, 9)::uuid end`,
    )
    .where(
      and(
        eq(auditEntries.chain, actor.wardId),
        eq(auditEntries.entity, "nominee_list"),
        eq(auditEntries.entityId, listId),
        inArray(auditEntries.action, [...listActions]),
      ),
    )
    .orderBy(desc(auditEntries.sequence));
  const [last, previous] = entries.filter(({ action }) => action === "list.submit").map(submittedRows);
  return {
    steps: entries.map(({ after: _, ...step }) => step),
    changes: last && previous ? await withNames(db, actor, changesBetween(previous, last)) : null,
  };
}

function submittedRows({ after }: { after: string | null }): SubmittedRow[] {
  const { rows } = JSON.parse(after ?? "{}") as { rows?: SubmittedRow[] };
  return rows ?? [];
}

async function withNames(db: Queryable, actor: ListReader, changes: Change[]): Promise<NamedChange[]> {
  if (changes.length === 0) return [];
  const named = await db
    .select({ nominationId: nominations.id, fullName: people.fullName })
    .from(nominations)
    .innerJoin(people, and(eq(people.wardId, nominations.wardId), eq(people.id, nominations.personId)))
    .where(
      and(
        eq(nominations.wardId, actor.wardId),
        inArray(
          nominations.id,
          changes.map(({ nominationId }) => nominationId),
        ),
      ),
    );
  const names = new Map(named.map(({ nominationId, fullName }) => [nominationId, fullName]));
  return changes.map((change) => ({ ...change, fullName: names.get(change.nominationId) ?? "–" }));
}
