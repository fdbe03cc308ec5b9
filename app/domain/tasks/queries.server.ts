import { and, asc, count, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import {
  businesses,
  courseRuns,
  courses,
  invitations,
  nominations,
  nomineeLists,
  seatAllotments,
  surveyRounds,
} from "#app/db/schema/index.ts";
import type { OfficeActor } from "../actor.ts";

/** Runs whose list waits for the office: not sent yet, returned by the leader, or approved and without a number. */
export function listRunTasks(db: Queryable, actor: OfficeActor) {
  const proposed = db
    .select({ count: count() })
    .from(nominations)
    .where(
      and(
        eq(nominations.wardId, actor.wardId),
        eq(nominations.runId, courseRuns.id),
        eq(nominations.status, "proposed"),
      ),
    );
  return db
    .select({
      runId: courseRuns.id,
      course: courses.name,
      label: courseRuns.label,
      nominationDeadline: courseRuns.nominationDeadline,
      seats: seatAllotments.seats,
      seatsTaken: seatAllotments.seatsTaken,
      listId: nomineeLists.id,
      listStatus: nomineeLists.status,
      returnComment: nomineeLists.returnComment,
      /** People whom businesses proposed and nobody has looked at. */
      proposed: sql<number>`(${proposed})`.mapWith(Number),
    })
    .from(seatAllotments)
    .innerJoin(courseRuns, eq(courseRuns.id, seatAllotments.runId))
    .innerJoin(courses, eq(courses.id, courseRuns.courseId))
    .leftJoin(
      nomineeLists,
      and(eq(nomineeLists.wardId, seatAllotments.wardId), eq(nomineeLists.runId, courseRuns.id)),
    )
    .where(
      and(
        eq(seatAllotments.wardId, actor.wardId),
        inArray(courseRuns.status, ["open", "closed"]),
        or(isNull(nomineeLists.status), inArray(nomineeLists.status, ["draft", "returned", "approved"])),
      ),
    )
    .orderBy(asc(courseRuns.nominationDeadline), asc(courseRuns.id))
    .limit(20);
}
export type RunTask = Awaited<ReturnType<typeof listRunTasks>>[number];

/** How far a new installation has come: businesses known, a round opened, a link sent. */
export async function findFirstSteps(db: Queryable, actor: OfficeActor) {
  const [steps] = await db.execute<{ businesses: boolean; round: boolean; sent: boolean }>(sql`select
    exists (select from ${businesses} where ${businesses.wardId} = ${actor.wardId}) as businesses,
    exists (select from ${surveyRounds} where ${surveyRounds.wardId} = ${actor.wardId}
      and ${surveyRounds.status} <> 'draft') as round,
    exists (select from ${invitations} where ${invitations.wardId} = ${actor.wardId}
      and (${invitations.sentAt} is not null or ${invitations.timesOpened} > 0)) as sent`);
  return steps ?? { businesses: false, round: false, sent: false };
}
export type FirstSteps = Awaited<ReturnType<typeof findFirstSteps>>;
