import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import {
  attendances,
  courseRuns,
  nomineeListRows,
  nomineeLists,
  results,
  wards,
} from "#app/db/schema/index.ts";
import type { OfficeActor, ProviderActor } from "../actor.ts";
import { nothingYet, type Outcome } from "./outcome.ts";
import type { Attendance, Result } from "./schema.ts";

/** What is known of these nominations, which the caller has looked up for its tenant; those without anything are absent. */
export async function readOutcomes(
  db: Queryable,
  nominationIds: readonly string[],
): Promise<Map<string, Outcome>> {
  const [attended, live] = await Promise.all([
    db
      .select({
        nominationId: attendances.nominationId,
        sessionId: attendances.sessionId,
        attendance: attendances.attendance,
      })
      .from(attendances)
      .where(inArray(attendances.nominationId, [...nominationIds])),
    db
      .select({
        nominationId: results.nominationId,
        resultId: results.id,
        result: results.result,
        certificateNumber: results.certificateNumber,
        certificateDate: results.certificateDate,
        note: results.note,
      })
      .from(results)
      .where(and(inArray(results.nominationId, [...nominationIds]), isNull(results.voidedAt))),
  ]);
  const sessionsOf = new Map<string, Map<string, Attendance>>();
  for (const { nominationId, sessionId, attendance } of attended)
    sessionsOf.set(nominationId, (sessionsOf.get(nominationId) ?? new Map()).set(sessionId, attendance));
  const outcomes = new Map<string, Outcome>();
  for (const [nominationId, attendance] of sessionsOf)
    outcomes.set(nominationId, { ...nothingYet, attendance });
  for (const { nominationId, ...result } of live)
    outcomes.set(nominationId, { ...(outcomes.get(nominationId) ?? nothingYet), ...result });
  return outcomes;
}

/** How many lines a page shows. */
const pageSize = 100;

const ofAll = (condition: SQL) => sql<number>`count(*) filter (where ${condition}) over ()`.mapWith(Number);

/**
 * What came of everybody on the issued lists of a run, page by page: to its provider of all wards, to an office of its
 * own. A page beyond the last is the first.
 * @returns with how many there are of each result on all pages
 */
export async function listRunOutcomes(
  db: Queryable,
  actor: OfficeActor | ProviderActor,
  runId: string,
  page = 1,
): Promise<{
  rows: Omit<Awaited<ReturnType<typeof selectOutcomes>>[number], "total" | Result>[];
  counts: Record<Result | "none", number>;
  total: number;
  page: number;
  pageSize: number;
}> {
  const found = await selectOutcomes(db, actor, runId, page);
  const [first] = found;
  if (!first && page > 1) return listRunOutcomes(db, actor, runId);
  const { total = 0, passed = 0, failed = 0, exempt = 0 } = first ?? {};
  return {
    rows: found.map(({ total: _t, passed: _p, failed: _f, exempt: _e, ...row }) => row),
    counts: { passed, failed, exempt, none: total - passed - failed - exempt },
    total,
    page,
    pageSize,
  };
}
export type RunOutcomes = Awaited<ReturnType<typeof listRunOutcomes>>;
export type RunOutcome = RunOutcomes["rows"][number];

function selectOutcomes(db: Queryable, actor: OfficeActor | ProviderActor, runId: string, page: number) {
  const attended = (wanted: Attendance) =>
    sql<number>`(select count(*)::int from ${attendances} where ${attendances.nominationId} = ${nomineeListRows.nominationId}
      and ${attendances.attendance} = ${wanted})`;
  return db
    .select({
      nominationId: nomineeListRows.nominationId,
      number: nomineeListRows.number,
      fullName: nomineeListRows.fullName,
      employer: nomineeListRows.employer,
      ward: sql<string>`coalesce(${nomineeLists.wardName}, ${wards.name})`,
      present: attended("present"),
      absent: attended("absent"),
      excused: attended("excused"),
      resultId: results.id,
      result: results.result,
      certificateNumber: results.certificateNumber,
      certificateDate: results.certificateDate,
      note: results.note,
      total: sql`count(*) over ()`.mapWith(Number),
      passed: ofAll(eq(results.result, "passed")),
      failed: ofAll(eq(results.result, "failed")),
      exempt: ofAll(eq(results.result, "exempt")),
    })
    .from(nomineeListRows)
    .innerJoin(
      nomineeLists,
      and(eq(nomineeLists.wardId, nomineeListRows.wardId), eq(nomineeLists.id, nomineeListRows.listId)),
    )
    .innerJoin(wards, eq(wards.id, nomineeListRows.wardId))
    .innerJoin(courseRuns, eq(courseRuns.id, nomineeListRows.runId))
    .leftJoin(
      results,
      and(
        eq(results.wardId, nomineeListRows.wardId),
        eq(results.nominationId, nomineeListRows.nominationId),
        isNull(results.voidedAt),
      ),
    )
    .where(
      and(
        eq(nomineeListRows.runId, runId),
        inArray(nomineeLists.status, ["issued", "received"]),
        actor.role === "office"
          ? eq(nomineeListRows.wardId, actor.wardId)
          : eq(courseRuns.providerId, actor.providerId),
      ),
    )
    .orderBy(asc(wards.searchKey), asc(nomineeListRows.number), asc(nomineeListRows.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
}
