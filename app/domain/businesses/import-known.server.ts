import { and, eq, or } from "drizzle-orm";
import type { Queryable, Transaction } from "#app/db/client.server.ts";
import { isOneOf } from "#app/db/is-one-of.server.ts";
import { businesses } from "#app/db/schema/index.ts";
import { mapInTurns } from "#app/lib/in-turns.server.ts";
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
  const indexes = await indexCodes(actor, rows);
  return known(rows, indexes, await selectKnown(db, actor, await namesOf(rows), indexes));
}

/** As `findKnownBusinesses`, locked until the command ends. */
export async function lockKnownBusinesses(
  tx: Transaction,
  actor: OfficeActor,
  rows: readonly BusinessRow[],
): Promise<KnownBusinesses> {
  const indexes = await indexCodes(actor, rows);
  const found = await selectKnown(tx, actor, await namesOf(rows), indexes).for("no key update");
  return known(rows, indexes, found);
}

type Indexes = ReadonlyMap<string, string>;

/** By tax code, what `businesses.tax_code_index` holds for it. */
async function indexCodes({ wardId }: OfficeActor, rows: readonly BusinessRow[]): Promise<Indexes> {
  const codes = [...new Set(rows.flatMap(({ taxCode }) => taxCode ?? []))];
  return new Map(await mapInTurns(codes, (code) => [code, taxCodeIndexOf(wardId, code)] as const));
}

async function namesOf(rows: readonly BusinessRow[]): Promise<string[]> {
  const names = new Set(rows.flatMap(({ name }) => name ?? []));
  return [...new Set(await mapInTurns([...names], searchKey))];
}

/** In one order: a look and the save after it make the same plan, and locks are taken without a deadlock. */
function selectKnown(db: Queryable, actor: OfficeActor, names: readonly string[], indexes: Indexes) {
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
          isOneOf(businesses.taxCodeIndex, [...indexes.values()]),
          and(isOneOf(businesses.searchKey, names), eq(businesses.status, "active")),
        ),
      ),
    )
    .orderBy(businesses.id);
}

function known(rows: readonly BusinessRow[], indexes: Indexes, found: Row[]): KnownBusinesses {
  const byIndex = new Map(found.map((row) => [row.taxCodeIndex, knownOf(row)]));
  const byTaxCode = rows.flatMap(({ taxCode }) => {
    const business = taxCode && byIndex.get(indexes.get(taxCode) ?? "");
    return taxCode && business ? [[taxCode, business] as const] : [];
  });
  const byName = new Map<string, KnownBusiness[]>();
  for (const row of found.filter(({ status }) => status === "active")) {
    const namesakes = byName.get(row.searchKey);
    if (namesakes) namesakes.push(knownOf(row));
    else byName.set(row.searchKey, [knownOf(row)]);
  }
  return { byTaxCode: new Map(byTaxCode), byName };
}

function knownOf(row: Row): KnownBusiness {
  const { wardId: _wardId, searchKey: _key, taxCodeCipher: _cipher, taxCodeIndex: _index, ...values } = row;
  return { ...values, taxCode: revealTaxCode(row) };
}
