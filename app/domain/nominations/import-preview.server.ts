import type { Database } from "#app/db/client.server.ts";
import type { Language } from "#app/i18n/languages.ts";
import { mapInTurns } from "#app/lib/in-turns.server.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";
import type { OfficeActor } from "../actor.ts";
import { listBusinessChoices } from "../businesses/queries.server.ts";
import { getRun } from "../courses/queries.server.ts";
import { isPastDeadline, nominableStatuses } from "../courses/rules.ts";
import { NotFound } from "../errors.ts";
import { describeImport } from "../imports/described-import.server.ts";
import { digestOfRows } from "../imports/queries.server.ts";
import { openFirst, outcomeOf, rowsToShow } from "../imports/rules.ts";
import type { ImportSettings, RowState } from "../imports/schema.ts";
import { getImport } from "../imports/stored-import.server.ts";
import { tryUnderstand } from "../imports/understand-import.server.ts";
import { isEditable } from "../lists/rules.ts";
import { matchEmployers } from "./import-employers.ts";
import { findKnownPeople } from "./import-known.server.ts";
import { chosenNeed, proposedNeed } from "./import-needs.ts";
import { countAsked, exceededNeeds, seatOutlook, type Unplaced, unplacedRows } from "./import-outlook.ts";
import { nomineePlanner } from "./import-plan.ts";
import { showNomineeRow } from "./import-shown.ts";
import { listNeedsOfRuns } from "./needs.server.ts";
import { countNeed, type NeedLine } from "./rules.ts";
import { nomineeColumns } from "./workbook-fields.ts";

type Params = { state: RowState | null; page: number; pageSize: number; language: Language };

/**
 * An uploaded list of nominees as its page shows it: what was understood of the file, which business each employer is
 * and which need it serves, what saving it now would do, and one page of its rows.
 * @throws NotFound, also for an import into another run
 */
export async function getNomineePreview(
  db: Database,
  actor: OfficeActor,
  { runId, importId }: { runId: string; importId: string },
  { state, page, pageSize, language }: Params,
  now = new Date(),
) {
  const found = await getImport(db, actor, "nominees", importId);
  if (found.runId !== runId) throw new NotFound();
  const { settings } = found;
  const read = await tryUnderstand(db, "nominees", found);
  const { file } = read;
  const rows = file?.table?.rows ?? [];
  const [run, described, businesses, needs, people] = await Promise.all([
    getRun(db, actor, runId),
    describeImport(db, "nominees", found, read),
    listBusinessChoices(db, actor),
    listNeedsOfRuns(db, actor, { runIds: [runId], language }),
    findKnownPeople(db, actor, runId, rows),
  ]);
  const matches = matchEmployers(file?.table ?? null, businesses, found);
  const employers = new Map(
    matches.flatMap(({ key, businessId }) => (businessId ? [[key, businessId] as const] : [])),
  );
  const planned = await mapInTurns(rows, nomineePlanner({ ...people, employers, needs }, settings));
  const outlook = seatOutlook(planned, run.seats - run.seatsTaken);
  const unplaced = unplacedRows(planned);
  const all = rowsToShow(found, planned);
  const shown = openFirst(all.filter((row) => state === null || row.state === state));
  const show = showNomineeRow({ file, settings });
  return {
    ...described,
    meanings: nomineeColumns,
    run: { id: run.id, name: `${run.course} – ${run.label}`, nominationDeadline: run.nominationDeadline },
    isLate: isPastDeadline(run, todayInVietnam(now)),
    mayNominate: nominableStatuses.includes(run.status),
    isListEditable: isEditable(run.listStatus ?? "draft"),
    outlook,
    businesses: businesses.map(({ id, name }) => ({ id, name })),
    exceeded: exceededNeeds(planned, needs),
    employers: matches.map((match) => ({
      ...match,
      ...needsOf(match.businessId, needs, settings, unplaced),
    })),
    asked: countAsked(planned),
    plan: outcomeOf(all),
    seen: await digestOfRows(planned, outlook),
    rows: await mapInTurns(shown.slice((page - 1) * pageSize, page * pageSize), show),
    total: shown.length,
  };
}

/** What the people of a business may serve, what was chosen for them, and what they serve without a choice. */
function needsOf(
  businessId: string | null,
  needs: readonly NeedLine[],
  settings: ImportSettings,
  unplaced: ReadonlyMap<string, Unplaced>,
) {
  if (businessId === null) return { needs: [], chosen: null, proposed: null, unplaced: null };
  const lines = needs.filter((line) => line.businessId === businessId);
  return {
    needs: lines.map((line) => ({
      id: line.id,
      position: line.position,
      skill: line.skill,
      ...countNeed(line),
    })),
    chosen: chosenNeed(lines, settings.needs[businessId]),
    proposed: proposedNeed(lines, settings.rememberedNeeds[businessId]),
    unplaced: unplaced.get(businessId) ?? null,
  };
}
