import { and, asc, eq } from "drizzle-orm";
import * as z from "zod/mini";
import type { Database } from "#app/db/client.server.ts";
import { businesses, invitations, responses, skills } from "#app/db/schema/index.ts";
import type { InvitationActor, OfficeActor } from "#app/domain/actor.ts";
import { createRound } from "#app/domain/rounds/commands.server.ts";
import { openRound } from "#app/domain/rounds/open-round.server.ts";
import { createRoundInput } from "#app/domain/rounds/schema.ts";
import { markInvitationsSent } from "#app/domain/rounds/send-invitations.server.ts";
import { returnResponse, verifyResponse } from "#app/domain/survey/review-response.server.ts";
import { submitResponseInput } from "#app/domain/survey/schema.ts";
import { submitResponse } from "#app/domain/survey/submit-response.server.ts";
import { addDays, quarterOf, showDate, todayInVietnam } from "#app/vietnamese/dates.ts";

const positions = [
  "Vận hành cảm biến",
  "Kỹ thuật mạng",
  "Nhân viên dữ liệu",
  "Vận hành bảng giám sát",
  "Thợ lắp đặt camera",
];
const wantedSkills = [
  "iot-sensors",
  "5g-basic",
  "iot-basic",
  "dashboards",
  "security-basic",
  "excel-advanced",
];

/** Two rounds: one of half a year ago, closed with its answers, and one that is open now and half answered. */
export async function seedSurvey(db: Database, office: OfficeActor): Promise<{ openRoundId: string }> {
  const today = todayInVietnam(new Date());
  const past = {
    opensOn: addDays(today, -190),
    closesOn: addDays(today, -170),
    lateUntil: addDays(today, -160),
  };
  const now = { opensOn: addDays(today, -7), closesOn: addDays(today, 14), lateUntil: addDays(today, 21) };
  await seedRound(db, office, past, { answered: 30, at: noonOf(past.opensOn) });
  const openRoundId = await seedRound(db, office, now, { answered: 21, at: new Date() });
  return { openRoundId };
}

const noonOf = (day: string) => new Date(`${day}T05:00:00Z`);

async function seedRound(
  db: Database,
  office: OfficeActor,
  days: { opensOn: string; closesOn: string; lateUntil: string },
  { answered, at }: { answered: number; at: Date },
): Promise<string> {
  const year = days.opensOn.slice(0, 4);
  const { roundId } = await createRound(
    db,
    office,
    z.parse(createRoundInput, {
      idempotencyKey: crypto.randomUUID(),
      year,
      title: "Khảo sát nhu cầu nhân lực công nghệ thông tin, 5G, IoT",
      opensOn: showDate(days.opensOn),
      closesOn: showDate(days.closesOn),
      lateUntil: showDate(days.lateUntil),
    }),
  );
  await openRound(db, office, { roundId, version: 1 }, at);
  const all = { q: null, state: null, cluster: null, invitationId: null };
  await markInvitationsSent(db, office, { roundId, channel: "zalo", ...all });
  const invited = await db
    .select({
      invitationId: invitations.id,
      businessId: businesses.id,
      contactName: businesses.contactName,
      phone: businesses.phone,
      workerCount: businesses.workerCount,
      femaleCount: businesses.femaleCount,
    })
    .from(invitations)
    .innerJoin(businesses, eq(businesses.id, invitations.businessId))
    .where(eq(invitations.roundId, roundId))
    .orderBy(asc(businesses.sortKey));
  const codes = await db.select({ id: skills.id, code: skills.code }).from(skills);
  const skillId = (code: string) => codes.find((skill) => skill.code === code)?.id ?? "";
  for (const [index, business] of invited.slice(0, answered).entries()) {
    const actor: InvitationActor = { role: "invitation", wardId: office.wardId, roundId, ...business };
    const { year: wantedYear, quarter } = quarterOf(addDays(days.closesOn, 60 + 45 * (index % 5)));
    const needs = Array.from({ length: index % 9 === 8 ? 0 : 1 + (index % 3) }, (_, line) => ({
      position: positions[(index + line) % positions.length],
      skillId: skillId(wantedSkills[(index + line * 2) % wantedSkills.length] ?? ""),
      level: String(1 + ((index + line) % 3)),
      people: String(1 + ((index * 2 + line) % 4)),
      mode: (index + line) % 4 === 0 ? "hire" : "train",
      quarter: `${wantedYear}-${quarter}`,
    }));
    const input = z.parse(submitResponseInput, {
      idempotencyKey: crypto.randomUUID(),
      version: "0",
      contactName: business.contactName ?? "Người liên hệ (hư cấu)",
      phone: business.phone ?? "0912345678",
      workerCount: String(business.workerCount ?? 10),
      femaleCount: String(business.femaleCount ?? 4),
      digitalWorkerCount: String(Math.min(index % 4, business.workerCount ?? 0)),
      noNeed: needs.length === 0 ? "true" : "",
      needs,
    });
    await submitResponse(db, actor, input, at);
  }
  await reviewSome(db, office, roundId);
  return roundId;
}

/** Most answers are verified, one is returned, a few still wait. */
async function reviewSome(db: Database, office: OfficeActor, roundId: string): Promise<void> {
  const sent = await db
    .select({ responseId: responses.id, version: responses.version })
    .from(responses)
    .where(and(eq(responses.roundId, roundId), eq(responses.status, "submitted")))
    .orderBy(asc(responses.receiptNumber));
  for (const [index, step] of sent.slice(0, -4).entries()) {
    if (index === 5)
      await returnResponse(db, office, { ...step, comment: "Xin ghi rõ kỹ năng cần đào tạo ở nhu cầu 1." });
    else await verifyResponse(db, office, step);
  }
}
