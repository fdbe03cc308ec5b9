import { and, asc, eq } from "drizzle-orm";
import * as z from "zod/mini";
import type { Database } from "#app/db/client.server.ts";
import { businesses, nomineeLists } from "#app/db/schema/index.ts";
import type { BusinessActor, LeaderActor, OfficeActor, ProviderActor } from "#app/domain/actor.ts";
import { changeStatus } from "#app/domain/courses/update-run.server.ts";
import { approveList } from "#app/domain/lists/decide-list.server.ts";
import { issueList } from "#app/domain/lists/issue-list.server.ts";
import { submitList } from "#app/domain/lists/submit-list.server.ts";
import { listNeedsOfRuns } from "#app/domain/nominations/needs.server.ts";
import { nominate } from "#app/domain/nominations/nominate.server.ts";
import { openPeople } from "#app/domain/nominations/rules.ts";
import { nominateInput } from "#app/domain/nominations/schema.ts";
import { createPerson } from "#app/domain/people/commands.server.ts";
import { createPersonInput } from "#app/domain/people/schema.ts";
import { saveTemplate } from "#app/domain/rosters/save-template.server.ts";
import { rosterPresets } from "#app/domain/rosters/template.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";
import { sendRosterBack } from "./demo-outcomes.ts";
import { demoPerson } from "./demo-people.ts";
import { calls, seedRun, versionOf } from "./demo-runs.ts";

type Actors = { office: OfficeActor; leader: LeaderActor; trainer: ProviderActor; contact: BusinessActor };

type People = (count: number) => Record<string, string>[];

/**
 * Four runs: one that has begun, with attendance and the first results, a list that is issued, one that waits for the
 * leader, and one that is being made, in the columns that its organiser asks for.
 */
export async function seedCourses(db: Database, actors: Actors): Promise<void> {
  let next = 0;
  const people = (count: number) => Array.from({ length: count }, () => demoPerson(next++));
  const begunRunId = await seedBegunRun(db, actors, people);
  // A file is read by a worker of its own: the other runs need not wait for it.
  await Promise.all([sendRosterBack(db, actors.trainer, begunRunId), seedOtherRuns(db, actors, people)]);
  await addStaff(db, actors.office, people(18));
}

async function seedBegunRun(db: Database, actors: Actors, people: People): Promise<string> {
  const { office } = actors;
  const runId = await seedRun(db, actors, calls.begun);
  await nominateAll(db, office, runId, people(9), { daysAgo: 10 });
  await submitCurrent(db, office, runId, "Một người chưa có số điện thoại.");
  await approveAndIssue(db, actors, runId, 44);
  for (const status of ["closed", "running"] as const)
    await changeStatus(db, office, { runId, version: await versionOf(db, runId), status, reason: null });
  return runId;
}

async function seedOtherRuns(db: Database, actors: Actors, people: People): Promise<void> {
  const { office } = actors;
  const issuedRunId = await seedRun(db, actors, calls.issued);
  await nominateAll(db, office, issuedRunId, people(22));
  await submitCurrent(
    db,
    office,
    issuedRunId,
    "Một số người mới có năm sinh hoặc chưa có điện thoại; cơ sở đã xác nhận.",
  );
  await approveAndIssue(db, actors, issuedRunId, 45);

  const submittedRunId = await seedRun(db, actors, calls.submitted);
  await nominateAll(db, office, submittedRunId, people(13));
  await submitCurrent(
    db,
    office,
    submittedRunId,
    "Một người chưa có số điện thoại, một người mới có năm sinh; cơ sở sẽ bổ sung trước ngày học.",
  );

  const openRunId = await seedRun(db, actors, calls.open);
  await nominateAll(db, office, openRunId, people(5));
  await proposeByBusiness(db, actors.contact, openRunId, people(2));
  await saveTemplate(db, office, {
    runId: openRunId,
    version: await versionOf(db, openRunId),
    sort: rosterPresets.certificate.sort,
    columns: [...rosterPresets.certificate.columns],
  });
}

/** Nominates people for the needs that the answers of the open round state, as far as they go. */
async function nominateAll(
  db: Database,
  office: OfficeActor,
  runId: string,
  people: Record<string, string>[],
  { daysAgo = 0 } = {},
): Promise<void> {
  const lines = await listNeedsOfRuns(db, office, { runIds: [runId], language: "vi" });
  const places = lines.flatMap((line) => Array.from({ length: openPeople(line) }, () => line));
  const employers = await activeBusinesses(db, office.wardId);
  for (const [index, person] of people.entries()) {
    const place = places[index];
    await nominate(
      db,
      office,
      z.parse(nominateInput, {
        idempotencyKey: crypto.randomUUID(),
        runId,
        businessId: place?.businessId ?? employers[index % employers.length],
        needLineId: place?.id ?? "",
        outsideNeedReason: place ? "" : "Cơ sở đề nghị thêm sau khảo sát",
        ...person,
        samePerson: "other",
      }),
      new Date(Date.now() - daysAgo * 24 * 3600 * 1000),
    );
  }
}

async function proposeByBusiness(
  db: Database,
  contact: BusinessActor,
  runId: string,
  people: Record<string, string>[],
): Promise<void> {
  for (const person of people) {
    await nominate(
      db,
      contact,
      z.parse(nominateInput, {
        idempotencyKey: crypto.randomUUID(),
        runId,
        outsideNeedReason: "Mới nhận việc ở bộ phận giám sát",
        ...person,
        samePerson: "other",
      }),
    );
  }
}

/** People who are on file and not nominated. */
async function addStaff(db: Database, office: OfficeActor, people: Record<string, string>[]): Promise<void> {
  const employers = await activeBusinesses(db, office.wardId);
  for (const [index, person] of people.entries()) {
    await createPerson(
      db,
      office,
      z.parse(createPersonInput, {
        idempotencyKey: crypto.randomUUID(),
        ...person,
        businessId: employers[(index * 5) % employers.length],
        samePerson: "other",
      }),
    );
  }
}

async function activeBusinesses(db: Database, wardId: string): Promise<string[]> {
  const rows = await db
    .select({ id: businesses.id })
    .from(businesses)
    .where(and(eq(businesses.wardId, wardId), eq(businesses.status, "active")))
    .orderBy(asc(businesses.sortKey));
  return rows.map(({ id }) => id);
}

async function approveAndIssue(
  db: Database,
  { office, leader }: Actors,
  runId: string,
  letterNumber: number,
): Promise<void> {
  await approveList(db, leader, await stepOf(db, runId));
  await issueList(db, office, {
    ...(await stepOf(db, runId)),
    letterNumber,
    letterDate: todayInVietnam(new Date()),
    signerId: leader.accountId,
    signingCapacity: "for_chair",
  });
}

async function stepOf(db: Database, runId: string) {
  const [list] = await db
    .select({ listId: nomineeLists.id, version: nomineeLists.version })
    .from(nomineeLists)
    .where(eq(nomineeLists.runId, runId));
  if (!list) throw new Error("the demo run has no list");
  return { idempotencyKey: crypto.randomUUID(), ...list };
}

async function submitCurrent(
  db: Database,
  office: OfficeActor,
  runId: string,
  note: string | null,
): Promise<void> {
  await submitList(db, office, { ...(await stepOf(db, runId)), note });
}
