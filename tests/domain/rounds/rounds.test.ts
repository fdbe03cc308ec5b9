import { describe, expect, test } from "vitest";
import { listEntries, verifyChain } from "#app/domain/audit/queries.server.ts";
import { Conflict, Invalid, NotFound } from "#app/domain/errors.ts";
import { closeRound, createRound, extendRound, updateRound } from "#app/domain/rounds/commands.server.ts";
import { inviteNewBusinesses, openRound } from "#app/domain/rounds/open-round.server.ts";
import { getRound, listPublicRounds, listRounds } from "#app/domain/rounds/queries.server.ts";
import { insertBusiness } from "#tests/support/personas.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
const days = { opensOn: "2027-01-04", closesOn: "2027-01-31", lateUntil: "2027-02-05" };
const duringRound = new Date("2027-01-10T02:00:00Z");
let year = 2027;

/** A round of a year of its own, so that numbers and days of the tests do not meet. */
async function draftRound(number: number | null = null) {
  const input = { idempotencyKey: crypto.randomUUID(), year: year++, number, title: "Khảo sát", ...days };
  return createRound(world.db, world.people.office, input);
}

async function openedRound() {
  const { roundId } = await draftRound();
  await openRound(world.db, world.people.office, { roundId, version: 1 }, duringRound);
  return { roundId, version: 2 };
}

describe("a survey round", () => {
  test("takes the next number of its year, and the chain of the ward says who made it", async () => {
    const { office, ward } = world.people;
    const make = () =>
      createRound(world.db, office, {
        idempotencyKey: crypto.randomUUID(),
        year: 2026,
        number: null,
        title: "Khảo sát",
        ...days,
      });
    await make();
    const { roundId } = await make();
    expect(await getRound(world.db, office, roundId)).toMatchObject({ number: 2, status: "draft" });
    expect((await listEntries(world.db, ward.id, { offset: 0, limit: 1 }))[0]).toMatchObject({
      action: "round.create",
      entityId: roundId,
    });
    expect(await verifyChain(world.db, ward.id)).toMatchObject({ brokenAt: null });
  });

  test("cannot take a number that the year has already", async () => {
    const input = { year: 2025, number: 7, title: "Khảo sát", ...days };
    await createRound(world.db, world.people.office, { idempotencyKey: crypto.randomUUID(), ...input });
    await expect(
      createRound(world.db, world.people.office, { idempotencyKey: crypto.randomUUID(), ...input }),
    ).rejects.toMatchObject({ field: "number" } satisfies Partial<Invalid>);
  });

  test("is edited while it is a draft, and not any more once it is open", async () => {
    const { office } = world.people;
    const { roundId } = await draftRound();
    const change = { roundId, title: "Khảo sát quý I", ...days, lateUntil: null };
    await updateRound(world.db, office, { ...change, version: 1 });
    expect(await getRound(world.db, office, roundId)).toMatchObject({
      title: "Khảo sát quý I",
      lateUntil: days.closesOn,
    });
    await openRound(world.db, office, { roundId, version: 2 }, duringRound);
    await expect(updateRound(world.db, office, { ...change, version: 3 })).rejects.toThrow(Conflict);
  });

  test("invites every active business when it opens, and those added later when the officer says so", async () => {
    const { office, ward } = world.people;
    const { roundId } = await openedRound();
    const before = (await listRounds(world.db, office)).find((round) => round.id === roundId);
    await insertBusiness(world.db, ward.id, "Hộ kinh doanh mới mở");
    expect(await inviteNewBusinesses(world.db, office, { roundId })).toEqual({ invited: 1 });
    expect(await inviteNewBusinesses(world.db, office, { roundId })).toEqual({ invited: 0 });
    const after = (await listRounds(world.db, office)).find((round) => round.id === roundId);
    expect(after?.expected).toBe((before?.expected ?? 0) + 1);
  });

  test("opened twice at once invites nobody twice: one officer wins, the other is told", async () => {
    const { office, secondOffice } = world.people;
    const { roundId } = await draftRound();
    const results = await Promise.allSettled(
      [office, secondOffice].map((actor) => openRound(world.db, actor, { roundId, version: 1 }, duringRound)),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(results.find((result) => result.status === "rejected")).toMatchObject({
      reason: expect.any(Conflict),
    });
  });

  test("cannot be opened when its last late day has ended in Vietnam, though it is still that day in London", async () => {
    const { roundId } = await draftRound();
    const open = (now: string) =>
      openRound(world.db, world.people.office, { roundId, version: 1 }, new Date(now));
    await expect(open("2027-02-05T17:00:00Z")).rejects.toThrow(Conflict);
    await expect(open("2027-02-05T16:59:59Z")).resolves.toMatchObject({ invited: expect.any(Number) });
  });

  test("is extended to a later day only, and closed for good", async () => {
    const { office } = world.people;
    const { roundId, version } = await openedRound();
    const extend = (lateUntil: string, at: number) =>
      extendRound(world.db, office, { roundId, version: at, lateUntil });
    await expect(extend("2027-02-05", version)).rejects.toThrow(Invalid);
    await extend("2027-02-10", version);
    await closeRound(world.db, office, { roundId, version: version + 1 });
    await expect(extend("2027-03-01", version + 2)).rejects.toThrow(Conflict);
    await expect(inviteNewBusinesses(world.db, office, { roundId })).rejects.toThrow(Conflict);
  });

  test("of another ward is not found, whatever is done to it", async () => {
    const { outsider } = world.people;
    const { roundId, version } = await openedRound();
    expect((await listRounds(world.db, outsider)).map((round) => round.id)).not.toContain(roundId);
    for (const attempt of [
      () => getRound(world.db, outsider, roundId),
      () => openRound(world.db, outsider, { roundId, version }),
      () => closeRound(world.db, outsider, { roundId, version }),
      () => extendRound(world.db, outsider, { roundId, version, lateUntil: "2028-01-01" }),
      () => inviteNewBusinesses(world.db, outsider, { roundId }),
    ])
      await expect(attempt()).rejects.toThrow(NotFound);
  });

  test("stands on the public first page from its first day to its last late day", async () => {
    const { roundId } = await openedRound();
    const isPublic = async (today: string) =>
      (await listPublicRounds(world.db, today)).some((round) => round.id === roundId);
    expect(await Promise.all(["2027-01-03", "2027-01-04", "2027-02-05", "2027-02-06"].map(isPublic))).toEqual(
      [false, true, true, false],
    );
  });
});
