import type { Database, Transaction } from "#app/db/client.server.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import { Unreadable } from "#app/spreadsheet/reading/read-problems.ts";
import type { TableValues } from "#app/spreadsheet/writing/table-description.ts";
import { showDate } from "#app/vietnamese/dates.ts";
import { committeeOf } from "#app/vietnamese/official-letter.ts";
import type { OfficeActor, ProviderActor } from "../actor.ts";
import { getRun } from "../courses/queries.server.ts";
import { Conflict, Invalid, NotFound } from "../errors.ts";
import { getListOfRun } from "../lists/queries.server.ts";
import { readFullRows } from "../lists/rows.server.ts";
import { isEditable } from "../lists/rules.ts";
import { getProviderRun } from "../rosters/queries.server.ts";
import { readRoster, valuesOf } from "../rosters/read-roster.server.ts";
import { readTemplate } from "../rosters/template.ts";
import { inOrderOfWards, selectIssuedLists, sourceOf, writeDown } from "../rosters/write-down.server.ts";
import type { FactValues } from "./fact-cells.ts";
import { fillForm, formColumns } from "./fill-form.server.ts";
import { type FormHolder, getForm } from "./queries.server.ts";
import type { FormMapping } from "./recognise-form.ts";
import { requireSilentForm } from "./silent-form.server.ts";

/** A form with the people of a run in it. */
export type FilledForm = { fileName: string; bytes: Uint8Array };

/**
 * The roster of a provider's run in one of its forms: the people of every issued list in the order of the run's
 * template. Written down like the roster itself, with the columns that the form asks for.
 * @throws NotFound for a run or a form of another provider, and while no list is issued; Conflict for a form that
 * reaches out
 */
export async function fillProviderForm(
  db: Database,
  actor: ProviderActor,
  runId: string,
  formId: string,
): Promise<FilledForm> {
  const { run, form, lists, columns } = await inTransaction(db, async (tx) => {
    const run = await getProviderRun(tx, actor, runId);
    const form = await getUsableForm(tx, actor, formId, actor.providerId);
    const lists = await selectIssuedLists(tx, runId);
    if (lists.length === 0) throw new NotFound("lists:errors.nothingIssued");
    const columns = formColumns(form.mapping);
    await writeDown(tx, actor, columns, lists, {
      recipient: run.providerName,
      purpose: `Tổ chức lớp ${run.courseName} – ${run.label}`,
    });
    return { run, form, lists: inOrderOfWards(lists), columns };
  });
  const { sort } = readTemplate(run.rosterTemplate);
  const rows = await collect(readRoster(db, lists.map(sourceOf), columns, sort));
  const organisation = lists.map(({ wardName }) => committeeOf(wardName)).join("; ");
  return fill(form, { ...run, organisation }, rows);
}

/**
 * The ward's own list of a run, in any state, in a form that its office uploaded for the run's provider. Written down
 * like the list itself. @throws NotFound for a run, a list or a form that is not the ward's; Conflict for a form that
 * reaches out
 */
export async function fillWardForm(
  db: Database,
  actor: OfficeActor,
  runId: string,
  formId: string,
): Promise<FilledForm> {
  const { run, form, list, columns, liveRows } = await inTransaction(db, async (tx) => {
    const run = await getRun(tx, actor, runId);
    const form = await getUsableForm(tx, actor, formId, run.providerId);
    const list = await getListOfRun(tx, actor, runId);
    const columns = formColumns(form.mapping);
    const liveRows = isEditable(list.status) ? await readFullRows(tx, list) : null;
    await writeDown(tx, actor, columns, [{ ...list, rowCount: liveRows?.length ?? list.rowCount }], {
      recipient: committeeOf(list.wardName),
      purpose: `Lập danh sách cử tham gia lớp ${list.courseName} – ${list.label}`,
    });
    return { run, form, list, columns, liveRows };
  });
  const rows =
    liveRows?.map((row) => valuesOf({ ...row, ward: list.wardName }, columns)) ??
    (await collect(readRoster(db, [sourceOf(list)], columns)));
  const organisation = committeeOf(list.wardName);
  return fill(form, { ...run, courseName: run.course, providerName: run.provider, organisation }, rows);
}

/**
 * A form that is in use, of the provider of the run. @throws NotFound; Conflict for one that would send the people
 * somewhere, stored when fewer ways to do so were known
 */
async function getUsableForm(tx: Transaction, actor: FormHolder, formId: string, providerId: string) {
  const { mapping, ...form } = await getForm(tx, actor, formId);
  if (form.status !== "active" || form.providerId !== providerId || !mapping) throw new NotFound();
  await requireSilentForm(form.file).catch((error: unknown) => {
    throw error instanceof Invalid ? new Conflict(error.key) : error;
  });
  return { ...form, mapping };
}

type Run = {
  courseName: string;
  label: string;
  organisation: string;
  providerName: string;
  startsOn: string;
  endsOn: string;
  place: string | null;
};

async function fill(
  form: { name: string; file: Uint8Array; mapping: FormMapping },
  run: Run,
  rows: TableValues[],
): Promise<FilledForm> {
  const days = [...new Set([run.startsOn, run.endsOn])].map(showDate);
  const facts: FactValues = {
    course: run.courseName,
    run: run.label,
    organisation: run.organisation,
    provider: run.providerName,
    dates: days.join(" – "),
    place: run.place ?? "",
    count: String(rows.length),
  };
  try {
    const bytes = await fillForm(form.file, form.mapping, facts, rows);
    return { fileName: [form.name, run.courseName, run.label].join(" – "), bytes };
  } catch (error) {
    if (error instanceof Unreadable) throw new Conflict(`files:unreadable.${error.problem}`);
    throw error;
  }
}

/** A form is filled in one go, so its rows are held: those of one run. */
async function collect(rows: AsyncIterable<TableValues>): Promise<TableValues[]> {
  const collected: TableValues[] = [];
  for await (const row of rows) collected.push(row);
  return collected;
}
