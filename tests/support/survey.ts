import type { Database } from "#app/db/client.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { businesses, invitations, skills, surveyRounds } from "#app/db/schema/index.ts";
import type { InvitationActor } from "#app/domain/actor.ts";
import { protectTaxCode } from "#app/domain/businesses/tax-code.server.ts";
import { linkOf } from "#app/domain/survey/link.server.ts";
import type { SubmitResponseInput } from "#app/domain/survey/schema.ts";
import { hashToken } from "#app/lib/keys.server.ts";
import { addDays, todayInVietnam } from "#app/vietnamese/dates.ts";
import { textSortKey } from "#app/vietnamese/names.ts";
import { searchKey } from "#app/vietnamese/text.ts";

const today = todayInVietnam(new Date());
let nextNumber = 1;

/** A round that is open from yesterday, for ten days and five late ones; its days may be given. */
export async function insertRound(
  db: Database,
  wardId: string,
  values: Partial<typeof surveyRounds.$inferInsert> = {},
) {
  const [round] = await db
    .insert(surveyRounds)
    .values({
      wardId,
      year: Number(today.slice(0, 4)),
      number: nextNumber++,
      title: "Khảo sát nhu cầu nhân lực",
      opensOn: addDays(today, -1),
      closesOn: addDays(today, 10),
      lateUntil: addDays(today, 15),
      status: "open",
      ...values,
    })
    .returning();
  return round!;
}

/** A business with a tax code (fictional: 6100000000 and up), as the registry stores it. */
export async function insertTaxedBusiness(
  db: Database,
  wardId: string,
  {
    name = "Hộ KD Rmah H'Bia (hư cấu)",
    taxCode = "062199912345" as string | null,
    ...values
  } = {} as Partial<typeof businesses.$inferInsert> & { taxCode?: string | null },
) {
  const id = newId();
  const [business] = await db
    .insert(businesses)
    .values({
      id,
      wardId,
      name,
      searchKey: searchKey(name),
      sortKey: textSortKey(name),
      kind: "household",
      ...protectTaxCode({ wardId, businessId: id, taxCode }),
      ...values,
    })
    .returning();
  return business!;
}

/** The personal link of a business in a round, and the actor that it makes. */
export async function insertInvitation(
  db: Database,
  { wardId, roundId, businessId }: { wardId: string; roundId: string; businessId: string },
): Promise<{ token: string; actor: InvitationActor }> {
  const id = newId();
  const token = linkOf({ id, generation: 1 });
  await db.insert(invitations).values({ id, wardId, roundId, businessId, tokenHash: hashToken(token) });
  return { token, actor: { role: "invitation", invitationId: id, wardId, roundId, businessId } };
}

export async function someSkill(db: Database): Promise<string> {
  const [skill] = await db.select({ id: skills.id }).from(skills).limit(1);
  return skill!.id;
}

/** A whole answer with one need line. */
export function answer(skillId: string, values: Partial<SubmitResponseInput> = {}): SubmitResponseInput {
  return {
    idempotencyKey: crypto.randomUUID(),
    version: 0,
    contactName: "Rmah H'Bia",
    contactTitle: "Chủ hộ",
    phone: "+84912345678",
    workerCount: 6,
    femaleCount: 4,
    digitalWorkerCount: 1,
    noNeed: false,
    note: null,
    needs: [needLine(skillId)],
    ...values,
  };
}

export function needLine(skillId: string, values: Partial<SubmitResponseInput["needs"][number]> = {}) {
  return {
    id: null,
    position: "Vận hành cảm biến",
    skillId,
    level: 2,
    people: 2,
    mode: "train" as const,
    wantedYear: Number(today.slice(0, 4)) + 1,
    wantedQuarter: 2,
    ...values,
  };
}
