import { and, eq, gt, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/client.server.ts";
import { courseSkills, runSessions } from "#app/db/schema/index.ts";
import { Invalid } from "../errors.ts";
import { filledRows, type RecordRunInput } from "./schema.ts";

/** Sessions in the order of time. A session keeps its row, and so its id, as long as its number exists. */
export async function writeSessions(
  tx: Transaction,
  runId: string,
  sessions: RecordRunInput["sessions"],
): Promise<void> {
  const rows = filledRows(sessions)
    .toSorted((a, b) => (a.heldOn + a.startsAt < b.heldOn + b.startsAt ? -1 : 1))
    .map((session, index) => ({ runId, number: index + 1, ...session }));
  await tx.delete(runSessions).where(and(eq(runSessions.runId, runId), gt(runSessions.number, rows.length)));
  if (rows.length === 0) return;
  await tx
    .insert(runSessions)
    .values(rows)
    .onConflictDoUpdate({
      target: [runSessions.runId, runSessions.number],
      set: {
        heldOn: sql`excluded.held_on`,
        startsAt: sql`excluded.starts_at`,
        endsAt: sql`excluded.ends_at`,
        topic: sql`excluded.topic`,
      },
    });
}

/** What a course teaches, each skill once. @throws Invalid at the row that repeats a skill */
export async function writeSkills(
  tx: Transaction,
  courseId: string,
  skills: RecordRunInput["skills"],
): Promise<void> {
  skills.forEach((row, index) => {
    if (row && skills.findIndex((other) => other?.skillId === row.skillId) < index)
      throw new Invalid(`skills.${index}.skillId`, "courses:errors.skillTwice");
  });
  await tx.delete(courseSkills).where(eq(courseSkills.courseId, courseId));
  await tx.insert(courseSkills).values(filledRows(skills).map((skill) => ({ courseId, ...skill })));
}
