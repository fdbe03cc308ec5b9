import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { nomineeLists, wards } from "#app/db/schema/index.ts";
import { inTransaction, onceInTransaction, onViolation } from "#app/db/transaction.server.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import { type AdminActor, actorKey, type SystemActor } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Conflict, Invalid, NotFound } from "../errors.ts";
import type { CreateWardInput, UpdateWardInput } from "./schema.ts";

/** Adds a ward, the tenant of everything else. @throws Invalid at `code` when it exists already */
export async function createWard(
  db: Database,
  actor: AdminActor | SystemActor,
  input: CreateWardInput,
): Promise<{ wardId: string }> {
  const { idempotencyKey, ...values } = input;
  return refusingTakenCode(
    onceInTransaction(db, { key: idempotencyKey, actor: actorKey(actor) }, async (tx) => {
      const [ward] = await tx
        .insert(wards)
        .values({ ...values, searchKey: wardSearchKey(values) })
        .returning({ id: wards.id });
      if (!ward) throw new Error("insert returned no ward");
      await recordAudit(tx, actor, {
        action: "ward.create",
        entity: "ward",
        entityId: ward.id,
        after: values,
      });
      return { wardId: ward.id };
    }),
  );
}

/** @throws Conflict when the row was changed since it was read; NotFound; Invalid as in `createWard` */
export async function updateWard(db: Database, actor: AdminActor, input: UpdateWardInput): Promise<void> {
  const { wardId, version, ...values } = input;
  await refusingTakenCode(
    inTransaction(db, async (tx) => {
      const [before] = await tx.select().from(wards).where(eq(wards.id, wardId));
      if (!before) throw new NotFound();
      if (printed.some((field) => values[field] !== before[field])) await refuseIssuedLists(tx, wardId);
      const [updated] = await tx
        .update(wards)
        .set({ ...values, searchKey: wardSearchKey(values), version: sql`${wards.version} + 1` })
        .where(and(eq(wards.id, wardId), eq(wards.version, version)))
        .returning({ id: wards.id });
      if (!updated) throw new Conflict("app:errors.changedMeanwhile");
      await recordAudit(tx, actor, {
        action: "ward.update",
        entity: "ward",
        entityId: wardId,
        before,
        after: values,
      });
    }),
  );
}

/** What stands on every letter of the ward. */
const printed = ["code", "name", "placeName", "letterSymbol"] as const;

/** An issued list never changes, and it prints these: a ward that was renamed is another ward. */
async function refuseIssuedLists(tx: Transaction, wardId: string): Promise<void> {
  const [issued] = await tx
    .select({ id: nomineeLists.id })
    .from(nomineeLists)
    .where(and(eq(nomineeLists.wardId, wardId), inArray(nomineeLists.status, ["issued", "received"])))
    .limit(1);
  if (issued) throw new Conflict("accounts:errors.wardInIssuedLists");
}

const wardSearchKey = ({ name, code }: { name: string; code: string }) => searchKey(`${name} ${code}`);

async function refusingTakenCode<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    onViolation(error, "wards_code_unique", () => {
      throw new Invalid("code", "accounts:errors.codeTaken");
    });
    throw error;
  }
}
