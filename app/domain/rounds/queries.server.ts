import { and, asc, count, desc, eq, gte, lte, ne, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { businesses, invitations, responses, surveyRounds, wards } from "#app/db/schema/index.ts";
import type { LocalDate } from "#app/vietnamese/dates.ts";
import type { OfficeActor } from "../actor.ts";
import { NotFound } from "../errors.ts";
import { businessJoin, isAnswered, isExpected, responseJoin } from "./invitation-state.server.ts";

const roundColumns = {
  id: surveyRounds.id,
  year: surveyRounds.year,
  number: surveyRounds.number,
  title: surveyRounds.title,
  opensOn: surveyRounds.opensOn,
  closesOn: surveyRounds.closesOn,
  lateUntil: surveyRounds.lateUntil,
  status: surveyRounds.status,
  version: surveyRounds.version,
};

const newestFirst = [desc(surveyRounds.year), desc(surveyRounds.number)];

/** The ward's rounds, newest first, each with how many businesses are waited for and how many have answered. */
export function listRounds(db: Queryable, actor: OfficeActor) {
  return db
    .select({
      ...roundColumns,
      expected: count(sql`case when ${isExpected} then 1 end`),
      answered: count(sql`case when ${isAnswered} then 1 end`),
    })
    .from(surveyRounds)
    .leftJoin(
      invitations,
      and(eq(invitations.wardId, surveyRounds.wardId), eq(invitations.roundId, surveyRounds.id)),
    )
    .leftJoin(businesses, businessJoin)
    .leftJoin(responses, responseJoin)
    .where(eq(surveyRounds.wardId, actor.wardId))
    .groupBy(surveyRounds.id)
    .orderBy(...newestFirst);
}

/** @throws NotFound for an unknown id and for a round of another ward */
export async function getRound(db: Queryable, actor: OfficeActor, roundId: string) {
  const [round] = await selectRounds(db, actor, eq(surveyRounds.id, roundId));
  if (!round) throw new NotFound();
  return round;
}

/** The rounds whose figures can be looked at, newest first. */
export function listOpenedRounds(db: Queryable, actor: OfficeActor) {
  return selectRounds(db, actor, ne(surveyRounds.status, "draft")).orderBy(...newestFirst);
}

function selectRounds(db: Queryable, actor: OfficeActor, condition: SQL) {
  return db
    .select(roundColumns)
    .from(surveyRounds)
    .where(and(eq(surveyRounds.wardId, actor.wardId), condition));
}

/** Rounds of all wards that take answers on a day, for the public first page: no business and no person. */
export function listPublicRounds(db: Queryable, today: LocalDate) {
  return db
    .select({
      id: surveyRounds.id,
      ward: wards.name,
      title: surveyRounds.title,
      year: surveyRounds.year,
      number: surveyRounds.number,
      closesOn: surveyRounds.closesOn,
      lateUntil: surveyRounds.lateUntil,
    })
    .from(surveyRounds)
    .innerJoin(wards, eq(wards.id, surveyRounds.wardId))
    .where(
      and(
        eq(surveyRounds.status, "open"),
        lte(surveyRounds.opensOn, today),
        gte(surveyRounds.lateUntil, today),
      ),
    )
    .orderBy(asc(surveyRounds.closesOn), asc(wards.code))
    .limit(100);
}
