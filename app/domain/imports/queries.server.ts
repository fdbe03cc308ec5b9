import { createHash } from "node:crypto";
import { and, desc, eq, ne, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { accounts, workbookImports } from "#app/db/schema/index.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { mapInTurns } from "#app/lib/in-turns.server.ts";
import type { OfficeActor } from "../actor.ts";
import type { ImportOutcome } from "./rules.ts";
import type { ImportKind, RowState } from "./schema.ts";
import type { StoredImport } from "./stored-import.server.ts";

/** The last import of this very file that was saved and stands, into the same run; null when there is none. */
export async function findSameFile(
  db: Queryable,
  { id, wardId, runId, fileHash }: Pick<StoredImport, "id" | "wardId" | "runId" | "fileHash">,
  kind: ImportKind,
): Promise<{ id: string; savedAt: Date | null } | null> {
  const [saved] = await db
    .select({ id: workbookImports.id, savedAt: workbookImports.savedAt })
    .from(workbookImports)
    .where(
      and(
        eq(workbookImports.wardId, wardId),
        eq(workbookImports.kind, kind),
        eq(workbookImports.fileHash, fileHash),
        eq(workbookImports.status, "saved"),
        ne(workbookImports.id, id),
        runId === null ? undefined : eq(workbookImports.runId, runId),
      ),
    )
    .orderBy(desc(workbookImports.savedAt))
    .limit(1);
  return saved ?? null;
}

/** The latest imports of a kind, into one run where one is named: what was saved, undone, or still waits. */
export function listImports(db: Queryable, actor: OfficeActor, kind: ImportKind, runId: string | null) {
  return db
    .select({
      id: workbookImports.id,
      fileName: workbookImports.fileName,
      status: workbookImports.status,
      outcome: sql<ImportOutcome | null>`${workbookImports.outcome} - 'left'`,
      createdAt: workbookImports.createdAt,
      savedAt: workbookImports.savedAt,
      undoneAt: workbookImports.undoneAt,
      sentBy: accounts.fullName,
    })
    .from(workbookImports)
    .innerJoin(accounts, eq(accounts.id, workbookImports.accountId))
    .where(
      and(
        eq(workbookImports.wardId, actor.wardId),
        eq(workbookImports.kind, kind),
        runId === null ? undefined : eq(workbookImports.runId, runId),
      ),
    )
    .orderBy(desc(workbookImports.createdAt))
    .limit(20);
}

/** Says whether a preview still shows what saving would do. @param plan everything that saving would write */
export function digestOfPlan(plan: unknown): string {
  return createHash("sha256").update(canonicalJson(plan)).digest("base64url");
}

/** A row of a plan. Saving writes nothing of those that it is asked about: which they are is enough. */
export type DigestedRow = {
  state: RowState;
  candidates?: readonly { id: string; version: number }[];
  /** Rows above. */
  rows?: readonly { rowNumber: number }[];
};

/** As `digestOfPlan`, for a plan of thousands of rows. @param rest what else saving depends on */
export async function digestOfRows(rows: readonly DigestedRow[], rest: unknown = null): Promise<string> {
  const hash = createHash("sha256").update(canonicalJson(rest));
  await mapInTurns(rows, (row) => hash.update(`\n${canonicalJson(digested(row))}`));
  return hash.digest("base64url");
}

function digested(row: DigestedRow) {
  return {
    ...row,
    candidates: (row.candidates ?? []).map(({ id, version }) => [id, version]),
    rows: (row.rows ?? []).map(({ rowNumber }) => rowNumber),
  };
}
