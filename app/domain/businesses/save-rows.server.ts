import { and, eq, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { Transaction } from "#app/db/client.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { businesses, workbookImports } from "#app/db/schema/index.ts";
import { textSortKey } from "#app/vietnamese/names.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import type { OfficeActor } from "../actor.ts";
import { type AuditRecord, recordAudits } from "../audit/commands.server.ts";
import { Conflict, NotFound } from "../errors.ts";
import { importedFields, type PlannedRow } from "./import-plan.ts";
import {
  type ImportOutcome,
  importKind,
  openContent,
  outcomeOf,
  planLockedRows,
  sealContent,
} from "./imports.server.ts";
import { mayStandIn } from "./locked-rows.server.ts";
import { personalFields } from "./rules.ts";
import { protectTaxCode } from "./tax-code.server.ts";

type Write = { values: typeof businesses.$inferInsert; audit: AuditRecord };

/** Rows of one INSERT: PostgreSQL takes at most 65,535 parameters. */
const rowsAtOnce = 2_000;

/**
 * Writes the good rows of an import that waits as a preview, and keeps of it what was refused; the number of
 * statements does not grow with the rows. A saved import answers what it answered then. Part of a transaction.
 */
export async function saveRows(
  tx: Transaction,
  actor: OfficeActor,
  importId: string,
  clusterId: string | null,
): Promise<ImportOutcome> {
  const found = await lockImport(tx, actor, importId);
  const content = openContent(found);
  if (content.saved) return content.saved.outcome;
  if (!(await mayStandIn(tx, actor, clusterId))) throw new Conflict("businesses:errors.clusterNotActive");

  const planned = await planLockedRows(tx, actor, content.rows, clusterId);
  const outcome = outcomeOf(planned);
  const writes = planned.flatMap((row) => writeOf(actor, row, clusterId) ?? []);
  for (let start = 0; start < writes.length; start += rowsAtOnce) {
    await upsert(
      tx,
      writes.slice(start, start + rowsAtOnce).map(({ values }) => values),
    );
  }
  const refused = planned.filter((row) => row.state === "refused");
  await tx
    .update(workbookImports)
    .set({
      status: "saved",
      savedAt: sql`now()`,
      contentCipher: sealContent(actor.wardId, importId, {
        ...content,
        rows: [],
        saved: { outcome, refused },
      }),
    })
    .where(eq(workbookImports.id, importId));
  await recordAudits(tx, actor, [
    ...writes.map(({ audit }) => audit),
    { action: "business_import.save", entity: "workbook_import", entityId: importId, after: outcome },
  ]);
  return outcome;
}

async function lockImport(tx: Transaction, actor: OfficeActor, importId: string) {
  const [found] = await tx
    .select()
    .from(workbookImports)
    .where(
      and(
        eq(workbookImports.wardId, actor.wardId),
        eq(workbookImports.id, importId),
        eq(workbookImports.kind, importKind),
      ),
    )
    .for("update");
  if (!found) throw new NotFound();
  return found;
}

function writeOf(actor: OfficeActor, planned: PlannedRow, clusterId: string | null): Write | null {
  const { wardId } = actor;
  if (planned.state === "new") {
    const { taxCode, ...values } = planned.values;
    const id = newId();
    return {
      values: {
        id,
        wardId,
        clusterId,
        ...values,
        ...keysOf(values.name),
        ...protectTaxCode({ wardId, businessId: id, taxCode }),
      },
      audit: auditOf("business.create", id, null, { ...planned.values, clusterId }),
    };
  }
  if (planned.state !== "changed") return null;
  const { business, changes } = planned;
  const { status: _, ...values } = { ...business, ...changes };
  return {
    values: { wardId, ...values, ...keysOf(values.name) },
    audit: auditOf("business.update", business.id, business, changes),
  };
}

const keysOf = (name: string) => ({ searchKey: searchKey(name), sortKey: textSortKey(name) });

function auditOf(
  action: string,
  entityId: string,
  before: Record<string, unknown> | null,
  after: Record<string, unknown>,
): AuditRecord {
  return { action, entity: "business", entityId, before, after, personal: personalFields };
}

/** Known businesses come with their id and are changed, new ones are added, in one statement. */
async function upsert(tx: Transaction, values: Write["values"][]): Promise<void> {
  const columns = [...importedFields, "searchKey", "sortKey"] as const;
  const excluded = columns.map((column) => [column, sql`excluded.${sql.identifier(toSnakeCase(column))}`]);
  await tx
    .insert(businesses)
    .values(values)
    .onConflictDoUpdate({
      target: businesses.id,
      set: { ...Object.fromEntries(excluded), version: sql`${businesses.version} + 1` },
    });
}
