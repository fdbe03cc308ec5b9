import { and, desc, eq, inArray } from "drizzle-orm";
import type { Queryable, Transaction } from "#app/db/client.server.ts";
import { businesses, workbookImports } from "#app/db/schema/index.ts";
import { type CipherPlace, decrypt, encrypt } from "#app/lib/keys.server.ts";
import type { ReadNote } from "#app/spreadsheet/read-problems.ts";
import type { OfficeActor } from "../actor.ts";
import { NotFound } from "../errors.ts";
import { type PlannedRow, planRow, type RefusedRow, type RowState } from "./import-plan.ts";
import { taxCodeIndexOf } from "./tax-code.server.ts";
import type { BusinessRow, BusinessTable } from "./workbook.ts";
import type { BusinessField } from "./workbook-fields.ts";

export const importKind = "businesses";
export type ImportOutcome = Record<RowState, number>;

/** What an import keeps, encrypted: what was understood of the file; after saving, only what was refused of it. */
export type ImportContent = Pick<BusinessTable, "sheet" | "headerRows" | "skipped" | "rows"> & {
  columns: [BusinessField, number][];
  notes: ReadNote[];
  saved: { outcome: ImportOutcome; refused: RefusedRow[] } | null;
};

const placeOf = (wardId: string, importId: string): CipherPlace => ({
  table: "workbook_imports",
  column: "content",
  wardId,
  rowId: importId,
});

export function sealContent(wardId: string, importId: string, content: ImportContent): string {
  return encrypt(JSON.stringify(content), placeOf(wardId, importId));
}

export function openContent(row: { wardId: string; id: string; contentCipher: string }): ImportContent {
  return JSON.parse(decrypt(row.contentCipher, placeOf(row.wardId, row.id))) as ImportContent;
}

/** An uploaded list of businesses of the ward. @throws NotFound */
export async function getImport(db: Queryable, actor: OfficeActor, importId: string) {
  const [row] = await db
    .select()
    .from(workbookImports)
    .where(
      and(
        eq(workbookImports.wardId, actor.wardId),
        eq(workbookImports.id, importId),
        eq(workbookImports.kind, importKind),
      ),
    );
  if (!row) throw new NotFound();
  const { contentCipher: _, ...found } = row;
  return { ...found, content: openContent(row) };
}

/** When the ward last saved this very file, or null. */
export async function findSavedFile(
  db: Queryable,
  actor: OfficeActor,
  fileHash: string,
): Promise<Date | null> {
  const [saved] = await db
    .select({ savedAt: workbookImports.savedAt })
    .from(workbookImports)
    .where(
      and(
        eq(workbookImports.wardId, actor.wardId),
        eq(workbookImports.kind, importKind),
        eq(workbookImports.fileHash, fileHash),
        eq(workbookImports.status, "saved"),
      ),
    )
    .orderBy(desc(workbookImports.savedAt))
    .limit(1);
  return saved?.savedAt ?? null;
}

/** What saving the rows now would do, compared with the registry as it stands. */
export async function planRows(
  db: Queryable,
  actor: OfficeActor,
  rows: readonly BusinessRow[],
  clusterId: string | null,
): Promise<PlannedRow[]> {
  return plan(rows, indexesOf(actor, rows), await selectKnown(db, actor, rows), clusterId);
}

/** As `planRows`, with the known businesses locked until the command ends. */
export async function planLockedRows(
  tx: Transaction,
  actor: OfficeActor,
  rows: readonly BusinessRow[],
  clusterId: string | null,
): Promise<PlannedRow[]> {
  const known = await selectKnown(tx, actor, rows).orderBy(businesses.id).for("no key update");
  return plan(rows, indexesOf(actor, rows), known, clusterId);
}

function indexesOf(actor: OfficeActor, rows: readonly BusinessRow[]): (string | null)[] {
  return rows.map(({ taxCode }) => taxCode && taxCodeIndexOf(actor.wardId, taxCode));
}

function selectKnown(db: Queryable, actor: OfficeActor, rows: readonly BusinessRow[]) {
  const indexes = indexesOf(actor, rows).filter((index) => index !== null);
  return db
    .select({
      id: businesses.id,
      name: businesses.name,
      kind: businesses.kind,
      address: businesses.address,
      contactName: businesses.contactName,
      phone: businesses.phone,
      workerCount: businesses.workerCount,
      femaleCount: businesses.femaleCount,
      clusterId: businesses.clusterId,
      status: businesses.status,
      taxCodeIndex: businesses.taxCodeIndex,
    })
    .from(businesses)
    .where(and(eq(businesses.wardId, actor.wardId), inArray(businesses.taxCodeIndex, indexes)));
}

function plan(
  rows: readonly BusinessRow[],
  indexes: (string | null)[],
  known: Awaited<ReturnType<typeof selectKnown>>,
  clusterId: string | null,
): PlannedRow[] {
  const byIndex = new Map(known.map((business) => [business.taxCodeIndex, business]));
  return rows.map((row, place) => planRow(row, byIndex.get(indexes[place] ?? "") ?? null, clusterId));
}

export function outcomeOf(planned: readonly PlannedRow[]): ImportOutcome {
  const outcome: ImportOutcome = { new: 0, changed: 0, same: 0, refused: 0 };
  for (const { state } of planned) outcome[state] += 1;
  return outcome;
}
