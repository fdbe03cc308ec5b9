import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { nomineeLists } from "#app/db/schema/index.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import type { TableDescription, TableValues } from "#app/spreadsheet/table-description.ts";
import { textSortKey } from "#app/vietnamese/names.ts";
import { committeeOf } from "#app/vietnamese/official-letter.ts";
import type { AccountActor, OfficeActor, ProviderActor } from "../actor.ts";
import { recordAudits } from "../audit/commands.server.ts";
import { NotFound } from "../errors.ts";
import { auditedExport, type ExportEntry, insertExports } from "../exports/record-export.server.ts";
import { getListOfRun, type ListHead, selectLists } from "../lists/queries.server.ts";
import { readFullRows } from "../lists/rows.server.ts";
import { isEditable } from "../lists/rules.ts";
import { type RosterColumn, rosterColumns } from "./columns.ts";
import { getProviderRun } from "./queries.server.ts";
import { readRoster, valuesOf } from "./read-roster.server.ts";
import { joinedRosterTable, letterOf, listDocument } from "./roster-table.ts";

/** A file that was written down as downloaded and may now be sent. Its rows are read while it is. */
export type Roster = {
  fileName: string;
  table: TableDescription;
  rows: AsyncIterable<TableValues> | Iterable<TableValues>;
};

/**
 * The roster of a run for the provider that runs it: every issued list, ward after ward. Written down in the log of
 * exports and in the chain of each ward whose people it shows, before it returns; an issued list becomes received.
 * @throws NotFound for a run of another provider, and while no list is issued
 */
export async function downloadProviderRoster(
  db: Database,
  actor: ProviderActor,
  runId: string,
): Promise<Roster> {
  const { run, lists, columns } = await inTransaction(db, async (tx) => {
    const run = await getProviderRun(tx, actor, runId);
    const lists = await selectLists(
      tx,
      and(eq(nomineeLists.runId, runId), inArray(nomineeLists.status, ["issued", "received"])),
    );
    if (lists.length === 0) throw new NotFound("lists:errors.nothingIssued");
    const columns = rosterColumns("certificate", { joinsWards: lists.length > 1 });
    await writeDown(tx, actor, columns, lists, {
      recipient: run.providerName,
      purpose: `Tổ chức lớp ${run.courseName} – ${run.label}`,
    });
    return { run, lists: inOrderOfWards(lists), columns };
  });
  const [list] = lists;
  const table =
    list && lists.length === 1
      ? listDocument(list, columns)
      : joinedRosterTable({ run, provider: run.providerName, letters: lists.map(letterOf) }, columns);
  return { fileName: fileNameOf(run), table, rows: readRoster(db, lists.map(sourceOf), columns) };
}

/**
 * The ward's own list of a run as a workbook, in every state: before the issue with number and date left blank.
 * Written down like the provider's.
 * @throws NotFound when the ward has no list for the run
 */
export async function downloadWardRoster(db: Database, actor: OfficeActor, runId: string): Promise<Roster> {
  const { list, columns, liveRows } = await inTransaction(db, async (tx) => {
    const list = await getListOfRun(tx, actor, runId);
    const columns = rosterColumns("certificate", { joinsWards: false });
    const liveRows = isEditable(list.status) ? await readFullRows(tx, list) : null;
    const rowCount = liveRows?.length ?? list.rowCount;
    await writeDown(tx, actor, columns, [{ ...list, rowCount }], {
      recipient: committeeOf(list.wardName),
      purpose: `Lập danh sách cử tham gia lớp ${list.courseName} – ${list.label}`,
    });
    return { list, columns, liveRows };
  });
  return {
    fileName: fileNameOf(list, list.wardName),
    table: listDocument(list, columns),
    rows:
      liveRows?.map((row) => valuesOf({ ...row, ward: list.wardName }, columns)) ??
      readRoster(db, [sourceOf(list)], columns),
  };
}

async function writeDown(
  tx: Transaction,
  actor: AccountActor,
  columns: readonly RosterColumn[],
  lists: readonly ListHead[],
  why: { recipient: string; purpose: string },
): Promise<void> {
  const entryOf = (list: ListHead): ExportEntry => ({
    kind: "roster",
    wardId: list.wardId,
    subjectId: list.runId,
    columns: columns.map(({ header }) => header),
    rowCount: list.rowCount,
    ...why,
  });
  await insertExports(tx, actor, lists.map(entryOf));
  const received = actor.role === "provider" ? await markReceived(tx, lists) : new Set<string>();
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
}

/** An issued list that the provider has taken for the first time. */
async function markReceived(tx: Transaction, lists: readonly ListHead[]): Promise<Set<string>> {
  const issued = lists.filter(({ status }) => status === "issued").map(({ id }) => id);
  if (issued.length === 0) return new Set();
  const received = await tx
    .update(nomineeLists)
    .set({ status: "received", receivedAt: sql`now()`, version: sql`${nomineeLists.version} + 1` })
    .where(and(inArray(nomineeLists.id, issued), eq(nomineeLists.status, "issued")))
    .returning({ id: nomineeLists.id });
  return new Set(received.map(({ id }) => id));
}

function inOrderOfWards(lists: ListHead[]): ListHead[] {
  const keyed = lists.map((list) => ({ list, key: textSortKey(list.wardName) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ list }) => list);
}

function sourceOf({ id, wardId, wardName }: ListHead) {
  return { listId: id, wardId, ward: wardName };
}

function fileNameOf({ courseName, label }: { courseName: string; label: string }, ward?: string): string {
  return ["Danh sách", courseName, label, ward].filter(Boolean).join(" – ");
}
