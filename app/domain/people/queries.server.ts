import { and, asc, count, desc, eq, like, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { businesses, courseRuns, courses, nominations, people } from "#app/db/schema/index.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import type { BusinessActor, OfficeActor } from "../actor.ts";
import { NotFound } from "../errors.ts";
import { seatOfNomination } from "../seats/queries.server.ts";
import type { PeopleFilter } from "./schema.ts";

export type PeopleListParams = PeopleFilter & { descending: boolean; page: number; pageSize: number };

/** Columns of a person that a page may show: never the number itself. */
const shown = {
  id: people.id,
  fullName: people.fullName,
  gender: people.gender,
  birthDate: people.birthDate,
  nationalIdMasked: people.nationalIdMasked,
  phone: people.phone,
  email: people.email,
  qualification: people.qualification,
  position: people.position,
  businessId: people.businessId,
  business: businesses.name,
  version: people.version,
};

/** One page of the people whose files the actor may see, by name, and how many match. */
export async function listPeople(
  db: Queryable,
  actor: OfficeActor | BusinessActor,
  params: PeopleListParams,
) {
  const matches = matching(actor, params);
  const rows = await selectPeople(db, matches)
    .orderBy(params.descending ? desc(people.sortKey) : asc(people.sortKey), asc(people.id))
    .limit(params.pageSize)
    .offset((params.page - 1) * params.pageSize);
  return { rows, total: await countPeople(db, actor, params) };
}

export async function countPeople(
  db: Queryable,
  actor: OfficeActor | BusinessActor,
  filter: PeopleFilter,
): Promise<number> {
  const [all] = await db.select({ total: count() }).from(people).where(matching(actor, filter));
  return all?.total ?? 0;
}

/** Everybody who matches, by name, a batch at a time: however many there are, memory stays flat. */
export async function* readPeople<T>(
  db: Queryable,
  actor: OfficeActor | BusinessActor,
  filter: PeopleFilter,
  map: (person: PersonRow) => T,
): AsyncGenerator<T> {
  let last: PersonRow | undefined;
  do {
    const after =
      last &&
      sql`(${people.sortKey}, ${people.id}) > ((select sort_key from people where id = ${last.id}), ${last.id})`;
    const batch = await selectPeople(db, and(matching(actor, filter), after))
      .orderBy(asc(people.sortKey), asc(people.id))
      .limit(batchSize);
    yield* batch.map(map);
    last = batch.length === batchSize ? batch.at(-1) : undefined;
  } while (last);
}

const batchSize = 2_000;
type PersonRow = Awaited<ReturnType<typeof selectPeople>>[number];

/** @throws NotFound for an unknown id, another ward's person, and for a business somebody who is not its own */
export async function getPerson(db: Queryable, actor: OfficeActor | BusinessActor, personId: string) {
  const [person] = await selectPeople(db, and(visibleTo(actor), eq(people.id, personId)));
  if (!person) throw new NotFound();
  return person;
}

/** Every time a person was nominated, newest run first; a business sees its own nominations alone. */
export function listNominationsOfPerson(db: Queryable, actor: OfficeActor | BusinessActor, personId: string) {
  return db
    .select({
      id: nominations.id,
      runId: nominations.runId,
      course: courses.name,
      label: courseRuns.label,
      startsOn: courseRuns.startsOn,
      business: businesses.name,
      status: nominations.status,
      seat: seatOfNomination,
      statusReason: nominations.statusReason,
    })
    .from(nominations)
    .innerJoin(courseRuns, eq(courseRuns.id, nominations.runId))
    .innerJoin(courses, eq(courses.id, courseRuns.courseId))
    .innerJoin(
      businesses,
      and(eq(businesses.wardId, nominations.wardId), eq(businesses.id, nominations.businessId)),
    )
    .where(
      and(
        eq(nominations.wardId, actor.wardId),
        eq(nominations.personId, personId),
        actor.role === "business" ? eq(nominations.businessId, actor.businessId) : undefined,
      ),
    )
    .orderBy(desc(courseRuns.startsOn), desc(nominations.createdAt))
    .limit(100);
}

function selectPeople(db: Queryable, condition: SQL | undefined) {
  return db
    .select(shown)
    .from(people)
    .leftJoin(businesses, and(eq(businesses.wardId, people.wardId), eq(businesses.id, people.businessId)))
    .where(condition);
}

function visibleTo(actor: OfficeActor | BusinessActor): SQL | undefined {
  return and(
    eq(people.wardId, actor.wardId),
    actor.role === "business" ? eq(people.businessId, actor.businessId) : undefined,
  );
}

function matching(actor: OfficeActor | BusinessActor, { search, businessId }: PeopleFilter): SQL | undefined {
  return and(
    visibleTo(actor),
    businessId === null ? undefined : eq(people.businessId, businessId),
    search.trim() === "" ? undefined : like(people.searchKey, `%${searchKey(search)}%`),
  );
}
