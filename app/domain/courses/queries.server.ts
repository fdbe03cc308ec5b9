import { and, asc, desc, eq, gte, inArray, isNull, like, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Queryable } from "#app/db/client.server.ts";
import {
  courseRuns,
  courseSkills,
  courses,
  nominations,
  nomineeLists,
  providers,
  runSessions,
  seatAllotments,
  skills,
  wards,
} from "#app/db/schema/index.ts";
import type { Language } from "#app/i18n/languages.ts";
import type { LocalDate } from "#app/vietnamese/dates.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import type { BusinessActor, OfficeActor } from "../actor.ts";
import { NotFound } from "../errors.ts";
import { editableStatuses, type RunStatus } from "./rules.ts";

export const runSorts = ["deadline", "start", "course"] as const;

export type RunListParams = {
  /** Part of a course's or a provider's name. */
  search: string;
  /** Null: every status. */
  status: RunStatus | null;
  /** One of `runSorts`. */
  sort: string;
  descending: boolean;
  page: number;
  pageSize: number;
};

const sortColumns: Record<string, PgColumn> = {
  deadline: courseRuns.nominationDeadline,
  start: courseRuns.startsOn,
  course: courses.searchKey,
};

/** One page of the runs in which the ward has seats, and how many match. What is over stands last. */
export async function listRuns(db: Queryable, actor: OfficeActor, params: RunListParams) {
  const { search, status, sort, descending, page, pageSize } = params;
  const words = `%${searchKey(search)}%`;
  const column = sortColumns[sort] ?? courseRuns.nominationDeadline;
  const rows = await db
    .select({
      id: courseRuns.id,
      course: courses.name,
      label: courseRuns.label,
      provider: providers.name,
      startsOn: courseRuns.startsOn,
      endsOn: courseRuns.endsOn,
      nominationDeadline: courseRuns.nominationDeadline,
      status: courseRuns.status,
      seats: seatAllotments.seats,
      seatsTaken: seatAllotments.seatsTaken,
      proposed: sql<number>`(select count(*)::int from ${nominations} where ${nominations.wardId} = ${actor.wardId}
        and ${nominations.runId} = ${courseRuns.id} and ${nominations.status} = 'proposed')`,
      listStatus: nomineeLists.status,
      total: sql<number>`count(*) over()::int`,
    })
    .from(seatAllotments)
    .innerJoin(courseRuns, eq(courseRuns.id, seatAllotments.runId))
    .innerJoin(courses, eq(courses.id, courseRuns.courseId))
    .innerJoin(providers, eq(providers.id, courseRuns.providerId))
    .leftJoin(
      nomineeLists,
      and(eq(nomineeLists.wardId, seatAllotments.wardId), eq(nomineeLists.runId, courseRuns.id)),
    )
    .where(
      and(
        eq(seatAllotments.wardId, actor.wardId),
        status === null ? undefined : eq(courseRuns.status, status),
        search === "" ? undefined : or(like(courses.searchKey, words), like(providers.searchKey, words)),
      ),
    )
    .orderBy(
      sql`${courseRuns.status} in ('finished', 'cancelled')`,
      descending ? desc(column) : asc(column),
      asc(courseRuns.id),
    )
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  return { rows, total: rows[0]?.total ?? 0 };
}

/**
 * A run with the ward's seats in it and the state of the ward's list (null before anybody was nominated).
 * @throws NotFound unless the ward takes part in the run
 */
export async function getRun(db: Queryable, actor: OfficeActor | BusinessActor, runId: string) {
  const [run] = await db
    .select({
      id: courseRuns.id,
      courseId: courses.id,
      course: courses.name,
      courseVersion: courses.version,
      providerId: providers.id,
      provider: providers.name,
      ownerWardId: courseRuns.ownerWardId,
      label: courseRuns.label,
      startsOn: courseRuns.startsOn,
      endsOn: courseRuns.endsOn,
      place: courseRuns.place,
      mode: courseRuns.mode,
      callLetter: courseRuns.callLetter,
      callLetterDate: courseRuns.callLetterDate,
      callIssuer: courseRuns.callIssuer,
      nominationDeadline: courseRuns.nominationDeadline,
      eligibility: courseRuns.eligibility,
      status: courseRuns.status,
      cancelReason: courseRuns.cancelReason,
      version: courseRuns.version,
      seats: seatAllotments.seats,
      seatsTaken: seatAllotments.seatsTaken,
      listId: nomineeLists.id,
      listStatus: nomineeLists.status,
      returnComment: nomineeLists.returnComment,
    })
    .from(seatAllotments)
    .innerJoin(courseRuns, eq(courseRuns.id, seatAllotments.runId))
    .innerJoin(courses, eq(courses.id, courseRuns.courseId))
    .innerJoin(providers, eq(providers.id, courseRuns.providerId))
    .leftJoin(
      nomineeLists,
      and(eq(nomineeLists.wardId, seatAllotments.wardId), eq(nomineeLists.runId, courseRuns.id)),
    )
    .where(and(eq(seatAllotments.wardId, actor.wardId), eq(seatAllotments.runId, runId)));
  if (!run) throw new NotFound();
  return run;
}

export function listSessions(db: Queryable, runId: string) {
  return db
    .select({
      id: runSessions.id,
      number: runSessions.number,
      heldOn: runSessions.heldOn,
      startsAt: sql<string>`to_char(${runSessions.startsAt}, 'HH24:MI')`,
      endsAt: sql<string>`to_char(${runSessions.endsAt}, 'HH24:MI')`,
      topic: runSessions.topic,
    })
    .from(runSessions)
    .where(eq(runSessions.runId, runId))
    .orderBy(asc(runSessions.number));
}

/** What a course teaches, in the order of the skills list. */
export function listCourseSkills(db: Queryable, courseId: string, language: Language) {
  return db
    .select({
      skillId: skills.id,
      name: language === "vi" ? skills.nameVi : skills.nameEn,
      level: courseSkills.level,
    })
    .from(courseSkills)
    .innerJoin(skills, eq(skills.id, courseSkills.skillId))
    .where(eq(courseSkills.courseId, courseId))
    .orderBy(asc(skills.position));
}

/** Every course by name, for choosing one. Courses stand above the wards. */
export function listCourses(db: Queryable) {
  return db.select({ id: courses.id, name: courses.name }).from(courses).orderBy(asc(courses.searchKey));
}

/** Whether all recorded runs of a course are the ward's own, so that it may say anew what the course teaches. */
export async function ownsCourse(db: Queryable, actor: OfficeActor, courseId: string): Promise<boolean> {
  const owners = await db
    .selectDistinct({ wardId: courseRuns.ownerWardId })
    .from(courseRuns)
    .where(eq(courseRuns.courseId, courseId));
  return owners.length === 1 && owners[0]?.wardId === actor.wardId;
}

/** Runs that other wards have recorded and this ward may join. They show no seats and no people of theirs. */
export function listJoinableRuns(db: Queryable, actor: OfficeActor, today: LocalDate) {
  return selectForeignRuns(db, actor, gte(courseRuns.startsOn, today))
    .orderBy(asc(courseRuns.startsOn))
    .limit(20);
}

/** Null when the run has begun, does not exist, or the ward takes part in it already. */
export async function findJoinableRun(db: Queryable, actor: OfficeActor, runId: string) {
  const [run] = await selectForeignRuns(db, actor, eq(courseRuns.id, runId));
  return run ?? null;
}

function selectForeignRuns(db: Queryable, actor: OfficeActor, condition: SQL) {
  return db
    .select({
      id: courseRuns.id,
      course: courses.name,
      label: courseRuns.label,
      provider: providers.name,
      ownerWard: wards.name,
      startsOn: courseRuns.startsOn,
      endsOn: courseRuns.endsOn,
      place: courseRuns.place,
      nominationDeadline: courseRuns.nominationDeadline,
    })
    .from(courseRuns)
    .innerJoin(courses, eq(courses.id, courseRuns.courseId))
    .innerJoin(providers, eq(providers.id, courseRuns.providerId))
    .innerJoin(wards, eq(wards.id, courseRuns.ownerWardId))
    .leftJoin(
      seatAllotments,
      and(eq(seatAllotments.runId, courseRuns.id), eq(seatAllotments.wardId, actor.wardId)),
    )
    .where(and(condition, inArray(courseRuns.status, [...editableStatuses]), isNull(seatAllotments.runId)));
}
