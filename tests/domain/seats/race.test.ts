import { eq } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { connect } from "#app/db/client.server.ts";
import { courseRuns, nominations } from "#app/db/schema/index.ts";
import { joinRun } from "#app/domain/courses/record-run.server.ts";
import { DomainError } from "#app/domain/errors.ts";
import { acceptProposal } from "#app/domain/nominations/accept.server.ts";
import { withdraw } from "#app/domain/nominations/decide.server.ts";
import { move } from "#app/domain/nominations/move.server.ts";
import { nominate } from "#app/domain/nominations/nominate.server.ts";
import { changeSeats } from "#app/domain/seats/change-seats.server.ts";
import { findSeatMismatches } from "#app/domain/seats/queries.server.ts";
import { addBusiness, nominationOf, openRun } from "#tests/support/courses.ts";
import { insertBusiness } from "#tests/support/personas.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();

const seatsOf = async (runId: string) =>
  (await world.db.select().from(nominations).where(eq(nominations.runId, runId))).map(
    ({ id, status, version }) => ({
      id,
      status,
      version,
    }),
  );
const countOf = async (runId: string, status: string) =>
  (await seatsOf(runId)).filter((row) => row.status === status).length;

describe("a race for seats", () => {
  test("200 nominations at once for 30 seats, from several pools, give exactly 30 primaries and 170 reserves", async () => {
    const { office, secondOffice, ward } = world.people;
    const runId = await openRun(world.db, office, { seats: 30 });
    const senders = await Promise.all(
      Array.from({ length: 5 }, (_, index) => insertBusiness(world.db, ward.id, `Cơ sở tranh chỗ ${index}`)),
    );
    const pools = Array.from({ length: 4 }, () => connect(world.url, { pool: 10 }));
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        nominate(
          (pools[index % 4] as (typeof pools)[number]).db,
          index % 2 ? office : secondOffice,
          nominationOf(runId, senders[index % 5]?.id ?? ""),
        ),
      ),
    );
    await Promise.all(pools.map((pool) => pool.close()));
    expect(results.filter((result) => result.status === "primary")).toHaveLength(30);
    expect(results.filter((result) => result.status === "reserve")).toHaveLength(170);
    expect(await countOf(runId, "primary")).toBe(30);
    expect(await countOf(runId, "reserve")).toBe(170);
    expect(await findSeatMismatches(world.db)).toEqual([]);
  });

  test("two wards of one run fill their own seats at once and never each other's", async () => {
    const { office, outsider, business, otherBusiness } = world.people;
    const runId = await openRun(world.db, office, { seats: 4 });
    await joinRun(world.db, outsider, { idempotencyKey: crypto.randomUUID(), runId, seats: 3 });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2
          ? nominate(world.db, office, nominationOf(runId, business.id))
          : nominate(world.db, outsider, nominationOf(runId, otherBusiness.id)),
      ),
    );
    const [run] = await world.db.select().from(courseRuns).where(eq(courseRuns.id, runId));
    expect(run).toMatchObject({ seats: 7, seatsTaken: 7 });
    expect(await findSeatMismatches(world.db)).toEqual([]);
  });

  test("accepting twenty proposals at once for two seats gives two primaries", async () => {
    const { office, contact } = world.people;
    const runId = await openRun(world.db, office, { seats: 2 });
    const proposals = await Promise.all(
      Array.from({ length: 20 }, () => nominate(world.db, contact, nominationOf(runId, null))),
    );
    await Promise.all(
      proposals.map(({ nominationId }) => acceptProposal(world.db, office, { nominationId, version: 1 })),
    );
    expect(await countOf(runId, "primary")).toBe(2);
    expect(await findSeatMismatches(world.db)).toEqual([]);
  });
});

/** One act of one of several officers and businesses; `pick` chooses among the nominations that exist by then. */
type Act = { kind: "nominate" | "propose" | "accept" | "withdraw" | "up" | "down" | "seats"; pick: number };

const act = fc.record<Act>({
  kind: fc.constantFrom("nominate", "propose", "accept", "withdraw", "up", "down", "seats"),
  pick: fc.nat({ max: 1000 }),
});

test("whatever several people do at once, seats stay within the quota and every list has one order", async () => {
  const { office, secondOffice, ward } = world.people;
  const { contact, business } = await addBusiness(world.db, ward.id, "Cơ sở ngẫu nhiên");
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(act, { maxLength: 6 }), { maxLength: 6 }), async (rounds) => {
      const runId = await openRun(world.db, office, { seats: 3 });
      for (const acts of rounds) {
        const rows = await seatsOf(runId);
        await Promise.all(acts.map((one, index) => carryOut(one, index)));
        async function carryOut({ kind, pick }: Act, index: number) {
          const actor = index % 2 ? office : secondOffice;
          const row = rows[pick % Math.max(rows.length, 1)];
          const step = row && { nominationId: row.id, version: row.version };
          try {
            if (kind === "nominate") await nominate(world.db, actor, nominationOf(runId, business.id));
            else if (kind === "propose") await nominate(world.db, contact, nominationOf(runId, null));
            else if (kind === "seats")
              await changeSeats(world.db, actor, { runId, seats: pick % 6, seatsBefore: 3 });
            else if (!step) return;
            else if (kind === "accept") await acceptProposal(world.db, actor, step);
            else if (kind === "withdraw") await withdraw(world.db, actor, { ...step, reason: "Bận việc" });
            else await move(world.db, actor, { ...step, direction: kind });
          } catch (error) {
            // A step that came too late is refused; anything else is a bug.
            if (!(error instanceof DomainError)) throw error;
          }
        }
        expect(await findSeatMismatches(world.db)).toEqual([]);
      }
    }),
    { numRuns: 25, seed: 20261122 },
  );
}, 120_000);
