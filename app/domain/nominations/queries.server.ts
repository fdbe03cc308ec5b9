import { aliasedTable, and, asc, eq, inArray, ne, notExists, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { businesses, courseRuns, courses, needLines, nominations, people } from "#app/db/schema/index.ts";
import type { BusinessActor, OfficeActor } from "../actor.ts";
import { findHolders } from "../people/holders.server.ts";
import { openNationalId } from "../people/national-id.server.ts";
import { seatOfNomination } from "../seats/queries.server.ts";
import { liveStatuses, type OtherNomination, warningsAbout } from "./rules.ts";

/**
 * Everybody who was ever nominated for a run by the ward, primaries and reserves in the order of the list, each with
 * what should be looked at. At most three statements, however many rows; the whole citizen ID numbers stay on the server.
 */
export async function listNominations(db: Queryable, actor: OfficeActor, runId: string) {
  const rows = await db
    .select({
      id: nominations.id,
      wardId: nominations.wardId,
      personId: nominations.personId,
      fullName: people.fullName,
      gender: people.gender,
      birthDate: people.birthDate,
      nationalIdMasked: people.nationalIdMasked,
      nationalIdCipher: people.nationalIdCipher,
      nationalIdIndex: people.nationalIdIndex,
      searchKey: people.searchKey,
      phone: people.phone,
      businessId: nominations.businessId,
      business: businesses.name,
      employerId: people.businessId,
      needNumber: needLines.number,
      outsideNeedReason: nominations.outsideNeedReason,
      status: nominations.status,
      seat: seatOfNomination,
      statusReason: nominations.statusReason,
      source: nominations.source,
      version: nominations.version,
    })
    .from(nominations)
    .innerJoin(people, and(eq(people.wardId, nominations.wardId), eq(people.id, nominations.personId)))
    .innerJoin(
      businesses,
      and(eq(businesses.wardId, nominations.wardId), eq(businesses.id, nominations.businessId)),
    )
    .leftJoin(
      needLines,
      and(eq(needLines.wardId, nominations.wardId), eq(needLines.id, nominations.needLineId)),
    )
    .where(and(eq(nominations.wardId, actor.wardId), eq(nominations.runId, runId)))
    .orderBy(asc(nominations.position), asc(nominations.createdAt), asc(nominations.id));
  const others = await listOtherNominations(db, actor, runId);
  const opened = rows.map((row) => ({ ...row, nationalId: openNationalId({ ...row, id: row.personId }) }));
  const holderOf = await findHolders(db, actor, opened);
  return opened.map(
    ({
      wardId: _ward,
      nationalIdCipher: _,
      nationalIdIndex: __,
      searchKey: ___,
      nationalId,
      employerId,
      ...row
    }) => ({
      ...row,
      warnings: warningsAbout(row, {
        nationalId,
        others: others.get(row.id) ?? [],
        isEmployed: employerId === row.businessId,
        holder: holderOf.get(row.personId),
      }),
    }),
  );
}

/**
 * The people of a business who are not in the run yet, to choose from. A business reaches its own people alone.
 */
export function listNominable(
  db: Queryable,
  actor: OfficeActor | BusinessActor,
  { runId, businessId }: { runId: string; businessId: string },
) {
  const isLive = db
    .select({ id: nominations.id })
    .from(nominations)
    .where(
      and(
        eq(nominations.runId, runId),
        eq(nominations.personId, people.id),
        inArray(nominations.status, liveStatuses),
      ),
    );
  return db
    .select({ id: people.id, fullName: people.fullName, birthDate: people.birthDate })
    .from(people)
    .where(
      and(
        eq(people.wardId, actor.wardId),
        eq(people.businessId, actor.role === "business" ? actor.businessId : businessId),
        notExists(isLive),
      ),
    )
    .orderBy(asc(people.sortKey))
    .limit(1000);
}

/**
 * What else the people of a run are nominated for, by the nomination in this run. Sessions decide whether two runs
 * overlap; where one has none yet, their days do.
 */
async function listOtherNominations(
  db: Queryable,
  actor: OfficeActor,
  runId: string,
): Promise<Map<string, OtherNomination[]>> {
  const here = aliasedTable(nominations, "here");
  const hereRun = aliasedTable(courseRuns, "here_run");
  const rows = await db
    .select({
      nominationId: here.id,
      course: courses.name,
      label: courseRuns.label,
      overlaps: sql<boolean>`case
        when exists (select from run_sessions where run_id = ${hereRun.id})
          and exists (select from run_sessions where run_id = ${courseRuns.id})
        then exists (select from run_sessions a join run_sessions b
          on b.held_on = a.held_on and a.starts_at < b.ends_at and b.starts_at < a.ends_at
          where a.run_id = ${hereRun.id} and b.run_id = ${courseRuns.id})
        else ${hereRun.startsOn} <= ${courseRuns.endsOn} and ${courseRuns.startsOn} <= ${hereRun.endsOn} end`,
      sharesSkill: sql<boolean>`exists (select from course_skills a join course_skills b on b.skill_id = a.skill_id
        where a.course_id = ${hereRun.courseId} and b.course_id = ${courseRuns.courseId})`,
    })
    .from(here)
    .innerJoin(hereRun, eq(hereRun.id, here.runId))
    .innerJoin(
      nominations,
      and(
        eq(nominations.wardId, here.wardId),
        eq(nominations.personId, here.personId),
        ne(nominations.runId, here.runId),
        inArray(nominations.status, liveStatuses),
      ),
    )
    .innerJoin(courseRuns, and(eq(courseRuns.id, nominations.runId), ne(courseRuns.status, "cancelled")))
    .innerJoin(courses, eq(courses.id, courseRuns.courseId))
    .where(and(eq(here.wardId, actor.wardId), eq(here.runId, runId), inArray(here.status, liveStatuses)));
  const others = new Map<string, OtherNomination[]>();
  for (const { nominationId, course, label, ...facts } of rows) {
    const known = others.get(nominationId) ?? [];
    others.set(nominationId, [...known, { run: `${course} – ${label}`, ...facts }]);
  }
  return others;
}
