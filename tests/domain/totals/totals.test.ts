import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { nominations, wards } from "#app/db/schema/index.ts";
import type { OfficeActor, ProvinceActor, UnitActor } from "#app/domain/actor.ts";
import { recordRun } from "#app/domain/courses/record-run.server.ts";
import { changeStatus } from "#app/domain/courses/update-run.server.ts";
import { acceptProposal } from "#app/domain/nominations/accept.server.ts";
import { refuseProposal, withdraw } from "#app/domain/nominations/decide.server.ts";
import { nominate } from "#app/domain/nominations/nominate.server.ts";
import { returnResponse, verifyResponse } from "#app/domain/survey/review-response.server.ts";
import { readNeedTotals, readSeatTotals } from "#app/domain/totals/queries.server.ts";
import { answerFor, openRoundOf } from "#tests/support/answers.ts";
import { callInput, nominationOf, openRun } from "#tests/support/courses.ts";
import { insertBusiness } from "#tests/support/personas.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();

const needsOf = async (actor: UnitActor | ProvinceActor) => {
  const { byWard, bySkill } = await readNeedTotals(world.db, actor, "vi");
  return {
    byWard: Object.fromEntries(byWard.map(({ ward, people }) => [ward, people])),
    people: bySkill.map(({ people }) => people),
  };
};

const seatsOf = async (actor: UnitActor | ProvinceActor, runId: string) =>
  (await readSeatTotals(world.db, actor))
    .filter((row) => row.runId === runId)
    .map(({ ward, seats, nominated }) => ({ ward, seats, nominated }));

/** Every text and number of an answer, however deep. */
function valuesIn(answer: unknown): string[] {
  if (answer === null || typeof answer !== "object") return [String(answer)];
  return Object.values(answer).flatMap(valuesIn);
}

describe("needs of a ward and its neighbour", () => {
  const rounds: Record<string, string> = {};
  const answer = (office: OfficeActor, businessId: string, people: number[], version = 0) =>
    answerFor(world.db, office, {
      roundId: rounds[office.wardId] ?? "",
      businessId,
      needs: people.map((count) => ({ people: count })),
      version,
    });

  beforeAll(async () => {
    const { office, outsider, business, otherBusiness } = world.people;
    for (const officer of [office, outsider]) rounds[officer.wardId] = await openRoundOf(world.db, officer);
    await answer(office, business.id, [4, 6]);
    await answer(outsider, otherBusiness.id, [7]);
  });

  test("a unit sees the sums of its own ward, the province those of its wards", async () => {
    const { unit, province, ward, otherWard } = world.people;
    expect(await needsOf(unit)).toEqual({ byWard: { [ward.name]: 10 }, people: [10] });
    expect(await needsOf(province)).toEqual({
      byWard: { [ward.name]: 10, [otherWard.name]: 7 },
      people: [17],
    });
  });

  test("a ward of another province is never counted", async () => {
    const { province, otherWard } = world.people;
    const elsewhere = { ...province, provinceCode: "52" };
    expect(await needsOf(elsewhere)).toEqual({ byWard: {}, people: [] });
    await world.db.update(wards).set({ provinceCode: "52" }).where(eq(wards.id, otherWard.id));
    expect(await needsOf(elsewhere)).toEqual({ byWard: { [otherWard.name]: 7 }, people: [7] });
    expect(await needsOf(province)).toMatchObject({ people: [10] });
    await world.db.update(wards).set({ provinceCode: "51" }).where(eq(wards.id, otherWard.id));
  });

  test("what is withdrawn or returned leaves every figure, and comes back when it is sent again", async () => {
    const { office, unit, ward } = world.people;
    const { id } = await insertBusiness(world.db, ward.id, "Cơ sở thứ hai");
    const { responseId } = await answer(office, id, [5, 8]);
    expect(await needsOf(unit)).toMatchObject({ people: [23] });
    await answer(office, id, [5], 1);
    expect(await needsOf(unit)).toMatchObject({ byWard: { [ward.name]: 15 }, people: [15] });
    await verifyResponse(world.db, office, { responseId, version: 2 });
    await returnResponse(world.db, office, { responseId, version: 3, comment: "Xin xem lại số người" });
    expect(await needsOf(unit)).toMatchObject({ byWard: { [ward.name]: 10 }, people: [10] });
    await answer(office, id, [3], 4);
    expect(await needsOf(unit)).toMatchObject({ people: [13] });
  });
});

describe("seats of a run", () => {
  test("are shown ward by ward to the province, and a unit sees its own ward's alone", async () => {
    const { office, unit, province, ward } = world.people;
    const runId = await openRun(world.db, office, { seats: 8 });
    const own = [{ ward: ward.name, seats: 8, nominated: 0 }];
    expect(await seatsOf(unit, runId)).toEqual(own);
    expect(await seatsOf(province, runId)).toEqual(own);
    expect(await seatsOf({ ...unit, wardId: world.people.otherWard.id }, runId)).toEqual([]);
    expect(await seatsOf({ ...province, provinceCode: "52" }, runId)).toEqual([]);
  });

  test("count primaries: proposals, reserves and whoever was refused or withdrawn are none", async () => {
    const { office, contact, unit, business } = world.people;
    const runId = await openRun(world.db, office, { seats: 4 });
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1)
      ids.push((await nominate(world.db, office, nominationOf(runId, business.id))).nominationId);
    const propose = () => nominate(world.db, contact, nominationOf(runId, null));
    await propose();
    const refused = { nominationId: (await propose()).nominationId, version: 1 };
    await refuseProposal(world.db, office, { ...refused, reason: "Chưa đủ điều kiện" });
    const nominated = async () => (await seatsOf(unit, runId)).map((row) => row.nominated);
    expect(await nominated()).toEqual([4]);
    const step = (nominationId = "", version = 1) => ({ nominationId, version, reason: "Bận việc" });
    // The reserve moves up for the first who leaves; the second leaves a seat free.
    await withdraw(world.db, office, step(ids[0]));
    expect(await nominated()).toEqual([4]);
    await withdraw(world.db, office, step(ids[1]));
    expect(await nominated()).toEqual([3]);
    await acceptProposal(world.db, office, { nominationId: (await propose()).nominationId, version: 1 });
    expect(await nominated()).toEqual([4]);
    const live = await world.db.select().from(nominations).where(eq(nominations.runId, runId));
    expect(live).toHaveLength(8);
  });

  test("of a draft and of a cancelled run are not shown, and one or two people are hidden", async () => {
    const { office, unit, province, business } = world.people;
    const { runId: draft } = await recordRun(world.db, office, await callInput(world.db));
    expect(await seatsOf(unit, draft)).toEqual([]);
    const runId = await openRun(world.db, office);
    await nominate(world.db, office, nominationOf(runId, business.id));
    expect(await seatsOf(province, runId)).toMatchObject([{ nominated: null }]);
    await changeStatus(world.db, office, { runId, version: 2, status: "cancelled", reason: "Ít người" });
    expect(await seatsOf(province, runId)).toEqual([]);
  });
});

test("neither a person nor a business is in what a unit or the province reads", async () => {
  const { office, unit, province, business } = world.people;
  const runId = await openRun(world.db, office);
  const person = { fullName: "Y Bí Mật Thử", nationalId: "062088012345", phone: "+84987654321" };
  await nominate(world.db, office, nominationOf(runId, business.id, person));
  for (const actor of [unit, province]) {
    const values = valuesIn([
      await readNeedTotals(world.db, actor, "vi"),
      await readSeatTotals(world.db, actor),
    ]).join("|");
    for (const secret of [...Object.values(person), business.name, business.id])
      expect(values).not.toContain(secret);
  }
});
