import { and, eq, sql } from "drizzle-orm";
import type { Database } from "#app/db/client.server.ts";
import { wards } from "#app/db/schema/index.ts";
import { inTransaction, onceInTransaction, onViolation } from "#app/db/transaction.server.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import { type AdminActor, onceBy, type SystemActor } from "../actor.ts";
import { changedMeanwhile } from "../audit/changed-meanwhile.server.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Invalid, NotFound } from "../errors.ts";
import type { CreateWardInput, UpdateWardInput } from "./schema.ts";

/** Adds a ward, the tenant of everything else. @throws Invalid at `code` when it exists already */
export async function createWard(
  db: Database,
  actor: AdminActor | SystemActor,
  input: CreateWardInput,
): Promise<{ wardId: string }> {
  const { idempotencyKey, ...values } = input;
  return refusingTakenCode(
    onceInTransaction(db, onceBy(actor, "ward.create", input), async (tx) => {
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

/**
 * Edits a ward. What it has issued keeps what was printed then (nominee_lists).
 * @throws Conflict when the row was changed since it was read; NotFound; Invalid as in `createWard`
 */
export async function updateWard(db: Database, actor: AdminActor, input: UpdateWardInput): Promise<void> {
  const { wardId, version, ...values } = input;
  await refusingTakenCode(
    inTransaction(db, async (tx) => {
      const [before] = await tx.select().from(wards).where(eq(wards.id, wardId));
      if (!before) throw new NotFound();
      const [updated] = await tx
        .update(wards)
        .set({ ...values, searchKey: wardSearchKey(values), version: sql`${wards.version} + 1` })
        .where(and(eq(wards.id, wardId), eq(wards.version, version)))
        .returning({ id: wards.id });
      if (!updated) throw await changedMeanwhile(tx, actor, { entity: "ward", entityId: wardId });
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
