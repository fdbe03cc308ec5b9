import { and, eq, notInArray, sql } from "drizzle-orm";
import type { Database, Queryable } from "#app/db/client.server.ts";
import { courseRuns, courses } from "#app/db/schema/index.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import type { OfficeActor } from "../actor.ts";
import { changedMeanwhile } from "../audit/changed-meanwhile.server.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { getRun } from "../courses/queries.server.ts";
import { Forbidden } from "../errors.ts";
import type { SaveTemplateInput } from "./schema.ts";
import { type RosterTemplate, readTemplate } from "./template.ts";

/**
 * The columns of a run's rosters, for the ward that recorded the run. Lists that have been submitted keep those that
 * they were submitted with. @throws NotFound; Forbidden for another ward that takes part; Conflict for an old version and
 * when the run is over
 */
export async function saveTemplate(
  db: Database,
  actor: OfficeActor,
  { runId, version, ...template }: SaveTemplateInput,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await getTemplate(tx, actor, runId);
    const [saved] = await tx
      .update(courseRuns)
      .set({ rosterTemplate: template, version: sql`${courseRuns.version} + 1` })
      .where(
        and(
          eq(courseRuns.id, runId),
          eq(courseRuns.version, version),
          notInArray(courseRuns.status, ["finished", "cancelled"]),
        ),
      )
      .returning({ id: courseRuns.id });
    if (!saved) throw await changedMeanwhile(tx, actor, { entity: "run", entityId: runId });
    await recordAudit(tx, actor, {
      action: "run.template",
      entity: "run",
      entityId: runId,
      after: { sort: template.sort, columns: template.columns.map(({ header }) => header) },
    });
  });
}

/** The run's template for its page. @throws NotFound; Forbidden for another ward that takes part */
export async function getTemplate(
  db: Queryable,
  actor: OfficeActor,
  runId: string,
): Promise<{
  run: { id: string; courseName: string; label: string; version: number };
  template: RosterTemplate;
}> {
  const { ownerWardId, course, label, version } = await getRun(db, actor, runId);
  if (ownerWardId !== actor.wardId) throw new Forbidden("courses:errors.notOwner");
  const [stored] = await db
    .select({ rosterTemplate: courseRuns.rosterTemplate })
    .from(courseRuns)
    .innerJoin(courses, eq(courses.id, courseRuns.courseId))
    .where(eq(courseRuns.id, runId));
  return {
    run: { id: runId, courseName: course, label, version },
    template: readTemplate(stored?.rosterTemplate),
  };
}
