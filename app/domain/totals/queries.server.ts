import { and, asc, desc, eq, inArray, ne, sum } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import {
  courseRuns,
  courses,
  needLines,
  responses,
  seatAllotments,
  skills,
  wards,
} from "#app/db/schema/index.ts";
import type { Language } from "#app/i18n/languages.ts";
import type { ProvinceActor, UnitActor } from "../actor.ts";
import { counts, joins } from "../needs/need-rows.server.ts";
import { needTotals } from "../needs/totals.server.ts";
import { hideSmallIn, isTooSmall } from "./rules.ts";

/** Who reads sums alone: a unit those of its ward, the province those of its wards. */
type Reader = UnitActor | ProvinceActor;

/** People wanted by ward and by skill, in the round that each ward works on. Never a business, never a person. */
export async function readNeedTotals(db: Queryable, actor: Reader, language: Language) {
  // The parts of a number that is hidden would give it away: they stay here.
  const byWard = (await needTotals(db, actor)).map(
    ({ hire: _, train: __, lines: ___, businesses: ____, ...total }) => total,
  );
  const rounds = byWard.map(({ roundId }) => roundId);
  const bySkill = rounds.length === 0 ? [] : await countBySkill(db, rounds, language);
  return { byWard: hideSmallIn(byWard, "people"), bySkill: hideSmallIn(bySkill, "people") };
}

function countBySkill(db: Queryable, rounds: string[], language: Language) {
  return db
    .select({
      skillId: skills.id,
      skill: language === "vi" ? skills.nameVi : skills.nameEn,
      people: sum(needLines.people).mapWith(Number),
    })
    .from(needLines)
    .innerJoin(responses, joins.response)
    .innerJoin(skills, joins.skill)
    .where(and(inArray(needLines.roundId, rounds), counts))
    .groupBy(skills.id)
    .orderBy(asc(skills.position));
}

/** Seats and primary nominations of each run, ward by ward; drafts and cancelled runs are left out. */
export async function readSeatTotals(db: Queryable, actor: Reader) {
  const rows = await db
    .select({
      runId: courseRuns.id,
      courseName: courses.name,
      label: courseRuns.label,
      startsOn: courseRuns.startsOn,
      wardId: wards.id,
      ward: wards.name,
      seats: seatAllotments.seats,
      nominated: seatAllotments.seatsTaken,
    })
    .from(seatAllotments)
    .innerJoin(wards, eq(wards.id, seatAllotments.wardId))
    .innerJoin(courseRuns, eq(courseRuns.id, seatAllotments.runId))
    .innerJoin(courses, eq(courses.id, courseRuns.courseId))
    .where(and(wardsOf(actor), ne(courseRuns.status, "draft"), ne(courseRuns.status, "cancelled")))
    .orderBy(desc(courseRuns.startsOn), asc(courseRuns.id), asc(wards.code))
    .limit(2_000);
  return rows.map((row) => ({ ...row, nominated: isTooSmall(row.nominated) ? null : row.nominated }));
}

function wardsOf(actor: Reader) {
  return actor.role === "province" ? eq(wards.provinceCode, actor.provinceCode) : eq(wards.id, actor.wardId);
}
