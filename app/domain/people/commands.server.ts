import { and, eq, sql } from "drizzle-orm";
import type { Database } from "#app/db/client.server.ts";
import { people } from "#app/db/schema/index.ts";
import { inTransaction, onceInTransaction } from "#app/db/transaction.server.ts";
import { type BusinessActor, type OfficeActor, onceBy } from "../actor.ts";
import { changedMeanwhile } from "../audit/changed-meanwhile.server.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Conflict, NotFound } from "../errors.ts";
import { fileOf, keysOf, personalFields, refusingTakenId, typedNumber } from "./file-of.server.ts";
import { openNationalId } from "./national-id.server.ts";
import { getPerson } from "./queries.server.ts";
import type { CreatePersonInput, RevealInput, UpdatePersonInput } from "./schema.ts";

/**
 * Makes a person's file, or finds the one that exists.
 * @throws SimilarPeople, Invalid at `nationalId`: see `fileOf`
 */
export async function createPerson(
  db: Database,
  actor: OfficeActor,
  input: CreatePersonInput,
): Promise<{ personId: string }> {
  const { idempotencyKey, businessId, samePerson, ...values } = input;
  return refusingTakenId(
    actor,
    onceInTransaction(db, onceBy(actor, "person.create", input), async (tx) => ({
      personId: await fileOf(tx, actor, values, { businessId, samePerson }),
    })),
  );
}

/**
 * Mends a file; a business those of its own people, whose employer it does not change.
 * @throws Conflict for an old version; NotFound; Invalid at `nationalId` when another file has that number, of which a
 * business is told only about its own people
 */
export async function updatePerson(
  db: Database,
  actor: OfficeActor | BusinessActor,
  input: UpdatePersonInput,
): Promise<void> {
  const { personId, version, nationalId, businessId, ...facts } = input;
  await refusingTakenId(
    actor,
    inTransaction(db, async (tx) => {
      const before = await getPerson(tx, actor, personId);
      const employer = actor.role === "business" ? actor.businessId : businessId;
      const [updated] = await tx
        .update(people)
        .set({
          ...facts,
          ...keysOf(facts.fullName),
          ...(nationalId === null ? {} : await typedNumber(tx, actor, { personId, nationalId })),
          businessId: employer,
          version: sql`${people.version} + 1`,
        })
        .where(and(eq(people.wardId, actor.wardId), eq(people.id, personId), eq(people.version, version)))
        .returning({ id: people.id });
      if (!updated) throw await changedMeanwhile(tx, actor, { entity: "person", entityId: personId });
      await recordAudit(tx, actor, {
        action: "person.update",
        entity: "person",
        entityId: personId,
        before,
        after: { ...facts, businessId: employer, ...(nationalId === null ? {} : { nationalId }) },
        personal: personalFields,
      });
    }),
  );
}

/**
 * The whole citizen ID number of a person, for one officer who says why: the chain keeps who, when and why.
 * @throws NotFound; Conflict when the file has no number
 */
export async function revealNationalId(
  db: Database,
  actor: OfficeActor,
  { personId, purpose }: RevealInput,
): Promise<string> {
  return inTransaction(db, async (tx) => {
    const [person] = await tx
      .select({ id: people.id, wardId: people.wardId, nationalIdCipher: people.nationalIdCipher })
      .from(people)
      .where(and(eq(people.wardId, actor.wardId), eq(people.id, personId)));
    if (!person) throw new NotFound();
    const nationalId = openNationalId(person);
    if (nationalId === null) throw new Conflict("people:errors.noNationalId");
    await recordAudit(tx, actor, {
      action: "person.reveal",
      entity: "person",
      entityId: personId,
      after: { column: "nationalId", purpose },
    });
    return nationalId;
  });
}
