import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { courseRuns } from "#app/db/schema/index.ts";
import { listEntries } from "#app/domain/audit/queries.server.ts";
import { Conflict, NotFound } from "#app/domain/errors.ts";
import { acceptProposal } from "#app/domain/nominations/accept.server.ts";
import { refuseProposal, withdraw } from "#app/domain/nominations/decide.server.ts";
import { move } from "#app/domain/nominations/move.server.ts";
import { nominate } from "#app/domain/nominations/nominate.server.ts";
import { listNominations } from "#app/domain/nominations/queries.server.ts";
import { changeSeats } from "#app/domain/seats/change-seats.server.ts";
import { findSeatMismatches } from "#app/domain/seats/queries.server.ts";
import { addBusiness, nominationOf, openRun } from "#tests/support/courses.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();

/** A run with `seats` seats and so many people of the office's choice, named in order. */
async function listOf(seats: number, count: number) {
  const { office, business } = world.people;
  const runId = await openRun(world.db, office, { seats });
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1)
    ids.push((await nominate(world.db, office, nominationOf(runId, business.id))).nominationId);
  return { runId, ids };
}

async function orderOf(runId: string, status: string) {
  const rows = await listNominations(world.db, world.people.office, runId);
  return rows.filter((row) => row.status === status).map((row) => row.id);
}

describe("withdrawing", () => {
  test("gives the seat to the first reserve, keeps the row with its reason, and says so in the chain", async () => {
    const { office, ward } = world.people;
    const { runId, ids } = await listOf(2, 4);
    const [first = "", second = "", third = "", fourth = ""] = ids;
    await withdraw(world.db, office, { nominationId: first, version: 1, reason: "Bận việc gia đình" });
    expect(await orderOf(runId, "primary")).toEqual([second, third]);
    expect(await orderOf(runId, "reserve")).toEqual([fourth]);
    expect(await orderOf(runId, "withdrawn")).toEqual([first]);
    const [entry] = await listEntries(world.db, ward.id, { offset: 0, limit: 1 });
    expect(entry).toMatchObject({ action: "nomination.withdraw", entityId: first });
    expect(entry?.after).toContain(third);
    expect(entry?.after).not.toContain("Bận việc");
    expect(await findSeatMismatches(world.db)).toEqual([]);
  });

  test("sent twice at once frees one seat, not two", async () => {
    const { office } = world.people;
    const { runId, ids } = await listOf(2, 4);
    const step = { nominationId: ids[0] ?? "", version: 1, reason: "Nghỉ việc" };
    await Promise.all([withdraw(world.db, office, step), withdraw(world.db, office, step)]);
    expect(await orderOf(runId, "primary")).toHaveLength(2);
    expect(await findSeatMismatches(world.db)).toEqual([]);
  });

  test("lets the same person be nominated again", async () => {
    const { office, business } = world.people;
    const { runId, ids } = await listOf(2, 1);
    await withdraw(world.db, office, { nominationId: ids[0] ?? "", version: 1, reason: "Nhầm" });
    const [row] = await listNominations(world.db, office, runId);
    await nominate(world.db, office, nominationOf(runId, business.id, { personId: row?.personId ?? "" }));
    expect(await orderOf(runId, "primary")).toHaveLength(1);
  });

  test("by a business reaches its own undecided proposals alone", async () => {
    const { office, contact, ward } = world.people;
    const { contact: neighbour } = await addBusiness(world.db, ward.id, "Cơ sở láng giềng");
    const runId = await openRun(world.db, office);
    const { nominationId } = await nominate(world.db, contact, nominationOf(runId, null));
    const step = { nominationId, version: 1, reason: "Đổi người" };
    await expect(withdraw(world.db, neighbour, step)).rejects.toThrow(NotFound);
    await acceptProposal(world.db, office, { nominationId, version: 1 });
    await expect(withdraw(world.db, contact, { ...step, version: 2 })).rejects.toThrow(Conflict);
    const second = await nominate(world.db, contact, nominationOf(runId, null));
    await withdraw(world.db, contact, { ...step, nominationId: second.nominationId });
    expect(await orderOf(runId, "withdrawn")).toEqual([second.nominationId]);
  });
});

describe("deciding about proposals", () => {
  test("accepting twice is one seat; refusing keeps the reason for the business", async () => {
    const { office, contact } = world.people;
    const runId = await openRun(world.db, office, { seats: 1 });
    const first = await nominate(world.db, contact, nominationOf(runId, null));
    const second = await nominate(world.db, contact, nominationOf(runId, null));
    const step = { nominationId: first.nominationId, version: 1 };
    await acceptProposal(world.db, office, step);
    await acceptProposal(world.db, office, step);
    expect(await orderOf(runId, "primary")).toEqual([first.nominationId]);
    const reason = "Chưa đủ điều kiện của lớp";
    await refuseProposal(world.db, office, { nominationId: second.nominationId, version: 1, reason });
    const rows = await listNominations(world.db, office, runId);
    expect(rows.find((row) => row.id === second.nominationId)).toMatchObject({
      status: "not_eligible",
      statusReason: reason,
    });
    const late = refuseProposal(world.db, office, { ...step, version: 2, reason });
    await expect(late).rejects.toThrow(Conflict);
  });

  test("two officers at once: one decides, the other is told", async () => {
    const { office, secondOffice, contact } = world.people;
    const runId = await openRun(world.db, office);
    const { nominationId } = await nominate(world.db, contact, nominationOf(runId, null));
    const tries = await Promise.allSettled([
      acceptProposal(world.db, office, { nominationId, version: 1 }),
      refuseProposal(world.db, secondOffice, { nominationId, version: 1, reason: "Trùng" }),
    ]);
    expect(tries.map((result) => result.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("another ward's office finds nothing to decide", async () => {
    const { office, outsider, contact } = world.people;
    const runId = await openRun(world.db, office);
    const { nominationId } = await nominate(world.db, contact, nominationOf(runId, null));
    const step = { nominationId, version: 1 };
    await expect(acceptProposal(world.db, outsider, step)).rejects.toThrow(NotFound);
    await expect(withdraw(world.db, outsider, { ...step, reason: "x" })).rejects.toThrow(NotFound);
    await expect(move(world.db, outsider, { ...step, direction: "up" })).rejects.toThrow(NotFound);
  });
});

describe("the order of the list", () => {
  test("moves one place at a time, within primaries and within reserves, and stops at the ends", async () => {
    const { office } = world.people;
    const { runId, ids } = await listOf(3, 4);
    const [first = "", second = "", third = "", reserve = ""] = ids;
    await move(world.db, office, { nominationId: third, version: 1, direction: "up" });
    await move(world.db, office, { nominationId: third, version: 2, direction: "up" });
    await move(world.db, office, { nominationId: third, version: 3, direction: "up" });
    expect(await orderOf(runId, "primary")).toEqual([third, first, second]);
    await move(world.db, office, { nominationId: reserve, version: 1, direction: "up" });
    expect(await orderOf(runId, "reserve")).toEqual([reserve]);
  });
});

describe("changing the seats of the ward", () => {
  test("moves reserves up into what is added", async () => {
    const { office } = world.people;
    const { runId, ids } = await listOf(1, 4);
    await changeSeats(world.db, office, { runId, seats: 3, seatsBefore: 1 });
    expect(await orderOf(runId, "primary")).toEqual(ids.slice(0, 3));
    expect(await findSeatMismatches(world.db)).toEqual([]);
  });

  test("below what is taken is refused with a sentence, and so is what was changed meanwhile", async () => {
    const { office, outsider } = world.people;
    const { runId } = await listOf(3, 2);
    await expect(changeSeats(world.db, office, { runId, seats: 1, seatsBefore: 3 })).rejects.toMatchObject({
      field: "seats",
      key: "courses:errors.seatsBelowTaken",
    });
    await expect(changeSeats(world.db, office, { runId, seats: 5, seatsBefore: 4 })).rejects.toThrow(
      Conflict,
    );
    await expect(changeSeats(world.db, outsider, { runId, seats: 5, seatsBefore: 3 })).rejects.toThrow(
      NotFound,
    );
    expect(await findSeatMismatches(world.db)).toEqual([]);
  });
});

describe("a run that is over", () => {
  test.each(["finished", "cancelled"] as const)(
    "keeps its seats when it is %s: nobody is taken off, moves up or is accepted, and no seats are added",
    async (status) => {
      const { office, contact } = world.people;
      const { runId, ids } = await listOf(2, 3);
      const proposal = await nominate(world.db, contact, nominationOf(runId, null));
      await world.db
        .update(courseRuns)
        .set({ status, cancelReason: status === "cancelled" ? "Ít người" : null })
        .where(eq(courseRuns.id, runId));
      const refused = { key: "nominations:errors.runOver" };
      const step = { nominationId: ids[0] ?? "", version: 1, reason: "Nghỉ việc" };
      await expect(withdraw(world.db, office, step)).rejects.toMatchObject(refused);
      await expect(
        acceptProposal(world.db, office, { nominationId: proposal.nominationId, version: 1 }),
      ).rejects.toMatchObject(refused);
      await expect(changeSeats(world.db, office, { runId, seats: 5, seatsBefore: 2 })).rejects.toMatchObject(
        refused,
      );
      expect(await orderOf(runId, "primary")).toEqual(ids.slice(0, 2));
      expect(await orderOf(runId, "reserve")).toEqual(ids.slice(2));
      expect(await findSeatMismatches(world.db)).toEqual([]);
    },
  );
});
