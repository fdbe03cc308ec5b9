import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { courseRuns, courses } from "#app/db/schema/index.ts";
import { inTransaction, onViolation } from "#app/db/transaction.server.ts";
import type { OfficeActor } from "../actor.ts";
import { changedMeanwhile } from "../audit/changed-meanwhile.server.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Conflict, Forbidden, NotFound } from "../errors.ts";
import { getRun } from "./queries.server.ts";
import { editableStatuses, statusesBefore } from "./rules.ts";
import {
  type ChangeStatusInput,
  filledRows,
  type UpdateCourseSkillsInput,
  type UpdateRunInput,
} from "./schema.ts";
import { writeSessions, writeSkills } from "./write-parts.server.ts";

/**
 * Mends the facts of a run, until it begins. For the ward that recorded it.
 * @throws Conflict when the run was changed since it was read, or has begun, or a session with attendance would go; NotFound; Forbidden for another ward
 * that takes part
 */
export async function updateRun(db: Database, actor: OfficeActor, input: UpdateRunInput): Promise<void> {
  const { runId, version, sessions, ...facts } = input;
  const work = inTransaction(db, async (tx) => {
    const before = await getOwnRun(tx, actor, runId);
    if (!editableStatuses.includes(before.status)) throw new Conflict("courses:errors.notEditable");
    const [updated] = await tx
      .update(courseRuns)
      .set({ ...facts, version: sql`${courseRuns.version} + 1` })
      .where(
        and(
          eq(courseRuns.id, runId),
          eq(courseRuns.version, version),
          inArray(courseRuns.status, [...editableStatuses]),
        ),
      )
      .returning({ id: courseRuns.id });
    if (!updated) throw await changedMeanwhile(tx, actor, { entity: "run", entityId: runId });
    await writeSessions(tx, runId, sessions);
    await recordAudit(tx, actor, {
      action: "run.update",
      entity: "run",
      entityId: runId,
      before,
      after: { ...facts, sessions: filledRows(sessions) },
    });
  });
  try {
    await work;
  } catch (error) {
    onViolation(error, "attendances_session_id_run_sessions_id_fk", () => {
      throw new Conflict("courses:errors.sessionHeld");
    });
    throw error;
  }
}

/**
 * Moves a run to its next status (courses/rules.ts). For the ward that recorded it.
 * @throws Conflict when that step is not allowed from where the run now stands; NotFound; Forbidden
 */
export async function changeStatus(
  db: Database,
  actor: OfficeActor,
  input: ChangeStatusInput,
): Promise<void> {
  const { runId, version, status, reason } = input;
  await inTransaction(db, async (tx) => {
    const before = await getOwnRun(tx, actor, runId);
    const after = { status, cancelReason: status === "cancelled" ? reason : null };
    const [updated] = await tx
      .update(courseRuns)
      .set({ ...after, version: sql`${courseRuns.version} + 1` })
      .where(
        and(
          eq(courseRuns.id, runId),
          eq(courseRuns.version, version),
          inArray(courseRuns.status, statusesBefore(status)),
        ),
      )
      .returning({ id: courseRuns.id });
    if (!updated) {
      const state = `courses:status.${(await getRun(tx, actor, runId)).status}` as const;
      throw await changedMeanwhile(tx, actor, { entity: "run", entityId: runId, state });
    }
    await recordAudit(tx, actor, { action: "run.status", entity: "run", entityId: runId, before, after });
  });
}

/**
 * Says anew what a course teaches. Needs find their runs through it, so it is refused while another ward has runs
 * of the course.
 * @throws Conflict as said, and for an old version; NotFound for a course of which the ward has recorded no run
 */
export async function updateCourseSkills(
  db: Database,
  actor: OfficeActor,
  input: UpdateCourseSkillsInput,
): Promise<void> {
  const { courseId, version, skills } = input;
  await inTransaction(db, async (tx) => {
    const owners = await tx
      .selectDistinct({ wardId: courseRuns.ownerWardId })
      .from(courseRuns)
      .where(eq(courseRuns.courseId, courseId));
    if (!owners.some((owner) => owner.wardId === actor.wardId)) throw new NotFound();
    if (owners.length > 1) throw new Conflict("courses:errors.courseShared");
    const [updated] = await tx
      .update(courses)
      .set({ version: sql`${courses.version} + 1` })
      .where(and(eq(courses.id, courseId), eq(courses.version, version)))
      .returning({ id: courses.id });
    if (!updated) throw await changedMeanwhile(tx, actor, { entity: "course", entityId: courseId });
    await writeSkills(tx, courseId, skills);
    await recordAudit(tx, actor, {
      action: "course.skills",
      entity: "course",
      entityId: courseId,
      after: { skills: filledRows(skills) },
    });
  });
}

async function getOwnRun(tx: Transaction, actor: OfficeActor, runId: string) {
  const run = await getRun(tx, actor, runId);
  if (run.ownerWardId !== actor.wardId) throw new Forbidden("courses:errors.notOwner");
  return run;
}
