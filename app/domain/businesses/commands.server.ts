import { and, eq, sql } from "drizzle-orm";
import type { Database } from "#app/db/client.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { businesses } from "#app/db/schema/index.ts";
import { inTransaction, onceInTransaction, onViolation } from "#app/db/transaction.server.ts";
import { textSortKey } from "#app/vietnamese/names.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import { type OfficeActor, onceBy } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Invalid } from "../errors.ts";
import { lockBusiness, mayStandIn } from "./locked-rows.server.ts";
import { personalFields } from "./rules.ts";
import type { CreateBusinessInput, UpdateBusinessInput } from "./schema.ts";
import { protectTaxCode, revealTaxCode } from "./tax-code.server.ts";

/**
 * Adds a business to the officer's ward.
 * @throws Invalid at `taxCode` when the ward has a business of that code, closed and merged ones too; at `clusterId`
 * when the cluster is not an active one of the ward
 */
export async function createBusiness(
  db: Database,
  actor: OfficeActor,
  input: CreateBusinessInput,
): Promise<{ businessId: string }> {
  const { idempotencyKey, ...values } = input;
  return refusingTakenTaxCode(
    onceInTransaction(db, onceBy(actor, "business.create", input), async (tx) => {
      if (!(await mayStandIn(tx, actor, values.clusterId))) throw clusterRefused();
      const businessId = newId();
      await tx.insert(businesses).values({
        id: businessId,
        wardId: actor.wardId,
        ...withKeys(values),
        ...protectTaxCode({ wardId: actor.wardId, businessId, taxCode: requireWholeCode(values.taxCode) }),
      });
      await recordAudit(tx, actor, {
        action: "business.create",
        entity: "business",
        entityId: businessId,
        after: values,
        personal: personalFields,
      });
      return { businessId };
    }),
  );
}

/**
 * Changes what the registry keeps of a business. A tax code that comes as it is shown stays as it is.
 * @throws Conflict when the row was changed since it was read, or was merged; NotFound; Invalid as `createBusiness`
 */
export async function updateBusiness(
  db: Database,
  actor: OfficeActor,
  input: UpdateBusinessInput,
): Promise<void> {
  const { businessId, version, ...values } = input;
  await refusingTakenTaxCode(
    inTransaction(db, async (tx) => {
      const before = await lockBusiness(tx, actor, { businessId, version }, "update");
      const moves = values.clusterId !== before.clusterId;
      if (moves && !(await mayStandIn(tx, actor, values.clusterId))) throw clusterRefused();
      const oldCode = revealTaxCode(before);
      const taxCode = values.taxCode === before.taxCodeShown ? oldCode : requireWholeCode(values.taxCode);
      await tx
        .update(businesses)
        .set({
          ...withKeys(values),
          ...protectTaxCode({ wardId: actor.wardId, businessId, taxCode }),
          version: sql`${businesses.version} + 1`,
        })
        .where(and(eq(businesses.wardId, actor.wardId), eq(businesses.id, businessId)));
      await recordAudit(tx, actor, {
        action: "business.update",
        entity: "business",
        entityId: businessId,
        before: { ...before, taxCode: oldCode },
        after: { ...values, taxCode },
        personal: personalFields,
      });
    }),
  );
}

/** The values of the form with the keys by which they are searched and sorted, without the bare tax code. */
function withKeys<V extends { name: string; taxCode: string }>({ taxCode: _, ...values }: V) {
  return { ...values, searchKey: searchKey(values.name), sortKey: textSortKey(values.name) };
}

const clusterRefused = () => new Invalid("clusterId", "businesses:errors.clusterNotActive");

/** The mask of another code than the stored one says nothing. */
function requireWholeCode(taxCode: string): string {
  if (taxCode.includes("*")) throw new Invalid("taxCode", "businesses:errors.taxCode");
  return taxCode;
}

async function refusingTakenTaxCode<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    onViolation(error, "businesses_tax_code_unique", () => {
      throw new Invalid("taxCode", "businesses:errors.taxCodeTaken");
    });
    throw error;
  }
}
