import { and, asc, count, countDistinct, desc, eq, gte, lte, ne, type SQLWrapper, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { businesses, invitations, needLines, responses, surveyRounds, wards } from "#app/db/schema/index.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";
import type { LeaderActor, OfficeActor, ProvinceActor, UnitActor } from "../actor.ts";
import { businessJoin, isAnswered, isExpected, responseJoin } from "../rounds/invitation-state.server.ts";
import { counts, joins } from "./need-rows.server.ts";

type Viewer = OfficeActor | LeaderActor | UnitActor | ProvinceActor;

/**
 * The figures of needs by ward, in the round that each ward works on (`currentRound` of rounds/rules.ts): the own ward
 * for office, leader and unit, every ward of the province for the province. Sums alone, never a business or a person.
 * A ward that has opened no round is left out.
 */
export function needTotals(db: Queryable, actor: Viewer, today = todayInVietnam(new Date())) {
  const hasBegun = lte(surveyRounds.opensOn, today);
  const current = db.$with("current").as(
    db
      .selectDistinctOn([surveyRounds.wardId], {
        wardId: surveyRounds.wardId,
        ward: wards.name,
        wardCode: wards.code,
        roundId: surveyRounds.id,
        year: surveyRounds.year,
        number: surveyRounds.number,
      })
      .from(surveyRounds)
      .innerJoin(wards, eq(wards.id, surveyRounds.wardId))
      .where(and(ne(surveyRounds.status, "draft"), wardsOf(actor)))
      .orderBy(
        asc(surveyRounds.wardId),
        desc(
          sql`${eq(surveyRounds.status, "open")} and ${hasBegun} and ${gte(surveyRounds.lateUntil, today)}`,
        ),
        desc(hasBegun),
        desc(surveyRounds.year),
        desc(surveyRounds.number),
      ),
  );
  const needs = db.$with("needs").as(
    db
      .select({
        roundId: needLines.roundId,
        businesses: countDistinct(needLines.businessId).as("businesses"),
        lines: count().as("lines"),
        people: peopleWanted().as("people"),
        hire: peopleWanted("hire").as("hire"),
        train: peopleWanted("train").as("train"),
      })
      .from(needLines)
      .innerJoin(current, eq(current.roundId, needLines.roundId))
      .innerJoin(responses, joins.response)
      .where(counts)
      .groupBy(needLines.roundId),
  );
  const progress = db.$with("progress").as(
    db
      .select({
        roundId: invitations.roundId,
        expected: count(sql`case when ${isExpected} then 1 end`).as("expected"),
        answered: count(sql`case when ${isAnswered} then 1 end`).as("answered"),
      })
      .from(invitations)
      .innerJoin(current, eq(current.roundId, invitations.roundId))
      .innerJoin(businesses, businessJoin)
      .leftJoin(responses, responseJoin)
      .groupBy(invitations.roundId),
  );
  return db
    .with(current, needs, progress)
    .select({
      wardId: current.wardId,
      ward: current.ward,
      roundId: current.roundId,
      year: current.year,
      number: current.number,
      /** Businesses that are waited for, and those of them that have answered. */
      expected: orZero(progress.expected),
      answered: orZero(progress.answered),
      /** Businesses with a need, their lines, and the people that they want. */
      businesses: orZero(needs.businesses),
      lines: orZero(needs.lines),
      people: orZero(needs.people),
      hire: orZero(needs.hire),
      train: orZero(needs.train),
    })
    .from(current)
    .leftJoin(needs, eq(needs.roundId, current.roundId))
    .leftJoin(progress, eq(progress.roundId, current.roundId))
    .orderBy(asc(current.wardCode));
}

const orZero = (column: SQLWrapper) => sql<number>`coalesce(${column}, 0)`.mapWith(Number);

function peopleWanted(mode?: "hire" | "train") {
  const people = mode
    ? sql`case when ${needLines.mode} = ${mode} then ${needLines.people} end`
    : needLines.people;
  return sql<number>`sum(${people})`.mapWith(Number);
}

function wardsOf(actor: Viewer) {
  return actor.role === "province" ? eq(wards.provinceCode, actor.provinceCode) : eq(wards.id, actor.wardId);
}
