import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { nominations, nomineeLists, results } from "#app/db/schema/index.ts";
import { approveList, returnList } from "#app/domain/lists/decide-list.server.ts";
import { submitList } from "#app/domain/lists/submit-list.server.ts";
import { listNeeds } from "#app/domain/needs/queries.server.ts";
import { readNeedFilter } from "#app/domain/needs/schema.ts";
import { nominate } from "#app/domain/nominations/nominate.server.ts";
import { answerFor, openRoundOf } from "#tests/support/answers.ts";
import { nominationOf, openRun, skillIds } from "#tests/support/courses.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();

test("a need line's balance follows its people: stated, nominated, approved, met, and back when a list is returned", async () => {
  const { office, leader, business } = world.people;
  const roundId = await openRoundOf(world.db, office);
  const { "iot-basic": skillId } = await skillIds(world.db);
  await answerFor(world.db, office, { roundId, businessId: business.id, needs: [{ people: 3, skillId }] });
  const balance = async () => {
    const page = { sort: "business", descending: false, page: 1, pageSize: 10 };
    const { rows } = await listNeeds(world.db, office, roundId, readNeedFilter({}), page, "vi");
    const [line] = rows;
    if (!line) return undefined;
    const { id, people: stated, nominated, approved, met } = line;
    return { id, stated, nominated, approved, met };
  };
  const needLineId = (await balance())?.id ?? "";
  const runId = await openRun(world.db, office);
  const whole = {
    birthDate: "1990-09-05",
    gender: "female" as const,
    nationalId: "062190000017",
    phone: "+84912345678",
  };
  await nominate(world.db, office, nominationOf(runId, business.id, { needLineId, ...whole }));
  expect(await balance()).toMatchObject({ stated: 3, nominated: 1, approved: 0 });

  const ofRun = and(eq(nomineeLists.wardId, office.wardId), eq(nomineeLists.runId, runId));
  const step = async () => {
    const [list] = await world.db.select().from(nomineeLists).where(ofRun);
    return { idempotencyKey: crypto.randomUUID(), listId: list?.id ?? "", version: list?.version ?? 0 };
  };
  await submitList(world.db, office, { ...(await step()), note: "Đã kiểm tra" });
  await returnList(world.db, leader, { ...(await step()), comment: "Xin xem lại" });
  expect(await balance()).toMatchObject({ nominated: 1, approved: 0 });
  await submitList(world.db, office, { ...(await step()), note: "Đã kiểm tra" });
  await approveList(world.db, leader, await step());
  expect(await balance()).toMatchObject({ stated: 3, nominated: 1, approved: 1, met: 0 });

  const { trainer, ward } = world.people;
  const [nomination] = await world.db.select().from(nominations).where(eq(nominations.runId, runId));
  const result = {
    wardId: ward.id,
    nominationId: nomination?.id ?? "",
    runId,
    providerId: trainer.providerId,
    recordedBy: trainer.accountId,
  };
  const [passed] = await world.db
    .insert(results)
    .values({ ...result, result: "passed" })
    .returning();
  expect(await balance()).toMatchObject({ met: 1 });
  const voided = { voidedAt: new Date(), voidedBy: trainer.accountId, voidReason: "nhầm người" };
  await world.db
    .update(results)
    .set(voided)
    .where(eq(results.id, passed?.id ?? ""));
  await world.db.insert(results).values({ ...result, result: "failed" });
  expect(await balance()).toMatchObject({ met: 0 });
});
