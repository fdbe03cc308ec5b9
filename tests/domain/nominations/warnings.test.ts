import { describe, expect, test } from "vitest";
import { withdraw } from "#app/domain/nominations/decide.server.ts";
import { nominate } from "#app/domain/nominations/nominate.server.ts";
import { listNominations } from "#app/domain/nominations/queries.server.ts";
import type { Warning } from "#app/domain/nominations/rules.ts";
import { addDays } from "#app/vietnamese/dates.ts";
import { addBusiness, nominationOf, openRun, skillIds, today } from "#tests/support/courses.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
const whole = { gender: "male", birthDate: "1988-05-01", phone: "+84912345678" } as const;

async function warningsIn(runId: string): Promise<Warning["kind"][]> {
  const [row] = await listNominations(world.db, world.people.office, runId);
  return (row?.warnings ?? []).map((warning) => warning.kind);
}

async function sendTo(runId: string, personId: string) {
  const { office, business } = world.people;
  return nominate(world.db, office, nominationOf(runId, business.id, { personId }));
}

describe("what a row of the list warns of", () => {
  test("nothing, when the file is whole and agrees with its number", async () => {
    const { office, business } = world.people;
    const runId = await openRun(world.db, office);
    await nominate(
      world.db,
      office,
      nominationOf(runId, business.id, { ...whole, nationalId: "062088001111" }),
    );
    expect(await warningsIn(runId)).toEqual([]);
  });

  test("a number whose digits say another sex and another year, and what is missing", async () => {
    const { office, business } = world.people;
    const runId = await openRun(world.db, office);
    const input = nominationOf(runId, business.id, { ...whole, phone: null, nationalId: "062190002222" });
    await nominate(world.db, office, input);
    expect(await warningsIn(runId)).toEqual(["genderDiffers", "birthYearDiffers", "missing"]);
  });

  test("a clash of sessions on the same hours, and none when the same day has other hours", async () => {
    const { office, business } = world.people;
    const startsOn = addDays(today, 40);
    const at = (startsAt: string, endsAt: string, skill: string) => async () =>
      openRun(world.db, office, {
        startsOn,
        skills: [{ skillId: (await skillIds(world.db))[skill] ?? "", level: 1 }],
        sessions: [{ heldOn: startsOn, startsAt, endsAt, topic: null }],
      });
    const morning = await at("07:30", "11:00", "iot-basic")();
    await nominate(
      world.db,
      office,
      nominationOf(morning, business.id, { ...whole, nationalId: "062088003333" }),
    );
    const [person] = await listNominations(world.db, office, morning);
    const personId = person?.personId ?? "";
    const noon = await at("10:00", "12:00", "5g-basic")();
    await sendTo(noon, personId);
    const afternoon = await at("13:00", "17:00", "5g-basic")();
    const { nominationId } = await sendTo(afternoon, personId);
    expect(await warningsIn(morning)).toEqual(["timeClash"]);
    expect(await warningsIn(afternoon)).toEqual(["sameSkill"]);
    await withdraw(world.db, office, { nominationId, version: 1, reason: "Trùng" });
    expect(await warningsIn(noon)).toEqual(["timeClash"]);
  });

  test("a run without sessions clashes by its days", async () => {
    const { office, business } = world.people;
    const startsOn = addDays(today, 60);
    const runs = [
      await openRun(world.db, office, { startsOn, sessions: [] }),
      await openRun(world.db, office, { startsOn: addDays(startsOn, 4) }),
      await openRun(world.db, office, { startsOn: addDays(startsOn, 5) }),
    ];
    const [first = "", second = "", third = ""] = runs;
    await nominate(
      world.db,
      office,
      nominationOf(first, business.id, { ...whole, nationalId: "062088004444" }),
    );
    const [person] = await listNominations(world.db, office, first);
    await sendTo(third, person?.personId ?? "");
    expect(await warningsIn(first)).toEqual(["sameSkill"]);
    await sendTo(second, person?.personId ?? "");
    expect(await warningsIn(first)).toContain("timeClash");
  });

  test("a proposal for somebody whose file names another employer by now", async () => {
    const { office, contact, ward } = world.people;
    const { business: next } = await addBusiness(world.db, ward.id, "Chủ mới");
    const person = { ...whole, fullName: "Ksor Thử Chuyển", nationalId: "062088005555" };
    const runId = await openRun(world.db, office, { startsOn: addDays(today, 90) });
    await nominate(world.db, contact, nominationOf(runId, null, person));
    await nominate(world.db, office, nominationOf(await openRun(world.db, office), next.id, person));
    expect(await warningsIn(runId)).toContain("otherEmployer");
  });
});
