import { eq } from "drizzle-orm";
import * as z from "zod/mini";
import type { Database } from "#app/db/client.server.ts";
import { courseRuns, skills } from "#app/db/schema/index.ts";
import type { OfficeActor, ProviderActor } from "#app/domain/actor.ts";
import { recordRun } from "#app/domain/courses/record-run.server.ts";
import { recordRunInput } from "#app/domain/courses/schema.ts";
import { changeStatus } from "#app/domain/courses/update-run.server.ts";
import { addDays, showDate, todayInVietnam } from "#app/vietnamese/dates.ts";

type Call = {
  courseName: string;
  skillCodes: string[];
  label: string;
  /** Days from today; negative for a run that has begun. */
  startsIn: number;
  days: number;
  seats: number;
  letter: string;
  eligibility: string;
};

export const calls = {
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
  begun: {
    courseName: "An toàn thông tin cơ bản cho cơ sở",
    skillCodes: ["security-basic"],
    label: "khóa 1",
    startsIn: -2,
    days: 3,
    seats: 12,
    letter: "096/SKHCN-CNS",
    eligibility: "Người dùng máy tính trong công việc.",
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

/** A call for a course of the provider, open to nominations. */
export async function seedRun(
  db: Database,
  { office, trainer }: { office: OfficeActor; trainer: ProviderActor },
  call: Call,
): Promise<string> {
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
      providerId: trainer.providerId,
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

export async function versionOf(db: Database, runId: string): Promise<number> {
  const [run] = await db
    .select({ version: courseRuns.version })
    .from(courseRuns)
    .where(eq(courseRuns.id, runId));
  return run?.version ?? 0;
}
