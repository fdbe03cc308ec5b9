import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/client.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { businesses, people } from "#app/db/schema/index.ts";
import { onViolation } from "#app/db/transaction.server.ts";
import { nameSortKey } from "#app/vietnamese/names.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import type { BusinessActor, OfficeActor } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Conflict, Invalid, NotFound } from "../errors.ts";
import { nationalIdIndexOf, protectNationalId } from "./national-id.server.ts";
import { anotherPerson, couldBeSamePerson, SimilarPeople, type SimilarPerson } from "./rules.ts";
import type { CreatePersonInput } from "./schema.ts";

export type PersonValues = Omit<CreatePersonInput, "idempotencyKey" | "businessId" | "samePerson">;

/** What the audit chain keeps of a person is keyed digests: the file may be erased, the chain may not. */
export const personalFields = [
  "fullName",
  "gender",
  "birthDate",
  "nationalId",
  "phone",
  "email",
  "qualification",
  "position",
] as const;

/**
 * The file of a human being in the ward: the one with this citizen ID number, else the similar one that was chosen,
 * else a new one. What a known file lacks is filled in; what it says is never overwritten. Files of other businesses
 * do not exist for a business: it gets one of its own, which the office settles (settle-number.server.ts). Part of
 * another command's transaction, after its locks: it writes to the audit chain.
 * @param samePerson the answer about similar files: an id of theirs, `anotherPerson`, or null when not asked yet
 * @throws SimilarPeople when it must be asked; Invalid at `nationalId` when the number stands under another name
 */
export async function fileOf(
  tx: Transaction,
  actor: OfficeActor | BusinessActor,
  values: PersonValues,
  { businessId, samePerson }: { businessId: string | null; samePerson: string | null },
): Promise<string> {
  const known = values.nationalId && (await findVisible(tx, actor, values.nationalId));
  if (known) {
    // The number alone is not believed: one wrong digit must not lay a hand on somebody else's file.
    if (known.searchKey !== searchKey(values.fullName))
      throw new Invalid("nationalId", "people:errors.idOfOtherName");
    await fillBlanks(tx, actor, known.id, values);
    return known.id;
  }
  const similar = await findSimilarPeople(tx, actor, values, businessId);
  const chosen = similar.find(({ id }) => id === samePerson);
  if (chosen) {
    await fillBlanks(tx, actor, chosen.id, values);
    return chosen.id;
  }
  if (similar.length > 0 && samePerson !== anotherPerson) throw new SimilarPeople(similar);
  return insertPerson(tx, actor, values, businessId);
}

async function findVisible(tx: Transaction, actor: OfficeActor | BusinessActor, nationalId: string) {
  const holder = await findHolder(tx, actor.wardId, nationalId);
  return actor.role === "business" && holder?.businessId !== actor.businessId ? null : holder;
}

/** The file of the ward to which a citizen ID number belongs. */
export async function findHolder(tx: Transaction, wardId: string, nationalId: string) {
  const [person] = await tx
    .select({ id: people.id, searchKey: people.searchKey, businessId: people.businessId })
    .from(people)
    .where(and(eq(people.wardId, wardId), eq(people.nationalIdIndex, nationalIdIndexOf(wardId, nationalId))));
  return person ?? null;
}

/**
 * What a file keeps of a number that was typed for it. Where it stands in the file of another business, a business is
 * told nothing: the number stays without its index, and so belongs to nobody yet, until the office settles it.
 * @throws Invalid at `nationalId` when a business has the number in another file of its own
 */
export async function typedNumber(
  tx: Transaction,
  actor: OfficeActor | BusinessActor,
  { personId, nationalId }: { personId: string; nationalId: string },
) {
  const columns = protectNationalId({ wardId: actor.wardId, personId, nationalId });
  const holder = actor.role === "business" ? await findHolder(tx, actor.wardId, nationalId) : null;
  if (holder === null || holder.id === personId) return columns;
  if (actor.role === "business" && holder.businessId === actor.businessId)
    throw new Invalid("nationalId", "people:errors.idTaken");
  return { ...columns, nationalIdIndex: null };
}

/** Whether a file has a number that tells its person from others: one that is not settled yet is nobody's. */
export const hasNationalId = sql<boolean>`${people.nationalIdIndex} is not null`;

/**
 * Files of the same name (accents apart) whose birth date fits, in any business; where a birth date is not known,
 * only those of the same business. Two different citizen ID numbers are two people. A business sees its own alone.
 */
export async function findSimilarPeople(
  tx: Transaction,
  actor: OfficeActor | BusinessActor,
  { fullName, birthDate, nationalId }: Pick<PersonValues, "fullName" | "birthDate" | "nationalId">,
  businessId: string | null,
): Promise<SimilarPerson[]> {
  const namesakes = await tx
    .select({
      id: people.id,
      fullName: people.fullName,
      birthDate: people.birthDate,
      businessId: people.businessId,
      business: businesses.name,
      hasNationalId,
    })
    .from(people)
    .leftJoin(businesses, and(eq(businesses.wardId, people.wardId), eq(businesses.id, people.businessId)))
    .where(
      and(
        eq(people.wardId, actor.wardId),
        eq(people.searchKey, searchKey(fullName)),
        actor.role === "business" ? eq(people.businessId, actor.businessId) : undefined,
      ),
    )
    .limit(50);
  return namesakes
    .filter((person) => couldBeSamePerson({ birthDate, nationalId, businessId }, person))
    .map(({ id, fullName, birthDate, business }) => ({ id, fullName, birthDate, business }));
}

async function insertPerson(
  tx: Transaction,
  actor: OfficeActor | BusinessActor,
  values: PersonValues,
  businessId: string | null,
): Promise<string> {
  const { nationalId, ...facts } = values;
  const personId = newId();
  await tx.insert(people).values({
    id: personId,
    wardId: actor.wardId,
    ...facts,
    ...keysOf(values.fullName),
    ...(nationalId === null ? {} : await typedNumber(tx, actor, { personId, nationalId })),
    businessId,
  });
  await recordAudit(tx, actor, {
    action: "person.create",
    entity: "person",
    entityId: personId,
    after: { ...values, businessId },
    personal: personalFields,
  });
  return personId;
}

/** What a name is found and ordered by. */
export function keysOf(fullName: string) {
  return { searchKey: searchKey(fullName), sortKey: nameSortKey(fullName) };
}

/**
 * Notes in the file for which business the person works now, once the office has said so by accepting whom that
 * business sends. @returns whether the file said otherwise
 */
export async function setEmployer(
  tx: Transaction,
  { wardId, personId, businessId }: { wardId: string; personId: string; businessId: string },
): Promise<boolean> {
  const changed = await tx
    .update(people)
    .set({ businessId, version: sql`${people.version} + 1` })
    .where(
      and(
        eq(people.wardId, wardId),
        eq(people.id, personId),
        sql`${people.businessId} is distinct from ${businessId}`,
      ),
    )
    .returning({ id: people.id });
  return changed.length > 0;
}

/** Fills in what a file lacks. The caller has found it among those that the actor may see. */
export async function fillBlanks(
  tx: Transaction,
  actor: OfficeActor | BusinessActor,
  personId: string,
  { nationalId, fullName: _fullName, ...values }: PersonValues,
): Promise<void> {
  const [person] = await tx
    .select()
    .from(people)
    .where(and(eq(people.wardId, actor.wardId), eq(people.id, personId)))
    .for("no key update");
  if (!person) throw new NotFound();
  const blanks = Object.entries(values).filter(
    ([name, value]) => value !== null && person[name as keyof typeof values] === null,
  );
  const fillsId = nationalId !== null && person.nationalIdIndex === null;
  if (blanks.length === 0 && !fillsId) return;
  const after = Object.fromEntries(blanks);
  await tx
    .update(people)
    .set({
      ...after,
      ...(fillsId ? await typedNumber(tx, actor, { personId, nationalId }) : {}),
      version: sql`${people.version} + 1`,
    })
    .where(and(eq(people.wardId, actor.wardId), eq(people.id, personId)));
  await recordAudit(tx, actor, {
    action: "person.update",
    entity: "person",
    entityId: personId,
    after: fillsId ? { ...after, nationalId } : after,
    personal: personalFields,
  });
}

/**
 * Two files of one ward never have the same number, however the second one came by it. A business meets that only when
 * two commands write the number at once; it sends its form again, and learns nothing.
 */
export async function refusingTakenId<T>(actor: OfficeActor | BusinessActor, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    onViolation(error, "people_national_id_unique", () => {
      if (actor.role === "business") throw new Conflict("app:errors.conflict");
      throw new Invalid("nationalId", "people:errors.idTaken");
    });
    throw error;
  }
}
