import { isDeepStrictEqual } from "node:util";
import type { Database, Queryable } from "#app/db/client.server.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import { Unreadable } from "#app/spreadsheet/reading/read-problems.ts";
import type { TableValues } from "#app/spreadsheet/writing/table-description.ts";
import { showDate } from "#app/vietnamese/dates.ts";
import { committeeOf } from "#app/vietnamese/official-letter.ts";
import type { OfficeActor, ProviderActor } from "../actor.ts";
import { getRun } from "../courses/queries.server.ts";
import { Conflict, NotFound } from "../errors.ts";
import { getListOfRun, type ListHead } from "../lists/queries.server.ts";
import { readFullRows } from "../lists/rows.server.ts";
import { isEditable } from "../lists/rules.ts";
import type { FileColumn } from "../rosters/columns.ts";
import { getProviderRun } from "../rosters/queries.server.ts";
import { readRoster, valuesOf } from "../rosters/read-roster.server.ts";
import { readTemplate } from "../rosters/template.ts";
import {
  inOrderOfWards,
  listIssuedLists,
  lockIssuedLists,
  sourceOf,
  writeDown,
} from "../rosters/write-down.server.ts";
import type { FactValues } from "./fact-cells.ts";
import { fillForm, formColumns } from "./fill-form.server.ts";
import { type FormHolder, getForm, getFormState } from "./queries.server.ts";
import { readForm } from "./read-form.server.ts";
import type { FormMapping } from "./recognise-form.ts";

/** A form with the people of a run in it. */
export type FilledForm = { fileName: string; bytes: Uint8Array };

/**
 * The roster of a provider's run in one of its forms: the people of every issued list in the order of the run's
 * template. Once it is filled it is written down like the roster itself, with the columns that the form asks for, if
 * nothing of it has changed meanwhile.
 * @throws NotFound for a run or a form of another provider, and while no list is issued; Conflict for a form that may
 * not be filled or could not be, and when something changed
 */
export async function fillProviderForm(
  db: Database,
  actor: ProviderActor,
  runId: string,
  formId: string,
): Promise<FilledForm> {
  const roster = await lookAtRoster(db, actor, runId);
  const form = await getUsableForm(db, actor, formId, actor.providerId);
  const columns = formColumns(form.mapping);
  const rows = await collect(readRoster(db, roster.lists.map(sourceOf), columns, roster.sort));
  const filled = await fill(form, roster.facts, rows);
  await inTransaction(db, async (tx) => {
    await lockIssuedLists(tx, runId);
    const now = await lookAtRoster(tx, actor, runId);
    await requireUnchanged(tx, actor, form, [roster, now]);
    await writeDown(tx, actor, columns, now.lists, {
      recipient: now.facts.provider,
      purpose: `Tổ chức lớp ${now.facts.course} – ${now.facts.run}`,
    });
  });
  return filled;
}

/**
 * The ward's own list of a run, in any state, in a form that its office uploaded for the run's provider. Written down
 * like the list itself, as `fillProviderForm` does it.
 * @throws NotFound for a run, a list or a form that is not the ward's; Conflict likewise
 */
export async function fillWardForm(
  db: Database,
  actor: OfficeActor,
  runId: string,
  formId: string,
): Promise<FilledForm> {
  const own = await lookAtList(db, actor, runId);
  const form = await getUsableForm(db, actor, formId, own.providerId);
  const columns = formColumns(form.mapping);
  const rows = await readListRows(db, own.list, columns);
  const filled = await fill(form, own.facts, rows);
  await inTransaction(db, async (tx) => {
    const now = await lookAtList(tx, actor, runId);
    await requireUnchanged(tx, actor, form, [own, now]);
    await writeDown(tx, actor, columns, [{ ...now.list, rowCount: rows.length }], {
      recipient: now.facts.organisation,
      purpose: `Lập danh sách cử tham gia lớp ${now.facts.course} – ${now.facts.run}`,
    });
  });
  return filled;
}

type Facts = Omit<FactValues, "count">;

async function lookAtRoster(db: Queryable, actor: ProviderActor, runId: string) {
  const run = await getProviderRun(db, actor, runId);
  const lists = inOrderOfWards(await listIssuedLists(db, runId));
  if (lists.length === 0) throw new NotFound("lists:errors.nothingIssued");
  const organisation = lists.map(({ wardName }) => committeeOf(wardName)).join("; ");
  const facts = factsOf({ ...run, organisation });
  return { lists, facts, sort: readTemplate(run.rosterTemplate).sort, content: lists.map(contentOf) };
}

async function lookAtList(db: Queryable, actor: OfficeActor, runId: string) {
  const run = await getRun(db, actor, runId);
  const list = await getListOfRun(db, actor, runId);
  const organisation = committeeOf(list.wardName);
  const facts = factsOf({ ...run, courseName: run.course, providerName: run.provider, organisation });
  return { list, facts, providerId: run.providerId, content: [contentOf(list)] };
}

/** What says which people a list has. That a provider has taken it meanwhile changes none of it. */
function contentOf({ id, wardName, status, issuedAt, contentHash, rowCount }: ListHead) {
  return { id, wardName, isEditable: isEditable(status), issuedAt, contentHash, rowCount };
}

function factsOf(run: {
  courseName: string;
  label: string;
  organisation: string;
  providerName: string;
  startsOn: string;
  endsOn: string;
  place: string | null;
}): Facts {
  return {
    course: run.courseName,
    run: run.label,
    organisation: run.organisation,
    provider: run.providerName,
    dates: [...new Set([run.startsOn, run.endsOn])].map(showDate).join(" – "),
    place: run.place ?? "",
  };
}

type UsableForm = Awaited<ReturnType<typeof getUsableForm>>;

/**
 * A form that is in use, of the provider of the run. @throws NotFound; Conflict for one that would send the people
 * somewhere, stored when fewer ways to do so were known
 */
async function getUsableForm(db: Queryable, actor: FormHolder, formId: string, providerId: string) {
  const { mapping, ...form } = await getForm(db, actor, formId);
  if (form.status !== "active" || form.providerId !== providerId || !mapping) throw new NotFound();
  const { refusal } = await readForm(form.file, form.choices);
  if (refusal) throw new Conflict(refusal);
  return { ...form, mapping };
}

/** Before what was filled is written down, and leaves. @throws NotFound, Conflict */
async function requireUnchanged(
  db: Queryable,
  actor: FormHolder,
  form: UsableForm,
  [before, now]: [Looked, Looked],
): Promise<void> {
  const { status, version } = await getFormState(db, actor, form.id);
  const isSameForm = status === form.status && version === form.version;
  const isSameList = isDeepStrictEqual([before.facts, before.content], [now.facts, now.content]);
  if (!isSameForm || !isSameList) throw new Conflict("forms:errors.changedMeanwhile");
}

type Looked = { facts: Facts; content: ReturnType<typeof contentOf>[] };

async function fill(
  form: { name: string; file: Uint8Array; mapping: FormMapping },
  facts: Facts,
  rows: TableValues[],
): Promise<FilledForm> {
  try {
    const bytes = await fillForm(form.file, form.mapping, { ...facts, count: String(rows.length) }, rows);
    return { fileName: [form.name, facts.course, facts.run].join(" – "), bytes };
  } catch (error) {
    if (error instanceof Unreadable) throw new Conflict(`files:unreadable.${error.problem}`);
    throw error;
  }
}

/** While a list may change it has the rows of its nominations. */
async function readListRows(
  db: Queryable,
  list: ListHead,
  columns: readonly FileColumn[],
): Promise<TableValues[]> {
  if (!isEditable(list.status)) return collect(readRoster(db, [sourceOf(list)], columns));
  const rows = await readFullRows(db, list);
  return rows.map((row) => valuesOf({ ...row, ward: list.wardName }, columns));
}

/** A form is filled in one go, so its rows are held: those of one run. */
async function collect(rows: AsyncIterable<TableValues>): Promise<TableValues[]> {
  const collected: TableValues[] = [];
  for await (const row of rows) collected.push(row);
  return collected;
}
