import type { Database } from "#app/db/client.server.ts";
import { inTransaction, onViolation } from "#app/db/transaction.server.ts";
import type { OfficeActor } from "../actor.ts";
import { Conflict } from "../errors.ts";
import { adjustImport, nothingToPrepare } from "../imports/adjust.server.ts";
import { onUnderstood } from "../imports/on-understood.server.ts";
import type { ImportOutcome } from "../imports/rules.ts";
import type { ChangeSettingsInput, SaveImportInput } from "../imports/schema.ts";
import { lockImport } from "../imports/stored-import.server.ts";
import { understandWaiting } from "../imports/understand-import.server.ts";
import { insertImport, keepUpload, prepareImport, type SentFile } from "../imports/upload.server.ts";
import { saveRows } from "./save-rows.server.ts";

const target = { kind: "businesses", runId: null, businessId: null } as const;

/** Reads an uploaded list of businesses and keeps it to be looked at. The registry stays as it is. @throws as `keepUpload` */
export function previewImport(
  db: Database,
  actor: OfficeActor,
  { clusterId, ...sent }: SentFile & { idempotencyKey: string; clusterId: string | null },
): Promise<{ importId: string }> {
  return keepUpload(db, actor, target, { ...sent, settings: { clusterId } });
}

/** Chooses what may be saved of the list, and the cluster of all its rows. @throws as `adjustImport` */
export function changeBusinessSettings(
  db: Database,
  actor: OfficeActor,
  input: ChangeSettingsInput,
): Promise<void> {
  return adjustImport(db, actor, "businesses", input, "settings", nothingToPrepare, (_tx, { settings }) => ({
    ...settings,
    mode: input.mode,
    clusterId: input.clusterId,
  }));
}

/**
 * Saves the good rows of a preview; a second time changes nothing and answers the same.
 * @throws Conflict as `saveRows`, and when somebody adds one of the businesses at this moment; NotUnderstood; NotFound
 */
export function saveImport(
  db: Database,
  actor: OfficeActor,
  { importId, seen, scope }: Omit<SaveImportInput, "version">,
): Promise<ImportOutcome> {
  const kind = "businesses";
  const saved = onUnderstood(
    db,
    actor,
    { kind, importId },
    (found) => understandWaiting(db, kind, found),
    (tx, found, file) => saveRows(tx, actor, { found, file }, { seen, scope }),
  );
  return refusingRace(saved);
}

/** Reads and saves a list in one go, for the seed: what the two steps of the page do. @throws as they do */
export async function importBusinesses(
  db: Database,
  actor: OfficeActor,
  { clusterId, ...sent }: SentFile & { clusterId: string | null },
): Promise<ImportOutcome> {
  const prepared = await prepareImport(db, actor, target, sent, () => ({ clusterId }));
  return refusingRace(
    inTransaction(db, async (tx) => {
      const importId = await insertImport(tx, actor, prepared);
      const found = await lockImport(tx, actor, target.kind, importId);
      return saveRows(tx, actor, { found, file: prepared.understood }, { seen: null, scope: "good" });
    }),
  );
}

async function refusingRace<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    onViolation(error, "businesses_tax_code_unique", () => {
      throw new Conflict("imports:errors.changed");
    });
    throw error;
  }
}
