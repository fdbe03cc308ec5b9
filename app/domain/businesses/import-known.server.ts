import { and, eq, inArray, or } from "drizzle-orm";
import type { Queryable, Transaction } from "#app/db/client.server.ts";
import { businesses } from "#app/db/schema/index.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import type { OfficeActor } from "../actor.ts";
import type { KnownBusiness, KnownBusinesses } from "./import-plan.ts";
import { revealTaxCode, taxCodeIndexOf } from "./tax-code.server.ts";
import type { BusinessRow } from "./workbook.ts";

type Row = Awaited<ReturnType<typeof selectKnown>>[number];

/** The ward's businesses that the rows may mean, by tax code and by name. One statement, however many rows. */
export async function findKnownBusinesses(
  db: Queryable,
  actor: OfficeActor,
  rows: readonly BusinessRow[],
): Promise<KnownBusinesses> {
  return known(actor, rows, await selectKnown(db, actor, rows));
}

/** As `findKnownBusinesses`, locked until the command ends. */
export async function lockKnownBusinesses(
  tx: Transaction,
  actor: OfficeActor,
  rows: readonly BusinessRow[],
): Promise<KnownBusinesses> {
  return known(actor, rows, await selectKnown(tx, actor, rows).orderBy(businesses.id).for("no key update"));
}

function selectKnown(db: Queryable, actor: OfficeActor, rows: readonly BusinessRow[]) {
  const indexes = rows.flatMap(({ taxCode }) =>
    taxCode === null ? [] : [taxCodeIndexOf(actor.wardId, taxCode)],
  );
  const names = rows.flatMap(({ name }) => (name === null ? [] : [searchKey(name)]));
  return db
    .select({
      id: businesses.id,
      wardId: businesses.wardId,
      name: businesses.name,
      searchKey: businesses.searchKey,
      kind: businesses.kind,
      taxCodeCipher: businesses.taxCodeCipher,
      taxCodeIndex: businesses.taxCodeIndex,
      address: businesses.address,
      contactName: businesses.contactName,
      phone: businesses.phone,
      workerCount: businesses.workerCount,
      femaleCount: businesses.femaleCount,
      clusterId: businesses.clusterId,
      status: businesses.status,
      version: businesses.version,
    })
    .from(businesses)
    .where(
      and(
        eq(businesses.wardId, actor.wardId),
        or(
          inArray(businesses.taxCodeIndex, indexes),
          and(inArray(businesses.searchKey, names), eq(businesses.status, "active")),
        ),
      ),
    );
}

function known(actor: OfficeActor, rows: readonly BusinessRow[], found: Row[]): KnownBusinesses {
  const byIndex = new Map(found.map((row) => [row.taxCodeIndex, knownOf(row)]));
  const byTaxCode = rows.flatMap(({ taxCode }) => {
    const business = taxCode && byIndex.get(taxCodeIndexOf(actor.wardId, taxCode));
    return taxCode && business ? [[taxCode, business] as const] : [];
  });
  const byName = new Map<string, KnownBusiness[]>();
  for (const row of found.filter(({ status }) => status === "active")) {
    byName.set(row.searchKey, [...(byName.get(row.searchKey) ?? []), knownOf(row)]);
  }
  return { byTaxCode: new Map(byTaxCode), byName };
}

function knownOf(row: Row): KnownBusiness {
  const { wardId: _wardId, searchKey: _key, taxCodeCipher: _cipher, taxCodeIndex: _index, ...values } = row;
  return { ...values, taxCode: revealTaxCode(row) };
}
