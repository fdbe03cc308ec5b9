import { and, asc, eq } from "drizzle-orm";
import * as z from "zod/mini";
import type { Database } from "#app/db/client.server.ts";
import { businesses, nomineeLists, skills } from "#app/db/schema/index.ts";
import type { BusinessActor, LeaderActor, OfficeActor } from "#app/domain/actor.ts";
import { recordRun } from "#app/domain/courses/record-run.server.ts";
import { recordRunInput } from "#app/domain/courses/schema.ts";
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
import { addDays, showDate, todayInVietnam } from "#app/vietnamese/dates.ts";
import { demoPerson } from "./demo-people.ts";

type Actors = { office: OfficeActor; leader: LeaderActor; contact: BusinessActor; providerId: string };

type Call = {
  courseName: string;
  skillCodes: string[];
  label: string;
  startsIn: number;
  days: number;
  seats: number;
  letter: string;
  eligibility: string;
};

const calls = {
  issued: {
    courseName: "IoT cơ bản cho cơ sở sản xuất",
    skillCodes: ["iot-basic", "iot-sensors"],
    label: "khóa 1",
    startsIn: 12,
    days: 3,
    seats: 20,
    letter: "112/SKHCN-CNS",
    eligibility: "Người đang làm việc tại cơ sở trong cụm công nghiệp.",
  },
  submitted: {
    courseName: "Vận hành mạng 5G trong nhà máy",
    skillCodes: ["5g-basic"],
    label: "khóa 2",
    startsIn: 20,
    days: 4,
    seats: 15,
    letter: "118/SKHCN-CNS",
    eligibility: "Kỹ thuật viên, thợ điện; biết dùng máy tính.",
  },
  open: {
    courseName: "Vận hành nền tảng IoT",
    skillCodes: ["dashboards", "iot-basic"],
    label: "khóa 2",
    startsIn: 30,
    days: 5,
    seats: 8,
    letter: "125/SKHCN-CNS",
    eligibility: "Ưu tiên cơ sở đã đăng ký nhu cầu trong đợt khảo sát.",
  },
} satisfies Record<string, Call>;

/** Three runs: a list that is issued, one that waits for the leader, one that is being made. */
export async function seedCourses(db: Database, actors: Actors): Promise<{ issuedRunId: string }> {
  const { office, leader } = actors;
  let next = 0;
  const people = (count: number) => Array.from({ length: count }, () => demoPerson(next++));

  const issuedRunId = await seedRun(db, actors, calls.issued);
  await nominateAll(db, office, issuedRunId, people(22));
  await submitCurrent(
    db,
    office,
    issuedRunId,
    "Một số người mới có năm sinh hoặc chưa có điện thoại; cơ sở đã xác nhận.",
  );
  await approveList(db, leader, await stepOf(db, issuedRunId));
  await issueList(db, office, {
    ...(await stepOf(db, issuedRunId)),
    letterNumber: 45,
    letterDate: todayInVietnam(new Date()),
    signerId: leader.accountId,
    signingCapacity: "for_chair",
  });

  const submittedRunId = await seedRun(db, actors, calls.submitted);
  await nominateAll(db, office, submittedRunId, people(13));
  await submitCurrent(
    db,
    office,
    submittedRunId,
    "Hai người chưa có số điện thoại, cơ sở sẽ bổ sung trước ngày học.",
  );

  const openRunId = await seedRun(db, actors, calls.open);
  await nominateAll(db, office, openRunId, people(5));
  await proposeByBusiness(db, actors.contact, openRunId, people(2));

  await addStaff(db, office, people(18));
  return { issuedRunId };
}

async function seedRun(db: Database, { office, providerId }: Actors, call: Call): Promise<string> {
  const startsOn = addDays(todayInVietnam(new Date()), call.startsIn);
  const rows = await db.select({ id: skills.id, code: skills.code }).from(skills);
  const { runId } = await recordRun(
    db,
    office,
    z.parse(recordRunInput, {
      idempotencyKey: crypto.randomUUID(),
      courseName: call.courseName,
      skills: call.skillCodes.map((code) => ({
        skillId: rows.find((skill) => skill.code === code)?.id,
        level: "2",
      })),
      providerId,
      seats: String(call.seats),
      label: call.label,
      startsOn: showDate(startsOn),
      endsOn: showDate(addDays(startsOn, call.days - 1)),
      place: "Hội trường UBND phường Đăk Cấm",
      mode: "in_person",
      callLetter: call.letter,
      callLetterDate: showDate(addDays(startsOn, -call.startsIn - 10)),
      callIssuer: "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi",
      nominationDeadline: showDate(addDays(startsOn, -7)),
      eligibility: call.eligibility,
      sessions: Array.from({ length: call.days }, (_, day) => ({
        heldOn: showDate(addDays(startsOn, day)),
        startsAt: "07:30",
        endsAt: "11:00",
        topic: `Buổi ${day + 1}`,
      })),
    }),
  );
  await changeStatus(db, office, { runId, version: 1, status: "open", reason: null });
  return runId;
}

/** Nominates people for the needs that the answers of the open round state, as far as they go. */
async function nominateAll(
  db: Database,
  office: OfficeActor,
  runId: string,
  people: Record<string, string>[],
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
