import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "#app/db/client.server.ts";
import { nomineeLists } from "#app/db/schema/index.ts";
import type { TableColumn } from "#app/spreadsheet/writing/table-description.ts";
import { textSortKey } from "#app/vietnamese/names.ts";
import type { AccountActor } from "../actor.ts";
import { recordAudits } from "../audit/commands.server.ts";
import { auditedExport, type ExportEntry, insertExports } from "../exports/record-export.server.ts";
import { type ListHead, selectLists } from "../lists/queries.server.ts";
import type { RosterSource } from "./read-roster.server.ts";

/** What every file of a run's people shares, whatever it looks like: whose they are, and that it is written down. */

const issuedOf = (runId: string) =>
  and(eq(nomineeLists.runId, runId), inArray(nomineeLists.status, ["issued", "received"]));

/** Keeps the issued lists of a run as they are until the command ends; the caller has looked the run up. */
export async function lockIssuedLists(tx: Transaction, runId: string): Promise<void> {
  await tx
    .select({ id: nomineeLists.id })
    .from(nomineeLists)
    .where(issuedOf(runId))
    .orderBy(asc(nomineeLists.id))
    .for("update");
}

/**
 * The lists of a run that were issued, locked before they are read: of two first downloads at once, the second prints
 * the versions that the first has made.
 */
export async function selectIssuedLists(tx: Transaction, runId: string): Promise<ListHead[]> {
  await lockIssuedLists(tx, runId);
  return listIssuedLists(tx, runId);
}

/** The same as they are now; the caller has looked the run up. */
export function listIssuedLists(db: Queryable, runId: string): Promise<ListHead[]> {
  return selectLists(db, issuedOf(runId)).execute();
}

/**
 * Writes down, in the log of exports and in the chain of each ward, that a file with the people of these lists leaves
 * the system; for a provider an issued list becomes received. Part of a command, before the first byte.
 * @returns the lists that became received, with their new versions
 */
export async function writeDown(
  tx: Transaction,
  actor: AccountActor,
  columns: readonly TableColumn[],
  lists: readonly ListHead[],
  why: { recipient: string; purpose: string },
): Promise<Map<string, number>> {
  const entryOf = (list: ListHead): ExportEntry => ({
    kind: "roster",
    wardId: list.wardId,
    subjectId: list.runId,
    columns: columns.flatMap(({ header, hidden }) => (hidden ? [] : [header])),
    rowCount: list.rowCount,
    ...why,
  });
  await insertExports(tx, actor, lists.map(entryOf));
  const received = actor.role === "provider" ? await markReceived(tx, lists) : new Map<string, number>();
  // The heads of the wards' chains are locked in one order everywhere, or two downloads could wait for each other.
  const inOrder = lists.toSorted((a, b) => (a.wardId < b.wardId ? -1 : 1));
  await recordAudits(
    tx,
    actor,
    inOrder.map((list) => ({
      action: "roster.download",
      entity: "nominee_list",
      entityId: list.id,
      wardId: list.wardId,
      after: { ...auditedExport(entryOf(list)), ...(received.has(list.id) ? { status: "received" } : {}) },
    })),
  );
  return received;
}

/** Issued lists that the provider has taken for the first time, with their new versions. */
async function markReceived(tx: Transaction, lists: readonly ListHead[]): Promise<Map<string, number>> {
  const issued = lists.filter(({ status }) => status === "issued").map(({ id }) => id);
  if (issued.length === 0) return new Map();
  const received = await tx
    .update(nomineeLists)
    .set({ status: "received", receivedAt: sql`now()`, version: sql`${nomineeLists.version} + 1` })
    .where(and(inArray(nomineeLists.id, issued), eq(nomineeLists.status, "issued")))
    .returning({ id: nomineeLists.id, version: nomineeLists.version });
  return new Map(received.map(({ id, version }) => [id, version]));
}

export function inOrderOfWards(lists: ListHead[]): ListHead[] {
  const keyed = lists.map((list) => ({ list, key: textSortKey(list.wardName) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ list }) => list);
}

export function sourceOf({ id, wardId, wardName }: ListHead): RosterSource {
  return { listId: id, wardId, ward: wardName };
}
