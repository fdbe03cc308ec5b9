import { and, countDistinct, desc, eq, inArray, max, ne, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import {
  accounts,
  courseRuns,
  courses,
  exports,
  nomineeListRows,
  nomineeLists,
  providers,
} from "#app/db/schema/index.ts";
import type { ProviderActor } from "../actor.ts";
import { NotFound } from "../errors.ts";

/** People of issued lists, those whose list the provider has not downloaded yet, and the wards they come from. */
const rosterCounts = {
  people: sql<number>`count(${nomineeListRows.id})::int`,
  newPeople: sql<number>`count(${nomineeListRows.id}) filter (where ${nomineeLists.status} = 'issued')::int`,
  wards: countDistinct(nomineeLists.wardId),
  updatedAt: max(nomineeLists.issuedAt),
};

/** The provider's own runs, those that start last first. A run is its business once the call is open. */
export function listProviderRuns(db: Queryable, actor: ProviderActor) {
  return selectProviderRuns(db, actor).orderBy(desc(courseRuns.startsOn), desc(courseRuns.id)).limit(200);
}

/** @throws NotFound for a run of another provider, and for one that is still a draft */
export async function getProviderRun(db: Queryable, actor: ProviderActor, runId: string) {
  const [run] = await selectProviderRuns(db, actor, runId);
  if (!run) throw new NotFound();
  return run;
}

function selectProviderRuns(db: Queryable, actor: ProviderActor, runId?: string) {
  return db
    .select({
      id: courseRuns.id,
      courseName: courses.name,
      label: courseRuns.label,
      providerName: providers.name,
      startsOn: courseRuns.startsOn,
      endsOn: courseRuns.endsOn,
      place: courseRuns.place,
      mode: courseRuns.mode,
      status: courseRuns.status,
      rosterTemplate: courseRuns.rosterTemplate,
      ...rosterCounts,
    })
    .from(courseRuns)
    .innerJoin(courses, eq(courses.id, courseRuns.courseId))
    .innerJoin(providers, eq(providers.id, courseRuns.providerId))
    .leftJoin(
      nomineeLists,
      and(eq(nomineeLists.runId, courseRuns.id), inArray(nomineeLists.status, ["issued", "received"])),
    )
    .leftJoin(nomineeListRows, eq(nomineeListRows.listId, nomineeLists.id))
    .where(
      and(
        eq(courseRuns.providerId, actor.providerId),
        ne(courseRuns.status, "draft"),
        runId === undefined ? undefined : eq(courseRuns.id, runId),
      ),
    )
    .groupBy(courseRuns.id, courses.id, providers.id)
    .$dynamic();
}

/** When somebody of this provider downloaded the roster the last time; null when nobody did. */
export async function findLastDownload(
  db: Queryable,
  actor: ProviderActor,
  runId: string,
): Promise<Date | null> {
  const [last] = await db
    .select({ at: exports.at })
    .from(exports)
    .innerJoin(accounts, eq(accounts.id, exports.accountId))
    .where(
      and(
        eq(exports.subjectId, runId),
        eq(exports.kind, "roster"),
        eq(accounts.providerId, actor.providerId),
      ),
    )
    .orderBy(desc(exports.at))
    .limit(1);
  return last?.at ?? null;
}
