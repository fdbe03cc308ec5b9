import type { Database } from "#app/db/client.server.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import type { TableDescription, TableRows, TableValues } from "#app/spreadsheet/writing/table-description.ts";
import { committeeOf } from "#app/vietnamese/official-letter.ts";
import type { OfficeActor, ProviderActor } from "../actor.ts";
import { listSessions } from "../courses/queries.server.ts";
import { NotFound } from "../errors.ts";
import { getListOfRun, type ListHead } from "../lists/queries.server.ts";
import { readFullRows } from "../lists/rows.server.ts";
import { isEditable } from "../lists/rules.ts";
import { nothingYet } from "../outcomes/outcome.ts";
import { readOutcomes } from "../outcomes/queries.server.ts";
import type { FileColumn } from "./columns.ts";
import { keySheet } from "./key-sheet.server.ts";
import { outcomeColumns, type RowWithOutcome } from "./outcome-columns.ts";
import { getProviderRun } from "./queries.server.ts";
import { type RosterSource, readBatches, readRoster, valuesOf } from "./read-roster.server.ts";
import { joinedRosterTable, letterOf, listDocument, signInTable } from "./roster-table.ts";
import { signInColumns } from "./sign-in-columns.ts";
import {
  listTemplate,
  type RosterSort,
  type RosterTemplate,
  readTemplate,
  rosterColumns,
} from "./template.ts";
import { inOrderOfWards, selectIssuedLists, sourceOf, writeDown } from "./write-down.server.ts";

/** A file that was written down as downloaded and may now be sent. Its rows are read while it is. */
export type Roster = { fileName: string; table: TableDescription; rows: TableRows; rowCount: number };

/**
 * The roster of a run for the provider that runs it: the people of every issued list, in the columns and the order of
 * the run's template, with columns for what the provider gives back. `signIn` instead is the sheet to sign on.
 * Written down in the log of exports and in the chain of each ward whose people it shows, before it returns; an issued
 * list becomes received.
 * @throws NotFound for a run of another provider, and while no list is issued
 */
export async function downloadProviderRoster(
  db: Database,
  actor: ProviderActor,
  runId: string,
  { as = "roster" }: { as?: "roster" | "signIn" } = {},
): Promise<Roster> {
  const { run, lists, sessions, template } = await inTransaction(db, async (tx) => {
    const run = await getProviderRun(tx, actor, runId);
    const lists = await selectIssuedLists(tx, runId);
    if (lists.length === 0) throw new NotFound("lists:errors.nothingIssued");
    const sessions = await listSessions(tx, runId);
    const template = readTemplate(run.rosterTemplate);
    const columns = as === "signIn" ? signInColumns(sessions) : returnableColumns(template, lists, sessions);
    const received = await writeDown(tx, actor, columns, lists, {
      recipient: run.providerName,
      purpose: `Tổ chức lớp ${run.courseName} – ${run.label}`,
    });
    const current = lists.map((list) => ({ ...list, version: received.get(list.id) ?? list.version }));
    return { run, lists: inOrderOfWards(current), sessions, template };
  });
  const sources = lists.map(sourceOf);
  const rowCount = lists.reduce((sum, list) => sum + list.rowCount, 0);
  if (as === "signIn") {
    const columns = signInColumns(sessions);
    return {
      fileName: fileNameOf("Danh sách ký tên", run),
      table: signInTable({ run, provider: run.providerName }, columns),
      rows: readRoster(db, sources, columns, template.sort),
      rowCount,
    };
  }
  const columns = returnableColumns(template, lists, sessions);
  const [list] = lists;
  const table =
    list && lists.length === 1
      ? listDocument(list, columns)
      : joinedRosterTable({ run, provider: run.providerName, letters: lists.map(letterOf) }, columns);
  return {
    fileName: fileNameOf("Danh sách", run),
    table: { ...table, hiddenSheet: keySheet({ runId, lists, madeAt: new Date().toISOString() }) },
    rows: readWithOutcomes(db, sources, columns, template.sort),
    rowCount,
  };
}

/** The lines of a roster with what is known of each nomination so far. */
async function* readWithOutcomes(
  db: Database,
  sources: readonly RosterSource[],
  columns: readonly FileColumn<RowWithOutcome>[],
  sort: RosterSort,
): AsyncGenerator<TableValues> {
  for await (const rows of readBatches(db, sources, sort)) {
    const outcomes = await readOutcomes(
      db,
      rows.map(({ nominationId }) => nominationId),
    );
    for (const row of rows)
      yield valuesOf({ ...row, outcome: outcomes.get(row.nominationId) ?? nothingYet }, columns);
  }
}

/**
 * The ward's own list of a run as a file, in every state: before the issue with number and date left blank. Its columns
 * are those that its page shows. Written down like the provider's.
 * @throws NotFound when the ward has no list for the run
 */
export async function downloadWardRoster(db: Database, actor: OfficeActor, runId: string): Promise<Roster> {
  const { list, columns, liveRows, rowCount } = await inTransaction(db, async (tx) => {
    const list = await getListOfRun(tx, actor, runId);
    const columns = rosterColumns(listTemplate(list), { joinsWards: false });
    const liveRows = isEditable(list.status) ? await readFullRows(tx, list) : null;
    const rowCount = liveRows?.length ?? list.rowCount;
    await writeDown(tx, actor, columns, [{ ...list, rowCount }], {
      recipient: committeeOf(list.wardName),
      purpose: `Lập danh sách cử tham gia lớp ${list.courseName} – ${list.label}`,
    });
    return { list, columns, liveRows, rowCount };
  });
  return {
    fileName: fileNameOf("Danh sách", list, list.wardName),
    table: listDocument(list, columns),
    rows:
      liveRows?.map((row) => valuesOf({ ...row, ward: list.wardName }, columns)) ??
      readRoster(db, [sourceOf(list)], columns),
    rowCount,
  };
}

/** The columns that the organiser asked for, and those that the provider fills in and sends back. */
function returnableColumns(
  template: RosterTemplate,
  lists: readonly ListHead[],
  sessions: Awaited<ReturnType<typeof listSessions>>,
): FileColumn<RowWithOutcome>[] {
  return [...rosterColumns(template, { joinsWards: lists.length > 1 }), ...outcomeColumns(sessions)];
}

function fileNameOf(
  kind: string,
  { courseName, label }: { courseName: string; label: string },
  ward?: string,
) {
  return [kind, courseName, label, ward].filter(Boolean).join(" – ");
}
