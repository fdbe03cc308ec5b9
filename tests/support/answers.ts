import type { Database } from "#app/db/client.server.ts";
import type { OfficeActor } from "#app/domain/actor.ts";
import { createRound } from "#app/domain/rounds/commands.server.ts";
import { openRound } from "#app/domain/rounds/open-round.server.ts";
import { listSkills } from "#app/domain/skills/queries.server.ts";
import type { AnsweredLine } from "#app/domain/survey/schema.ts";
import { submitResponse } from "#app/domain/survey/submit-response.server.ts";
import { addDays, todayInVietnam } from "#app/vietnamese/dates.ts";

/** A round of the officer's ward that takes answers today; every active business is invited. */
export async function openRoundOf(db: Database, office: OfficeActor): Promise<string> {
  const today = todayInVietnam(new Date());
  const { roundId } = await createRound(db, office, {
    idempotencyKey: crypto.randomUUID(),
    year: Number(today.slice(0, 4)),
    number: null,
    title: "Khảo sát nhu cầu nhân lực",
    opensOn: today,
    closesOn: addDays(today, 20),
    lateUntil: addDays(today, 30),
  });
  await openRound(db, office, { roundId, version: 1 });
  return roundId;
}

type Answered = {
  roundId: string;
  businessId: string;
  needs: Partial<AnsweredLine>[];
  /** Of the answer that is corrected; 0 for the first one. */
  version?: number;
};

/** An answer of a business, told to the office by telephone; without lines it has no need. */
export async function answerFor(
  db: Database,
  office: OfficeActor,
  { roundId, businessId, needs, version = 0 }: Answered,
) {
  const [skill] = await listSkills(db, "vi");
  if (!skill) throw new Error("no skill");
  return submitResponse(db, office, {
    idempotencyKey: crypto.randomUUID(),
    version,
    roundId,
    businessId,
    source: "phone",
    contactName: "Nguyễn Thị Mẫu (hư cấu)",
    contactTitle: "Quản lý",
    phone: "+84912345678",
    workerCount: 12,
    femaleCount: 5,
    digitalWorkerCount: 1,
    noNeed: needs.length === 0,
    note: null,
    needs: needs.map((line) => ({
      id: null,
      position: "Vận hành cảm biến",
      skillId: skill.id,
      level: 2,
      people: 3,
      mode: "train",
      wantedYear: 2027,
      wantedQuarter: 2,
      ...line,
    })),
  });
}
