import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import {
  businesses,
  courseRuns,
  courseSkills,
  needLines,
  responses,
  skills,
  surveyRounds,
} from "#app/db/schema/index.ts";
import type { Language } from "#app/i18n/languages.ts";
import type { BusinessActor, OfficeActor } from "../actor.ts";
import { liveStatuses, type NeedLine } from "./rules.ts";

/**
 * The open training needs that runs of these ids could meet: lines whose skill the course teaches, from the newest
 * answer of each business (an older round repeats what is still open in the newer one). A business that asks to hire
 * has nobody to send, so only `train` counts. Ordered by business, then by the wanted quarter.
 * @param businessId only the lines of this business
 */
export async function listNeedsOfRuns(
  db: Queryable,
  actor: OfficeActor | BusinessActor,
  { runIds, businessId, language }: { runIds: string[]; businessId?: string; language: Language },
): Promise<NeedLine[]> {
  if (runIds.length === 0) return [];
  const newest = db
    .selectDistinctOn([responses.businessId], { id: responses.id })
    .from(responses)
    .innerJoin(surveyRounds, eq(surveyRounds.id, responses.roundId))
    .where(
      and(
        eq(responses.wardId, actor.wardId),
        inArray(responses.status, ["submitted", "verified"]),
        businessId === undefined ? undefined : eq(responses.businessId, businessId),
      ),
    )
    .orderBy(responses.businessId, desc(surveyRounds.year), desc(surveyRounds.number))
    .as("newest");
  return db
    .select({
      runId: courseRuns.id,
      id: needLines.id,
      businessId: needLines.businessId,
      business: businesses.name,
      number: needLines.number,
      position: needLines.position,
      skill: language === "vi" ? skills.nameVi : skills.nameEn,
      level: needLines.level,
      people: needLines.people,
      servedElsewhere: countServing(sql`<>`),
      servedHere: countServing(sql`=`),
    })
    .from(needLines)
    .innerJoin(newest, eq(newest.id, needLines.responseId))
    .innerJoin(skills, eq(skills.id, needLines.skillId))
    .innerJoin(courseSkills, eq(courseSkills.skillId, needLines.skillId))
    .innerJoin(courseRuns, eq(courseRuns.courseId, courseSkills.courseId))
    .innerJoin(
      businesses,
      and(eq(businesses.wardId, needLines.wardId), eq(businesses.id, needLines.businessId)),
    )
    .where(
      and(
        eq(needLines.wardId, actor.wardId),
        inArray(courseRuns.id, runIds),
        eq(needLines.mode, "train"),
        inArray(needLines.status, ["open", "partly_met"]),
        eq(businesses.status, "active"),
      ),
    )
    .orderBy(
      asc(businesses.sortKey),
      asc(needLines.wantedYear),
      asc(needLines.wantedQuarter),
      asc(needLines.number),
    );
}

/** How many live nominations name the line, in this run (`=`) or in others that are not cancelled (`<>`). */
function countServing(sameRun: SQL): SQL<number> {
  return sql<number>`(select count(*)::int from nominations n join course_runs r on r.id = n.run_id
    where n.ward_id = ${needLines.wardId} and n.need_line_id = ${needLines.id}
      and n.status in ${liveStatuses} and r.status <> 'cancelled' and n.run_id ${sameRun} ${courseRuns.id})`;
}
