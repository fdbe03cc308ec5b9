import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { courseRuns, courses, providers, seatAllotments } from "#app/db/schema/index.ts";
import { onceInTransaction, onViolation } from "#app/db/transaction.server.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import { type OfficeActor, onceBy } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Conflict, Invalid, NotFound } from "../errors.ts";
import { editableStatuses } from "./rules.ts";
import { filledRows, type JoinRunInput, type RecordRunInput } from "./schema.ts";
import { writeSessions, writeSkills } from "./write-parts.server.ts";

/**
 * Records a call for participants: the run as a draft, its sessions, and the ward's seats. A course or a provider
 * that is new is added with it.
 * @throws Invalid at `label` when this run is recorded already (by this ward, or by another: then it is to be
 * joined); at `courseName` or `providerName` when a new name is taken
 */
export async function recordRun(
  db: Database,
  actor: OfficeActor,
  input: RecordRunInput,
): Promise<{ runId: string }> {
  const {
    idempotencyKey,
    courseId,
    courseName,
    skills,
    providerId,
    providerName,
    sessions,
    seats,
    ...facts
  } = input;
  return refusingTakenNames(
    onceInTransaction(db, onceBy(actor, "run.record", input), async (tx) => {
      const run = {
        ...facts,
        courseId: await courseOf(tx, input),
        providerId: providerId ?? (await insertProvider(tx, providerName)),
      };
      await refuseRecordedRun(tx, actor, run);
      const [row] = await tx
        .insert(courseRuns)
        .values({
          ...run,
          ownerWardId: actor.wardId,
          seats,
          rosterTemplate: await templateOfCourse(tx, run.courseId),
        })
        .returning({ id: courseRuns.id });
      if (!row) throw new Error("insert returned no run");
      await tx.insert(seatAllotments).values({ runId: row.id, wardId: actor.wardId, seats });
      await writeSessions(tx, row.id, sessions);
      await recordAudit(tx, actor, {
        action: "run.record",
        entity: "run",
        entityId: row.id,
        after: { ...run, seats, sessions: filledRows(sessions) },
      });
      return { runId: row.id };
    }),
  );
}

/**
 * Takes part in a run that another ward has recorded: its seats are added to the run's.
 * @throws Conflict when the ward takes part already or the run has begun; NotFound
 */
export async function joinRun(db: Database, actor: OfficeActor, input: JoinRunInput): Promise<void> {
  const { runId, seats } = input;
  const work = onceInTransaction(db, onceBy(actor, "run.join", input), async (tx) => {
    const [run] = await tx
      .update(courseRuns)
      .set({ seats: sql`${courseRuns.seats} + ${seats}` })
      .where(eq(courseRuns.id, runId))
      .returning({ status: courseRuns.status });
    if (!run) throw new NotFound();
    if (!editableStatuses.includes(run.status)) throw new Conflict("courses:errors.notJoinable");
    await tx.insert(seatAllotments).values({ runId, wardId: actor.wardId, seats });
    await recordAudit(tx, actor, { action: "run.join", entity: "run", entityId: runId, after: { seats } });
  });
  try {
    await work;
  } catch (error) {
    onViolation(error, "seat_allotments_ward_id_run_id_pk", () => {
      throw new Conflict("courses:errors.alreadyJoined");
    });
    throw error;
  }
}

/** The course chosen, locked so that two offices cannot record the same run at once; or the new one, inserted. */
async function courseOf(tx: Transaction, { courseId, courseName, skills }: RecordRunInput): Promise<string> {
  if (courseId === null) {
    const name = courseName ?? "";
    const [course] = await tx
      .insert(courses)
      .values({ name, searchKey: searchKey(name) })
      .returning({ id: courses.id });
    if (!course) throw new Error("insert returned no course");
    await writeSkills(tx, course.id, skills);
    return course.id;
  }
  if (courseName !== null) throw new Invalid("courseName", "courses:errors.courseTwice");
  const [course] = await tx
    .select({ id: courses.id })
    .from(courses)
    .where(eq(courses.id, courseId))
    .for("update");
  if (!course) throw new NotFound();
  return course.id;
}

async function insertProvider(tx: Transaction, name: string | null): Promise<string> {
  const [provider] = await tx
    .insert(providers)
    .values({ name: name ?? "", searchKey: searchKey(name ?? "") })
    .returning({ id: providers.id });
  if (!provider) throw new Error("insert returned no provider");
  return provider.id;
}

type RunFacts = Pick<
  typeof courseRuns.$inferInsert,
  "courseId" | "providerId" | "label" | "startsOn" | "endsOn"
>;

/** The columns that the course's last run asked for: organisers rarely ask for others. */
async function templateOfCourse(tx: Transaction, courseId: string): Promise<unknown> {
  const [last] = await tx
    .select({ template: courseRuns.rosterTemplate })
    .from(courseRuns)
    .where(and(eq(courseRuns.courseId, courseId), isNotNull(courseRuns.rosterTemplate)))
    .orderBy(desc(courseRuns.startsOn), desc(courseRuns.id))
    .limit(1);
  return last?.template ?? null;
}

/** One run, one row: otherwise a provider gets two rosters for one room. */
async function refuseRecordedRun(tx: Transaction, actor: OfficeActor, run: RunFacts): Promise<void> {
  const rows = await tx
    .select({ label: courseRuns.label, wardId: seatAllotments.wardId })
    .from(courseRuns)
    .leftJoin(
      seatAllotments,
      and(eq(seatAllotments.runId, courseRuns.id), eq(seatAllotments.wardId, actor.wardId)),
    )
    .where(
      and(
        eq(courseRuns.courseId, run.courseId),
        eq(courseRuns.providerId, run.providerId),
        eq(courseRuns.startsOn, run.startsOn),
        eq(courseRuns.endsOn, run.endsOn),
        sql`${courseRuns.status} <> 'cancelled'`,
      ),
    );
  const recorded = rows.find((row) => searchKey(row.label) === searchKey(run.label));
  if (!recorded) return;
  throw new Invalid("label", recorded.wardId ? "courses:errors.runTaken" : "courses:errors.runOfOthers");
}

async function refusingTakenNames<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    onViolation(error, "courses_name_unique", () => {
      throw new Invalid("courseName", "courses:errors.courseTaken");
    });
    onViolation(error, "providers_name_unique", () => {
      throw new Invalid("providerName", "courses:errors.providerTaken");
    });
    throw error;
  }
}
