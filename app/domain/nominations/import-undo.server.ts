import { and, eq, not } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { ConstraintViolation } from "#app/db/errors.server.ts";
import { isOneOf } from "#app/db/is-one-of.server.ts";
import { nominations, people } from "#app/db/schema/index.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import type { OfficeActor } from "../actor.ts";
import { type AuditRecord, recordAudits } from "../audit/commands.server.ts";
import { Conflict } from "../errors.ts";
import { markUndone } from "../imports/save-import.server.ts";
import type { ImportStepInput } from "../imports/schema.ts";
import { findResult, lockImport } from "../imports/stored-import.server.ts";
import { forgetUnderstood } from "../imports/understand-import.server.ts";
import { lockSeats, releaseSeat } from "../seats/take-seat.server.ts";
import { lockEditableList } from "./editable-list.server.ts";
import { revertPeople } from "./import-people.server.ts";
import type { SavedNominees } from "./import-save.server.ts";

/**
 * Takes a saved import of nominees back as long as nothing was built on it: its nominations leave the list, files that
 * it made go, files that it changed are as they were. A second time changes nothing.
 * @throws Conflict when the list was submitted or the run is over, or naming the person who stands in the way; NotFound
 */
export async function undoNomineeImport(
  db: Database,
  actor: OfficeActor,
  input: ImportStepInput,
): Promise<void> {
  const work = inTransaction(db, async (tx) => {
    const found = await lockImport(tx, actor, "nominees", input.importId);
    if (found.status === "undone") return;
    if (found.status !== "saved") throw new Conflict("imports:errors.notSaved");
    const saved = await findResult<SavedNominees>(tx, found);
    if (!saved) throw new Conflict("imports:errors.purged");
    const place = { wardId: actor.wardId, runId: found.runId ?? "" };
    await lockEditableList(tx, place);
    await lockSeats(tx, place);
    await refuseBuiltOn(tx, actor, saved);

    const ids = saved.nominations.map(({ id }) => id);
    await tx
      .delete(nominations)
      .where(and(eq(nominations.wardId, actor.wardId), isOneOf(nominations.id, ids)));
    const primaries = saved.nominations.filter(({ seat }) => seat === "primary").length;
    const promoted = primaries > 0 ? await releaseSeat(tx, place, primaries) : [];
    await revertPeople(tx, actor, saved.people);
    const audits: AuditRecord[] = [
      ...ids.map((id) => ({ action: "nomination.import_removed", entity: "nomination", entityId: id })),
      ...saved.people.map(({ id, before }) => ({
        action: before ? "person.import_reverted" : "person.import_removed",
        entity: "person",
        entityId: id,
      })),
    ];
    const end = await markUndone(tx, found);
    await recordAudits(tx, actor, [...audits, { ...end, after: { promoted } }]);
  });
  try {
    await work;
  } catch (error) {
    // Whatever else may point at a file or a nomination: the database knows.
    if (error instanceof ConstraintViolation) throw new Conflict("imports:obstacles.someInUse");
    throw error;
  }
  forgetUnderstood(input.importId);
}

/** @throws Conflict naming somebody whose file or nomination is no longer as the import left it */
async function refuseBuiltOn(tx: Transaction, actor: OfficeActor, saved: SavedNominees): Promise<void> {
  const ids = saved.nominations.map(({ id }) => id);
  const nominated = await tx
    .select({ id: nominations.id, version: nominations.version })
    .from(nominations)
    .where(and(eq(nominations.wardId, actor.wardId), isOneOf(nominations.id, ids)));
  const untouched = new Set(nominated.filter(({ version }) => version === 1).map(({ id }) => id));
  const [moved, ...others] = saved.nominations.filter(({ id }) => !untouched.has(id));
  if (moved)
    throw new Conflict("imports:obstacles.moved", { name: moved.fullName, count: 1 + others.length });

  const personIds = saved.people.map(({ id }) => id);
  const files = await tx
    .select({ id: people.id, version: people.version })
    .from(people)
    .where(and(eq(people.wardId, actor.wardId), isOneOf(people.id, personIds)))
    .orderBy(people.id)
    .for("update");
  const elsewhere = await tx
    .selectDistinct({ personId: nominations.personId })
    .from(nominations)
    .where(
      and(
        eq(nominations.wardId, actor.wardId),
        isOneOf(nominations.personId, personIds),
        not(isOneOf(nominations.id, ids)),
      ),
    );
  const versions = new Map(files.map(({ id, version }) => [id, version]));
  const used = new Set(elsewhere.map(({ personId }) => personId));
  for (const { id, version, fullName, before } of saved.people) {
    if (versions.get(id) !== version) throw new Conflict("imports:obstacles.fileChanged", { name: fullName });
    if (before === null && used.has(id))
      throw new Conflict("imports:obstacles.fileInUse", { name: fullName });
  }
}
