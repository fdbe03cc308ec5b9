import { and, asc, desc, eq, gte, inArray, isNull, or, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import {
  courseRuns,
  courses,
  invitations,
  nominations,
  nomineeLists,
  people,
  providers,
  responses,
  seatAllotments,
  surveyRounds,
} from "#app/db/schema/index.ts";
import type { LocalDate } from "#app/vietnamese/dates.ts";
import type { BusinessActor } from "../actor.ts";
import { getRun } from "../courses/queries.server.ts";
import { NotFound } from "../errors.ts";
import { isEditable } from "../lists/rules.ts";
import { listStatuses } from "../lists/schema.ts";
import { hasDraft } from "../rounds/invitation-state.server.ts";
import { seatOfNomination } from "../seats/queries.server.ts";
import { linkOf } from "../survey/link.server.ts";

/** Runs for which a business may propose people today, the nearest deadline first. */
export function listOpenRuns(db: Queryable, actor: BusinessActor, today: LocalDate) {
  return db
    .select({
      id: courseRuns.id,
      course: courses.name,
      label: courseRuns.label,
      provider: providers.name,
      startsOn: courseRuns.startsOn,
      endsOn: courseRuns.endsOn,
      place: courseRuns.place,
      nominationDeadline: courseRuns.nominationDeadline,
      status: courseRuns.status,
      seats: seatAllotments.seats,
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
        eq(courseRuns.status, "open"),
        // Nobody can be added to a list that is with the leader or issued.
        or(isNull(nomineeLists.id), inArray(nomineeLists.status, listStatuses.filter(isEditable))),
        gte(courseRuns.nominationDeadline, today),
      ),
    )
    .orderBy(asc(courseRuns.nominationDeadline), asc(courseRuns.id))
    .limit(50);
}

/**
 * A run as a business sees it: without what the office and the leader write about its list.
 * @throws NotFound also for a draft: it is not announced yet
 */
export async function getAnnouncedRun(db: Queryable, actor: BusinessActor, runId: string) {
  const run = await getRun(db, actor, runId);
  if (run.status === "draft") throw new NotFound();
  const { returnComment: _, listId: __, version: ___, courseVersion: ____, ...announced } = run;
  return announced;
}

/** The business's own nominations, the newest run first; of one run when `runId` is given. */
export function listOwnNominations(db: Queryable, actor: BusinessActor, runId?: string) {
  return db
    .select({
      id: nominations.id,
      runId: nominations.runId,
      course: courses.name,
      label: courseRuns.label,
      startsOn: courseRuns.startsOn,
      fullName: people.fullName,
      // Of a person whose file belongs to another employer a business learns nothing that it did not type.
      birthDate: sql<
        string | null
      >`case when ${people.businessId} = ${actor.businessId} then ${people.birthDate} end`,
      status: nominations.status,
      seat: seatOfNomination,
      statusReason: nominations.statusReason,
      version: nominations.version,
    })
    .from(nominations)
    .innerJoin(courseRuns, eq(courseRuns.id, nominations.runId))
    .innerJoin(courses, eq(courses.id, courseRuns.courseId))
    .innerJoin(people, and(eq(people.wardId, nominations.wardId), eq(people.id, nominations.personId)))
    .where(
      and(
        eq(nominations.wardId, actor.wardId),
        eq(nominations.businessId, actor.businessId),
        runId === undefined ? undefined : eq(nominations.runId, runId),
      ),
    )
    .orderBy(desc(courseRuns.startsOn), asc(people.sortKey))
    .limit(200);
}

/** The rounds that still take the business's answer, each with its personal link and how far the answer is. */
export async function listOpenSurveys(db: Queryable, actor: BusinessActor, today: LocalDate) {
  const rows = await db
    .select({
      id: invitations.id,
      generation: invitations.generation,
      title: surveyRounds.title,
      closesOn: surveyRounds.closesOn,
      lateUntil: surveyRounds.lateUntil,
      responseStatus: responses.status,
      hasDraft,
      receiptNumber: responses.receiptNumber,
      returnComment: responses.returnComment,
    })
    .from(invitations)
    .innerJoin(
      surveyRounds,
      and(eq(surveyRounds.wardId, invitations.wardId), eq(surveyRounds.id, invitations.roundId)),
    )
    .leftJoin(
      responses,
      and(eq(responses.roundId, invitations.roundId), eq(responses.businessId, invitations.businessId)),
    )
    .where(
      and(
        eq(invitations.wardId, actor.wardId),
        eq(invitations.businessId, actor.businessId),
        eq(surveyRounds.status, "open"),
        gte(surveyRounds.lateUntil, today),
      ),
    )
    .orderBy(asc(surveyRounds.closesOn));
  return rows.map(({ id, generation, ...survey }) => ({
    ...survey,
    path: `/s/${linkOf({ id, generation })}`,
  }));
}
