import type { Database } from "#app/db/client.server.ts";
import { inTransaction, onViolation } from "#app/db/transaction.server.ts";
import type { OfficeActor } from "../actor.ts";
import { getBusiness, listBusinessChoices } from "../businesses/queries.server.ts";
import { getRun } from "../courses/queries.server.ts";
import { Conflict } from "../errors.ts";
import { adjustImport } from "../imports/adjust.server.ts";
import type { ImportOutcome } from "../imports/rules.ts";
import type { ChangeSettingsInput, ImportSettings, NeedChoice, SaveImportInput } from "../imports/schema.ts";
import { listEarlierSettings } from "../imports/stored-import.server.ts";
import { requireUnderstood } from "../imports/understand-import.server.ts";
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
  return keepUpload(db, actor, target, { ...sent, remembered: rememberedSettings(earlier, run.id) });
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
  return adjustImport(db, actor, "nominees", input, "settings", async (tx, found) => {
    const { settings } = found;
    const rows = (await requireUnderstood(tx, "nominees", found)).table?.rows ?? [];
    const businesses = await listBusinessChoices(tx, actor);
    const matches = matchEmployers(rows, businesses, found);
    const employers = matches.flatMap(({ key, businessId, by }, place): [string, string][] => {
      const posted = input.employers[`e${place}`];
      if (posted === undefined) return by === "choice" && businessId ? [[key, businessId]] : [];
      const isKnown = businesses.some(({ id }) => id === posted);
      return isKnown && (posted !== businessId || by === "choice") ? [[key, posted]] : [];
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
 * @throws Conflict as `saveNominees`, and when somebody nominates or records one of them at this moment; NotFound
 */
export async function saveNomineeImport(
  db: Database,
  actor: OfficeActor,
  { importId, seen, scope }: Omit<SaveImportInput, "version">,
  now = new Date(),
): Promise<ImportOutcome> {
  try {
    return await inTransaction(db, (tx) => saveNominees(tx, actor, importId, { seen, scope }, now));
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
