import type { Database, Transaction } from "#app/db/client.server.ts";
import { exports } from "#app/db/schema/index.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import type { AccountActor } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import type { ExportKind } from "./schema.ts";

/** One file with people in it, as far as it shows people of one ward. */
export type ExportEntry = {
  kind: ExportKind;
  wardId: string;
  /** What was exported: the course run of a roster, the ward itself for its lists. */
  subjectId: string;
  /** Headers of the columns, as the file has them. */
  columns: readonly string[];
  rowCount: number;
  /** Who gets the file, and what for, in Vietnamese: the ward shows this to whoever asks about their data. */
  recipient: string;
  purpose: string;
};

/**
 * Writes down that a file with people in it leaves the system, in the log of exports and in the ward's audit chain.
 * For every signed-in role; call it before the first byte is sent, so that a download which is broken off is there
 * too. This is the one thing that a GET request changes: a link must be enough to download a file, and nobody may be
 * able to look without being seen.
 */
export async function recordExport(db: Database, actor: AccountActor, entry: ExportEntry): Promise<void> {
  await inTransaction(db, async (tx) => {
    await insertExports(tx, actor, [entry]);
    await recordAudit(tx, actor, {
      action: "export.download",
      entity: entry.kind,
      entityId: entry.subjectId,
      wardId: entry.wardId,
      after: auditedExport(entry),
    });
  });
}

/** The log alone, for a command that writes its own audit entry (with `auditedExport`). */
export async function insertExports(
  tx: Transaction,
  actor: AccountActor,
  entries: readonly ExportEntry[],
): Promise<void> {
  await tx
    .insert(exports)
    .values(entries.map((entry) => ({ ...entry, columns: [...entry.columns], accountId: actor.accountId })));
}

/** What the audit chain keeps of an export. */
export function auditedExport({ columns, rowCount, recipient, purpose }: ExportEntry) {
  return { columns, rowCount, recipient, purpose };
}
