import { and, eq, or, sql } from "drizzle-orm";
import type { Database, Queryable, Transaction } from "#app/db/client.server.ts";
import { ConstraintViolation } from "#app/db/errors.server.ts";
import { isOneOf } from "#app/db/is-one-of.server.ts";
import { businesses } from "#app/db/schema/index.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import type { OfficeActor } from "../actor.ts";
import { type AuditRecord, recordAudits } from "../audit/commands.server.ts";
import { Conflict } from "../errors.ts";
import { markUndone } from "../imports/save-import.server.ts";
import type { ImportStepInput } from "../imports/schema.ts";
import { findResult, lockImport } from "../imports/stored-import.server.ts";
import { forgetUnderstood } from "../imports/understand-import.server.ts";
import { personalFields } from "./rules.ts";
import { columnsOf, type SavedBusiness, upsertBusinesses } from "./save-rows.server.ts";

/**
 * Takes a saved import back as long as nothing was built on it: what it added is removed, what it changed is as it was
 * before. A second time changes nothing.
 * @throws Conflict, naming a business that stands in the way, or when it is too old; NotFound
 */
export async function undoBusinessImport(
  db: Database,
  actor: OfficeActor,
  input: ImportStepInput,
): Promise<void> {
  const work = inTransaction(db, async (tx) => {
    const found = await lockImport(tx, actor, "businesses", input.importId);
    if (found.status === "undone") return;
    if (found.status !== "saved") throw new Conflict("imports:errors.notSaved");
    const saved = await findResult<SavedBusiness[]>(tx, found);
    if (!saved) throw new Conflict("imports:errors.purged");
    const [obstacle] = await findObstacles(tx, actor, saved);
    if (obstacle) throw new Conflict(`imports:obstacles.${obstacle.reason}`, obstacle.names);

    await upsertBusinesses(
      tx,
      saved.flatMap(({ id, before }) => (before ? [columnsOf(actor.wardId, id, before)] : [])),
    );
    const added = saved.flatMap(({ id, before }) => (before ? [] : [id]));
    await tx
      .delete(businesses)
      .where(and(eq(businesses.wardId, actor.wardId), isOneOf(businesses.id, added)));
    const audits = saved.map(({ id, before }): AuditRecord => {
      const action = before ? "business.import_reverted" : "business.import_removed";
      return { action, entity: "business", entityId: id, after: before, personal: personalFields };
    });
    await recordAudits(tx, actor, [...audits, await markUndone(tx, found)]);
  });
  try {
    await work;
  } catch (error) {
    // Whatever else may point at a business: the database knows.
    if (error instanceof ConstraintViolation) throw new Conflict("imports:obstacles.someInUse");
    throw error;
  }
  forgetUnderstood(input.importId);
}

/** Of what an import added and somebody removed since, no name is left. */
type Obstacle =
  | { reason: "changed" | "inUse"; names: { name: string } }
  | { reason: "someChanged"; names?: undefined };

/** Businesses of a saved import that somebody changed or used since. Locks them in a transaction. */
async function findObstacles(
  tx: Transaction,
  actor: OfficeActor,
  saved: SavedBusiness[],
): Promise<Obstacle[]> {
  const rows = await selectWithUse(
    tx,
    actor,
    saved.map(({ id }) => id),
  ).for("update");
  const byId = new Map(rows.map((row) => [row.id, row]));
  return saved.flatMap(({ id, version, before }): Obstacle[] => {
    const row = byId.get(id);
    if (!row)
      return [before ? { names: { name: before.name }, reason: "changed" } : { reason: "someChanged" }];
    if (row.version !== version) return [{ names: { name: row.name }, reason: "changed" }];
    return before === null && row.isUsed ? [{ names: { name: row.name }, reason: "inUse" }] : [];
  });
}

function selectWithUse(db: Queryable, actor: OfficeActor, ids: string[]) {
  const uses = ["invitations", "responses", "people", "nominations", "accounts"].map(
    (table) =>
      sql`exists (select from ${sql.identifier(table)} used where used.business_id = ${businesses.id})`,
  );
  return db
    .select({
      id: businesses.id,
      name: businesses.name,
      version: businesses.version,
      isUsed: sql<boolean>`(${or(...uses)})`,
    })
    .from(businesses)
    .where(and(eq(businesses.wardId, actor.wardId), isOneOf(businesses.id, ids)))
    .orderBy(businesses.id);
}
