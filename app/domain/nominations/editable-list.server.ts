import { and, eq } from "drizzle-orm";
import type { Transaction } from "#app/db/client.server.ts";
import { nomineeLists } from "#app/db/schema/index.ts";
import { Conflict } from "../errors.ts";
import { isEditable } from "../lists/rules.ts";

/**
 * Locks the ward's list of a run, so that nobody submits it while its nominations change; makes its row when there is
 * none yet. Taken first of all locks: list, then run, then allotment. The caller has made sure that the ward takes
 * part in the run.
 * @throws Conflict once the list is submitted, approved or issued
 */
export async function lockEditableList(
  tx: Transaction,
  { wardId, runId }: { wardId: string; runId: string },
): Promise<void> {
  await tx.insert(nomineeLists).values({ wardId, runId }).onConflictDoNothing();
  const [list] = await tx
    .select({ status: nomineeLists.status })
    .from(nomineeLists)
    .where(and(eq(nomineeLists.wardId, wardId), eq(nomineeLists.runId, runId)))
    .for("update");
  if (!list) throw new Error("the list that was just inserted is missing");
  if (!isEditable(list.status)) throw new Conflict(`nominations:errors.list.${list.status}`);
}
