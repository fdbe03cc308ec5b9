import type { Transaction } from "#app/db/client.server.ts";
import { insertRows } from "#app/db/insert-rows.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { nominations } from "#app/db/schema/index.ts";
import { mapInTurns } from "#app/lib/in-turns.server.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";
import type { OfficeActor } from "../actor.ts";
import { type AuditRecord, recordAudits } from "../audit/commands.server.ts";
import { listBusinessChoices } from "../businesses/queries.server.ts";
import { getRun } from "../courses/queries.server.ts";
import { isPastDeadline } from "../courses/rules.ts";
import { Conflict } from "../errors.ts";
import { countsOf, type ImportOutcome, outcomeOf } from "../imports/rules.ts";
import { markSaved, requireSavable, type Saving } from "../imports/save-import.server.ts";
import type { StoredImport } from "../imports/stored-import.server.ts";
import type { UnderstoodFile } from "../imports/understood-file.ts";
import { lockSeats, type Seat, takeSeats } from "../seats/take-seat.server.ts";
import { lockEditableList } from "./editable-list.server.ts";
import { matchEmployers } from "./import-employers.ts";
import { lockKnownPeople } from "./import-known.server.ts";
import { seatOutlook } from "./import-outlook.ts";
import { type PersonWrite, personWriteOf, type SavedPerson, writePeople } from "./import-people.server.ts";
import { nomineePlanner, type PlannedNominee } from "./import-plan.ts";
import { listNeedsOfRuns } from "./needs.server.ts";

/** What saving did, for undoing it. */
export type SavedNominees = {
  people: SavedPerson[];
  nominations: { id: string; seat: Seat["seat"]; fullName: string }[];
};

type NewNominee = Extract<PlannedNominee, { state: "new" }>;

/**
 * Nominates the people of the good rows of a preview, in the order of the list; the number of statements does not grow
 * with the rows. A saved import answers what it answered then. Part of a transaction that has locked the import; locks
 * list, run, allotment.
 * @param file what was understood of it before; null where it does not wait as a preview
 * @throws Conflict as `requireSavable`, when the list or the run takes nobody now, and without a note after the
 * deadline
 */
export async function saveNominees(
  tx: Transaction,
  actor: OfficeActor,
  { found, file }: { found: StoredImport; file: UnderstoodFile<"nominees"> | null },
  saving: Saving,
  now: Date,
): Promise<ImportOutcome> {
  if (found.status === "saved") return countsOf(found.outcome);
  if (!file) throw new Conflict("imports:errors.notPreview");
  const { settings } = found;
  const run = await getRun(tx, actor, found.runId ?? "");
  const place = { wardId: actor.wardId, runId: run.id };
  await lockEditableList(tx, place);
  const { free } = await lockSeats(tx, place);
  const isLate = isPastDeadline(run, todayInVietnam(now));
  if (isLate && settings.lateNote === null) throw new Conflict("imports:errors.blocked");

  const rows = file.table?.rows ?? [];
  const matches = matchEmployers(file.table, await listBusinessChoices(tx, actor), found);
  const known = {
    ...(await lockKnownPeople(tx, actor, run.id, rows)),
    employers: new Map(matches.flatMap(({ key, businessId }) => (businessId ? [[key, businessId]] : []))),
    needs: await listNeedsOfRuns(tx, actor, { runIds: [run.id], language: "vi" }),
  };
  const planned = await mapInTurns(rows, nomineePlanner(known, settings));
  const outcome = outcomeOf(planned);
  await requireSavable({ planned, rest: seatOutlook(planned, free) }, outcome, saving);

  const nominees = planned.filter((row): row is NewNominee => row.state === "new");
  const seats = await takeSeats(tx, place, nominees.length);
  const people = (await mapInTurns(planned, (row) => personWriteOf(actor, row) ?? [])).flat();
  const personOf = new Map(people.map((write) => [write.rowNumber, write]));
  await writePeople(tx, people);
  const written = nominees.map((row, index) =>
    nominationOf(row, {
      actor,
      runId: run.id,
      seat: seats[index],
      personId: row.person?.id ?? personOf.get(row.row.rowNumber)?.saved.id,
      lateNote: isLate ? settings.lateNote : null,
    }),
  );
  await insertRows(tx, nominations, written);
  const result: SavedNominees = {
    people: people.map(({ saved }) => saved),
    nominations: written.map(({ id, status }, index) => ({
      id,
      seat: status,
      fullName: nominees[index]?.values.fullName ?? "",
    })),
  };
  const end = await markSaved(tx, found, { planned, outcome }, result);
  await recordAudits(tx, actor, [
    ...people.map(({ audit }) => audit),
    ...written.map((nomination, index) => auditOf(nomination, nominees[index], personOf)),
    end,
  ]);
  return outcome;
}

type Given = {
  actor: OfficeActor;
  runId: string;
  seat: Seat | undefined;
  personId: string | undefined;
  lateNote: string | null;
};

function nominationOf({ businessId, need }: NewNominee, { actor, runId, seat, personId, lateNote }: Given) {
  if (!seat || !personId) throw new Error("a nominee without a seat or a file");
  return {
    id: newId(),
    wardId: actor.wardId,
    runId,
    personId,
    businessId,
    needLineId: "needLineId" in need ? need.needLineId : null,
    outsideNeedReason: "reason" in need ? need.reason : null,
    status: seat.seat,
    position: seat.position,
    source: "office" as const,
    statusReason: lateNote,
    proposedBy: actor.accountId,
  };
}

function auditOf(
  { id, wardId: _ward, proposedBy: _by, statusReason: lateNote, ...row }: ReturnType<typeof nominationOf>,
  nominee: NewNominee | undefined,
  people: ReadonlyMap<number, PersonWrite>,
): AuditRecord {
  const write = nominee && people.get(nominee.row.rowNumber);
  return {
    action: "nomination.create",
    entity: "nomination",
    entityId: id,
    after: { ...row, lateNote, changesEmployer: write?.movesEmployer ?? false },
    personal: ["outsideNeedReason", "lateNote"],
  };
}
