import { sql } from "drizzle-orm";
import type { Transaction } from "#app/db/client.server.ts";
import type { AuditRecord } from "../audit/commands.server.ts";
import { Conflict } from "../errors.ts";
import { type DigestedRow, digestOfRows } from "./queries.server.ts";
import { countGood, countOpen, type ImportOutcome, outcomeToKeep } from "./rules.ts";
import type { SaveImportInput } from "./schema.ts";
import { type StoredImport, sealJson, updateImport } from "./stored-import.server.ts";

/** How much of a plan may be saved; `seen` null: nobody looked at it before, as in the seed. */
export type Saving = Pick<SaveImportInput, "scope"> & { seen: string | null };

/**
 * Decides whether a plan that was made anew under locks may be saved. `rest`: what else it depends on.
 * @throws Conflict when the registry has changed since the plan was looked at, when all rows were asked for and some
 * still need a hand, and when nothing is to be saved
 */
export async function requireSavable(
  { planned, rest }: { planned: readonly DigestedRow[]; rest?: unknown },
  outcome: ImportOutcome,
  { seen, scope }: Saving,
): Promise<void> {
  if (seen !== null && (await digestOfRows(planned, rest)) !== seen)
    throw new Conflict("imports:errors.changed");
  if (scope === "all" && countOpen(outcome) > 0)
    throw new Conflict("imports:errors.notAllGood", { count: countOpen(outcome) });
  if (seen !== null && countGood(outcome) === 0) throw new Conflict("imports:errors.nothingToSave");
}

/** Marks a locked import as saved, with what saving did; @returns the audit entry that ends the command. */
export async function markSaved(
  tx: Transaction,
  found: StoredImport,
  { planned, outcome }: { planned: Parameters<typeof outcomeToKeep>[1]; outcome: ImportOutcome },
  result: unknown,
): Promise<AuditRecord> {
  await updateImport(tx, found, {
    status: "saved",
    savedAt: sql`now()`,
    outcome: outcomeToKeep(outcome, planned),
    resultCipher: await sealJson({ wardId: found.wardId, importId: found.id }, "result", result),
  });
  return { action: "import.save", entity: "workbook_import", entityId: found.id, after: outcome };
}

/** Marks a locked import as undone; @returns the audit entry that ends the command. */
export async function markUndone(tx: Transaction, found: StoredImport): Promise<AuditRecord> {
  await updateImport(tx, found, { status: "undone", undoneAt: sql`now()`, resultCipher: null });
  return { action: "import.undo", entity: "workbook_import", entityId: found.id };
}
