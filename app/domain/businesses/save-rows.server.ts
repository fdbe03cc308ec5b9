import { sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { Transaction } from "#app/db/client.server.ts";
import { insertRows } from "#app/db/insert-rows.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { businesses } from "#app/db/schema/index.ts";
import { mapInTurns } from "#app/lib/in-turns.server.ts";
import { textSortKey } from "#app/vietnamese/names.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import type { OfficeActor } from "../actor.ts";
import { type AuditRecord, recordAudits } from "../audit/commands.server.ts";
import { Conflict } from "../errors.ts";
import { countsOf, type ImportOutcome, outcomeOf } from "../imports/rules.ts";
import { markSaved, requireSavable, type Saving } from "../imports/save-import.server.ts";
import type { StoredImport } from "../imports/stored-import.server.ts";
import type { UnderstoodFile } from "../imports/understood-file.ts";
import { lockKnownBusinesses } from "./import-known.server.ts";
import { businessPlanner, type ImportedValues, type PlannedBusiness } from "./import-plan.ts";
import { mayStandIn } from "./locked-rows.server.ts";
import { personalFields } from "./rules.ts";
import type { BusinessKind } from "./schema.ts";
import { protectTaxCode } from "./tax-code.server.ts";

/** What saving did to one business: the version it left, and the values before where the business was known. */
export type SavedBusiness = {
  id: string;
  version: number;
  before: (ImportedValues & { kind: BusinessKind }) | null;
};

type Write = { values: typeof businesses.$inferInsert; audit: AuditRecord; saved: SavedBusiness };

/**
 * Writes the good rows of an import that waits as a preview; the number of statements does not grow with the rows. A
 * saved import answers what it answered then. Part of a transaction that has locked the import.
 * @param file what was understood of it before; null where it does not wait as a preview
 * @throws Conflict as `requireSavable`, and when the cluster is not active
 */
export async function saveRows(
  tx: Transaction,
  actor: OfficeActor,
  { found, file }: { found: StoredImport; file: UnderstoodFile<"businesses"> | null },
  saving: Saving,
): Promise<ImportOutcome> {
  if (found.status === "saved") return countsOf(found.outcome);
  if (!file) throw new Conflict("imports:errors.notPreview");
  const { settings } = found;
  if (!(await mayStandIn(tx, actor, settings.clusterId)))
    throw new Conflict("businesses:errors.clusterNotActive");

  const rows = file.table?.rows ?? [];
  const known = await lockKnownBusinesses(tx, actor, rows);
  const planned = await mapInTurns(rows, businessPlanner(known, settings));
  const outcome = outcomeOf(planned);
  await requireSavable({ planned }, outcome, saving);
  const writes = (await mapInTurns(planned, (row) => writeOf(actor, row, settings.clusterId) ?? [])).flat();
  await upsertBusinesses(
    tx,
    writes.map(({ values }) => values),
  );
  const end = await markSaved(
    tx,
    found,
    { planned, outcome },
    writes.map(({ saved }) => saved),
  );
  await recordAudits(tx, actor, [...writes.map(({ audit }) => audit), end]);
  return outcome;
}

function writeOf({ wardId }: OfficeActor, planned: PlannedBusiness, clusterId: string | null): Write | null {
  if (planned.state === "new") {
    const id = newId();
    return {
      values: columnsOf(wardId, id, { ...planned.values, clusterId }),
      audit: auditOf("business.create", id, null, { ...planned.values, clusterId }),
      saved: { id, version: 1, before: null },
    };
  }
  if (planned.state !== "changed") return null;
  const { business, changes } = planned;
  const { id, status: _status, version, ...before } = business;
  return {
    values: columnsOf(wardId, id, { ...before, ...changes }),
    audit: auditOf("business.update", id, before, changes),
    saved: { id, version: version + 1, before },
  };
}

/** A row of `businesses` with these values, its keys and its protected tax code. */
export function columnsOf(
  wardId: string,
  id: string,
  { taxCode, ...values }: ImportedValues & { kind: BusinessKind },
): typeof businesses.$inferInsert {
  const { kind, name, address, contactName, phone, workerCount, femaleCount, clusterId } = values;
  return {
    id,
    wardId,
    kind,
    ...{ name, address, contactName, phone, workerCount, femaleCount, clusterId },
    searchKey: searchKey(name),
    sortKey: textSortKey(name),
    ...protectTaxCode({ wardId, businessId: id, taxCode }),
  };
}

function auditOf(
  action: string,
  entityId: string,
  before: Record<string, unknown> | null,
  after: Record<string, unknown>,
): AuditRecord {
  return { action, entity: "business", entityId, before, after, personal: personalFields };
}

const written = [
  "name",
  "address",
  "contactName",
  "phone",
  "workerCount",
  "femaleCount",
  "clusterId",
  "taxCodeCipher",
  "taxCodeIndex",
  "taxCodeShown",
  "searchKey",
  "sortKey",
] as const;

/** Known businesses come with their id and are changed, new ones are added, in few statements. */
export async function upsertBusinesses(
  tx: Transaction,
  values: (typeof businesses.$inferInsert)[],
): Promise<void> {
  const set = written.map((column) => {
    const name = sql.identifier(toSnakeCase(column));
    return sql`${name} = excluded.${name}`;
  });
  const change = sql`on conflict (id) do update set ${sql.join(set, sql`, `)}, version = ${businesses.version} + 1`;
  await insertRows(tx, businesses, values, change);
}
