import { asc, eq } from "drizzle-orm";
import type { Database } from "#app/db/client.server.ts";
import { accounts, needLines, responses, skills, surveyRounds } from "#app/db/schema/index.ts";
import type { BusinessActor, OfficeActor } from "#app/domain/actor.ts";
import { recordRun } from "#app/domain/courses/record-run.server.ts";
import type { RecordRunInput, UpdateRunInput } from "#app/domain/courses/schema.ts";
import { changeStatus } from "#app/domain/courses/update-run.server.ts";
import type { AcceptManyInput, NominateInput } from "#app/domain/nominations/schema.ts";
import { digestOfIds } from "#app/domain/selection.server.ts";
import { addDays, todayInVietnam } from "#app/vietnamese/dates.ts";
import { insertBusiness } from "./personas.ts";

export const today = todayInVietnam(new Date());

/** Ids of the starter skills by their code. */
export async function skillIds(db: Database): Promise<Record<string, string>> {
  const rows = await db
    .select({ id: skills.id, code: skills.code })
    .from(skills)
    .orderBy(asc(skills.position));
  return Object.fromEntries(rows.map(({ id, code }) => [code, id]));
}

let count = 0;

/** A call for a course of its own that teaches "iot-basic", with a deadline in ten days and one session. */
export async function callInput(db: Database, values: Partial<RecordRunInput> = {}): Promise<RecordRunInput> {
  count += 1;
  const startsOn = values.startsOn ?? addDays(today, 30);
  return {
    idempotencyKey: crypto.randomUUID(),
    courseId: null,
    courseName: values.courseId ? null : `Vận hành nền tảng IoT ${count}`,
    skills: values.courseId ? [] : [{ skillId: (await skillIds(db))["iot-basic"] ?? "", level: 2 }],
    providerId: null,
    providerName: values.providerId ? null : `Trường đào tạo hư cấu ${count}`,
    label: "khóa 1",
    startsOn,
    endsOn: addDays(startsOn, 4),
    place: "Hội trường phường",
    mode: "in_person",
    callLetter: "12/SKHCN-CĐS",
    callLetterDate: today,
    callIssuer: "Sở Khoa học và Công nghệ",
    nominationDeadline: addDays(today, 10),
    eligibility: null,
    sessions: [{ heldOn: startsOn, startsAt: "07:30", endsAt: "11:00", topic: null }],
    seats: 8,
    ...values,
  };
}

/** What the edit form of that run posts. */
export async function editInput(
  db: Database,
  values: Pick<UpdateRunInput, "runId" | "version"> & Partial<UpdateRunInput>,
): Promise<UpdateRunInput> {
  const {
    idempotencyKey: _key,
    courseId: _course,
    courseName: _courseName,
    skills: _skills,
    providerId: _provider,
    providerName: _providerName,
    seats: _seats,
    ...facts
  } = await callInput(db);
  return { ...facts, ...values };
}

/** A run that takes nominations. */
export async function openRun(db: Database, office: OfficeActor, values: Partial<RecordRunInput> = {}) {
  const { runId } = await recordRun(db, office, await callInput(db, values));
  await changeStatus(db, office, { runId, version: 1, status: "open", reason: null });
  return runId;
}

const noPerson = {
  personId: null,
  fullName: null,
  gender: null,
  birthDate: null,
  nationalId: null,
  phone: null,
  email: null,
  qualification: null,
  position: null,
  samePerson: null,
};

const given = ["An", "Bình", "Cường", "Dũng", "Hạnh", "Khánh", "Loan", "Mai", "Nga", "Phúc"];

/** A new, fictional person who serves no stated need. Each call names somebody else. */
export function nominationOf(
  runId: string,
  businessId: string | null,
  values: Partial<NominateInput> = {},
): NominateInput {
  count += 1;
  const name = `Người Thử ${"ABCDEFGHIJ"[Math.floor(count / 10) % 10]}${"abcdefghij"[Math.floor(count / 100) % 10]} ${given[count % 10]}`;
  return {
    idempotencyKey: crypto.randomUUID(),
    runId,
    businessId,
    ...noPerson,
    fullName: values.personId ? null : name,
    birthDate: values.personId ? null : `${1970 + (Math.floor(count / 1000) % 30)}`,
    needLineId: null,
    outsideNeedReason: values.needLineId ? null : "Chưa khảo sát",
    lateNote: null,
    ...values,
  };
}

/** What "all proposals" of a run posts. @param seen the ids that the page showed */
export function allProposals(runId: string, seen: string[]): AcceptManyInput {
  return {
    idempotencyKey: crypto.randomUUID(),
    runId,
    scope: "all",
    chosen: [],
    total: seen.length,
    seen: digestOfIds(seen),
  };
}

/** A second business of the ward with somebody who signs in for it. */
export async function addBusiness(
  db: Database,
  wardId: string,
  name: string,
): Promise<{ business: Awaited<ReturnType<typeof insertBusiness>>; contact: BusinessActor }> {
  const business = await insertBusiness(db, wardId, name);
  const [account] = await db
    .insert(accounts)
    .values({
      email: `business.${crypto.randomUUID()}@test.example`,
      fullName: "Người thử business",
      status: "active",
      role: "business",
      wardId,
      businessId: business.id,
    })
    .returning();
  if (!account) throw new Error("no account");
  return {
    business,
    contact: {
      role: "business",
      accountId: account.id,
      fullName: account.fullName,
      wardId,
      businessId: business.id,
    },
  };
}

/** An answer of a business, straight into the tables, with training needs for "iot-basic" of so many people each. */
export async function statedNeeds(
  db: Database,
  wardId: string,
  businessId: string,
  people: number[],
  { round = 1, skill = "iot-basic" }: { round?: number; skill?: string } = {},
): Promise<string[]> {
  await db
    .insert(surveyRounds)
    .values({
      wardId,
      year: 2027,
      number: round,
      title: `Đợt ${round}`,
      opensOn: today,
      closesOn: today,
      lateUntil: today,
      status: "open",
    })
    .onConflictDoNothing();
  const [found] = await db
    .select({ id: surveyRounds.id })
    .from(surveyRounds)
    .where(eq(surveyRounds.number, round));
  if (!found) throw new Error("no round");
  const [response] = await db
    .insert(responses)
    .values({
      wardId,
      roundId: found.id,
      businessId,
      status: "submitted",
      receiptNumber: `KS-${crypto.randomUUID()}`,
      submittedAt: new Date(),
    })
    .returning();
  if (!response) throw new Error("no response");
  const skillId = (await skillIds(db))[skill] ?? "";
  const lines = await db
    .insert(needLines)
    .values(
      people.map((count, index) => ({
        wardId,
        roundId: found.id,
        businessId,
        responseId: response.id,
        number: index + 1,
        position: "Vận hành cảm biến",
        skillId,
        level: 2,
        people: count,
        mode: "train" as const,
        wantedYear: 2027,
        wantedQuarter: 2,
      })),
    )
    .returning({ id: needLines.id });
  return lines.map((line) => line.id);
}
