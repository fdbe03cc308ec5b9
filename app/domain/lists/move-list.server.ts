import { and, eq, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { Transaction } from "#app/db/client.server.ts";
import { courseRuns, nomineeLists } from "#app/db/schema/index.ts";
import { changedMeanwhile } from "../audit/changed-meanwhile.server.ts";
import { Conflict } from "../errors.ts";
import { getList, type ListHead, type ListReader } from "./queries.server.ts";
import { canBecome } from "./rules.ts";
import type { ListStatus } from "./schema.ts";

type Values = PgUpdateSetSource<typeof nomineeLists>;

/**
 * Moves a list of the actor's ward from one state to the next. The row stays locked until the commit, so that
 * nominations and other steps wait for the outcome.
 * @param prepare what else changes, decided from the list as it is; may refuse
 * @returns the list as it was
 * @throws NotFound; Conflict when the list was changed since it was read, or its state does not allow the step
 */
export async function moveList(
  tx: Transaction,
  actor: ListReader,
  { listId, version }: { listId: string; version: number },
  status: ListStatus,
  prepare: (list: ListHead) => Values | Promise<Values>,
): Promise<ListHead> {
  const before = await getList(tx, actor, listId);
  if (!canBecome(before.status, status)) throw await movedOn(tx, actor, listId);
  const [moved] = await tx
    .update(nomineeLists)
    .set({ ...(await prepare(before)), status, version: sql`${nomineeLists.version} + 1` })
    .where(
      and(
        eq(nomineeLists.wardId, actor.wardId),
        eq(nomineeLists.id, listId),
        eq(nomineeLists.version, version),
        eq(nomineeLists.status, before.status),
      ),
    )
    .returning({ id: nomineeLists.id });
  if (!moved) throw await movedOn(tx, actor, listId);
  if (status !== "draft" && status !== "returned") await refuseCancelledRun(tx, before.runId);
  return before;
}

async function movedOn(tx: Transaction, actor: ListReader, listId: string) {
  const state = `lists:status.${(await getList(tx, actor, listId)).status}` as const;
  return changedMeanwhile(tx, actor, { entity: "nominee_list", entityId: listId, state });
}

/** Asked under the list's lock, and the run stays as it is until the commit: list first, then run, as everywhere. */
async function refuseCancelledRun(tx: Transaction, runId: string): Promise<void> {
  const [run] = await tx
    .select({ status: courseRuns.status })
    .from(courseRuns)
    .where(eq(courseRuns.id, runId))
    .for("share");
  if (run?.status === "cancelled") throw new Conflict("lists:errors.runCancelled");
}
