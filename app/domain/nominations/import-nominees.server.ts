import type { Database } from "#app/db/client.server.ts";
import { onViolation } from "#app/db/transaction.server.ts";
import type { OfficeActor } from "../actor.ts";
import { getBusiness, listBusinessChoices } from "../businesses/queries.server.ts";
import { getRun } from "../courses/queries.server.ts";
import { Conflict } from "../errors.ts";
import { adjustImport } from "../imports/adjust.server.ts";
import { onUnderstood } from "../imports/on-understood.server.ts";
import type { ImportOutcome } from "../imports/rules.ts";
import {
  type ChangeSettingsInput,
  type ImportSettings,
  type NeedChoice,
  noEmployer,
  type SaveImportInput,
} from "../imports/schema.ts";
import { listEarlierSettings, type StoredImport } from "../imports/stored-import.server.ts";
import { requireUnderstood, understandWaiting } from "../imports/understand-import.server.ts";
import { keepUpload, type SentFile } from "../imports/upload.server.ts";
import { matchEmployers } from "./import-employers.ts";
import { rememberedSettings } from "./import-remembered.ts";
import { saveNominees } from "./import-save.server.ts";

/**
 * Reads an uploaded list of nominees of a run and keeps it to be looked at.
 * @param businessId whose list it is: the employer of its rows that name none; null for a list of several, or the
 * office's own
 * @throws as `keepUpload`; NotFound, also for a business of another ward
 */
export async function previewNominees(
  db: Database,
  actor: OfficeActor,
  {
    runId,
    businessId,
    ...sent
  }: SentFile & { idempotencyKey: string; runId: string; businessId: string | null },
): Promise<{ importId: string }> {
  const run = await getRun(db, actor, runId);
  const sender = businessId === null ? null : await getBusiness(db, actor, businessId);
  const target = { kind: "nominees", runId: run.id, businessId: sender?.id ?? null } as const;
  const earlier = await listEarlierSettings(db, actor, target);
  const remembered = (isReturned: boolean) =>
    rememberedSettings(earlier, { ...target, fileName: sent.fileName, isReturned });
  return keepUpload(db, actor, target, { ...sent, remembered });
}

/**
 * Chooses what may be saved of the list, which business each employer name is, and which needs its people serve.
 * @throws as `adjustImport`
 */
export function changeNomineeSettings(
  db: Database,
  actor: OfficeActor,
  input: ChangeSettingsInput,
): Promise<void> {
  const prepare = async (found: StoredImport) => (await requireUnderstood(db, "nominees", found)).table;
  return adjustImport(db, actor, "nominees", input, "settings", prepare, async (tx, found, table) => {
    const { settings } = found;
    const businesses = await listBusinessChoices(tx, actor);
    const matches = matchEmployers(table, businesses, found);
    const employers = matches.flatMap(({ key, businessId }, place): [string, string][] => {
      const posted = input.employers[`e${place}`] ?? businessId ?? noEmployer;
      const isKnown = posted === noEmployer || businesses.some(({ id }) => id === posted);
      // A guess that was left alone stays a guess.
      const chosen = isKnown && posted !== (businessId ?? noEmployer) ? posted : settings.employers[key];
      return chosen === undefined ? [] : [[key, chosen]];
    });
    return {
      ...settings,
      mode: input.mode,
      outsideNeedReason: input.outsideNeedReason,
      lateNote: input.lateNote,
      employers: Object.fromEntries(employers),
      needs: chosenNeeds(settings, input),
    };
  });
}

/**
 * Nominates the people of the good rows; a second time changes nothing and answers the same.
 * @throws Conflict as `saveNominees`, and when somebody nominates or records one of them at this moment;
 * NotUnderstood; NotFound
 */
export async function saveNomineeImport(
  db: Database,
  actor: OfficeActor,
  { importId, seen, scope }: Omit<SaveImportInput, "version">,
  now = new Date(),
): Promise<ImportOutcome> {
  try {
    return await onUnderstood(
      db,
      actor,
      { kind: "nominees", importId },
      (found) => understandWaiting(db, "nominees", found),
      (tx, found, file) => saveNominees(tx, actor, { found, file }, { seen, scope }, now),
    );
  } catch (error) {
    for (const constraint of ["people_national_id_unique", "nominations_one_live_per_person"])
      onViolation(error, constraint, () => {
        throw new Conflict("imports:errors.changed");
      });
    throw error;
  }
}

/** What was chosen before stays for businesses that the page did not show. */
function chosenNeeds({ needs }: ImportSettings, input: ChangeSettingsInput): ImportSettings["needs"] {
  const posted = Object.entries(input.needs).map(([businessId, need]) => {
    const reason = input.reasons[businessId]?.trim() ?? "";
    const choice: NeedChoice | null =
      need === "outside" && reason !== ""
        ? { reason: reason.slice(0, 300) }
        : need && need !== "outside"
          ? { needLineId: need }
          : null;
    return [businessId, choice] as const;
  });
  const all = new Map<string, NeedChoice | null>([...Object.entries(needs), ...posted]);
  return Object.fromEntries(
    [...all].flatMap(([businessId, choice]) => (choice ? [[businessId, choice]] : [])),
  );
}
