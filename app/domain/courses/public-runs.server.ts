import { and, asc, eq, gte } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { courseRuns, courses, providers } from "#app/db/schema/index.ts";
import type { LocalDate } from "#app/vietnamese/dates.ts";

/** Runs of the installation that take nominations on a day, for the public first page: no ward and no person. */
export function listPublicRuns(db: Queryable, today: LocalDate) {
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
    })
    .from(courseRuns)
    .innerJoin(courses, eq(courses.id, courseRuns.courseId))
    .innerJoin(providers, eq(providers.id, courseRuns.providerId))
    .where(and(eq(courseRuns.status, "open"), gte(courseRuns.nominationDeadline, today)))
    .orderBy(asc(courseRuns.nominationDeadline), asc(courseRuns.id))
    .limit(100);
}
