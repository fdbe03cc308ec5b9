import { and, asc, eq, exists, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Transaction } from "#app/db/client.server.ts";
import { nominations, people } from "#app/db/schema/index.ts";
import type { OfficeActor } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { NotFound } from "../errors.ts";
import { liveStatuses } from "../nominations/rules.ts";
import { fillBlanks, findHolder, personalFields } from "./file-of.server.ts";
import { nationalIdIndexOf, openNationalId } from "./national-id.server.ts";

/**
 * Locks files and those that have their unsettled numbers, in the order of their ids: before the first of several
 * people is settled and the audit chain with it, because somebody who mends such a file waits for the chain next.
 */
export async function lockFiles(
  tx: Transaction,
  actor: OfficeActor,
  personIds: readonly string[],
): Promise<void> {
  const these = inArray(people.id, [...personIds]);
  const unsettled = await tx
    .select()
    .from(people)
    .where(
      and(
        eq(people.wardId, actor.wardId),
        these,
        isNull(people.nationalIdIndex),
        isNotNull(people.nationalIdCipher),
      ),
    );
  const numbers = unsettled.flatMap((person) => openNationalId(person) ?? []);
  const indexes = numbers.map((number) => nationalIdIndexOf(actor.wardId, number));
  await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.wardId, actor.wardId), or(these, inArray(people.nationalIdIndex, indexes))))
    .orderBy(asc(people.id))
    .for("no key update");
}

/**
 * Settles a number that a business typed while it stood in somebody else's file, when the office takes the person.
 * If no file has it any more, it becomes this one's. If the file that has it bears the same name, the two are one
 * human being: that file gets what it lacks and all nominations of this one, and this one goes. Part of another
 * command's transaction, after its locks: it writes to the audit chain.
 * @returns the file to go on with; null where the office must look first: the number stands under another name, or
 * both files are nominated for one run
 */
export async function settleNumber(
  tx: Transaction,
  actor: OfficeActor,
  personId: string,
): Promise<string | null> {
  const [person] = await tx
    .select()
    .from(people)
    .where(and(eq(people.wardId, actor.wardId), eq(people.id, personId)))
    .for("no key update");
  if (!person) throw new NotFound();
  const nationalId = person.nationalIdIndex === null ? openNationalId(person) : null;
  if (nationalId === null) return personId;
  const holder = await findHolder(tx, actor.wardId, nationalId);
  if (!holder) {
    await tx
      .update(people)
      .set({
        nationalIdIndex: nationalIdIndexOf(actor.wardId, nationalId),
        version: sql`${people.version} + 1`,
      })
      .where(and(eq(people.wardId, actor.wardId), eq(people.id, personId)));
    await recordAudit(tx, actor, {
      ...{ action: "person.update", entity: "person", entityId: personId },
      ...{ after: { nationalId }, personal: personalFields },
    });
    return personId;
  }
  if (holder.searchKey !== person.searchKey || (await meetInARun(tx, actor, personId, holder.id)))
    return null;
  const { fullName, gender, birthDate, phone, email, qualification, position } = person;
  const facts = { fullName, gender, birthDate, phone, email, qualification, position, nationalId: null };
  await fillBlanks(tx, actor, holder.id, facts);
  await mergeInto(tx, actor, personId, holder.id);
  return holder.id;
}

async function meetInARun(tx: Transaction, actor: OfficeActor, one: string, other: string): Promise<boolean> {
  const theirs = alias(nominations, "theirs");
  const [met] = await tx
    .select({ id: nominations.id })
    .from(nominations)
    .where(
      and(
        eq(nominations.wardId, actor.wardId),
        eq(nominations.personId, one),
        inArray(nominations.status, liveStatuses),
        exists(
          tx
            .select({ id: theirs.id })
            .from(theirs)
            .where(
              and(
                eq(theirs.wardId, actor.wardId),
                eq(theirs.runId, nominations.runId),
                eq(theirs.personId, other),
                inArray(theirs.status, liveStatuses),
              ),
            ),
        ),
      ),
    )
    .limit(1);
  return met !== undefined;
}

async function mergeInto(tx: Transaction, actor: OfficeActor, personId: string, into: string): Promise<void> {
  await tx
    .update(nominations)
    .set({ personId: into, version: sql`${nominations.version} + 1` })
    .where(and(eq(nominations.wardId, actor.wardId), eq(nominations.personId, personId)));
  await tx.delete(people).where(and(eq(people.wardId, actor.wardId), eq(people.id, personId)));
  await recordAudit(tx, actor, {
    action: "person.merge",
    entity: "person",
    entityId: personId,
    after: { into },
  });
}
