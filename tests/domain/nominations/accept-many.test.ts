import { describe, expect, test } from "vitest";
import { listEntries } from "#app/domain/audit/queries.server.ts";
import { NotFound } from "#app/domain/errors.ts";
import { acceptProposals } from "#app/domain/nominations/accept.server.ts";
import { refuseProposal } from "#app/domain/nominations/decide.server.ts";
import { nominate } from "#app/domain/nominations/nominate.server.ts";
import { listNominations } from "#app/domain/nominations/queries.server.ts";
import { findSeatMismatches } from "#app/domain/seats/queries.server.ts";
import { allProposals, nominationOf, openRun } from "#tests/support/courses.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();

async function proposals(count: number, seats = 8) {
  const { office, contact } = world.people;
  const runId = await openRun(world.db, office, { seats });
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1)
    ids.push((await nominate(world.db, contact, nominationOf(runId, null))).nominationId);
  return { runId, ids };
}

const statuses = async (runId: string) =>
  Object.fromEntries(
    (await listNominations(world.db, world.people.office, runId)).map(({ id, status }) => [id, status]),
  );

describe("accepting many proposals", () => {
  test("gives the free seats to those who came first, with one audit entry each", async () => {
    const { office, ward } = world.people;
    const { runId, ids } = await proposals(4, 3);
    expect(await acceptProposals(world.db, office, allProposals(runId, ids))).toEqual({ taken: 4, left: 0 });
    expect(await statuses(runId)).toEqual({
      [ids[0] ?? ""]: "primary",
      [ids[1] ?? ""]: "primary",
      [ids[2] ?? ""]: "primary",
      [ids[3] ?? ""]: "reserve",
    });
    const entries = await listEntries(world.db, ward.id, { offset: 0, limit: 4 });
    expect(entries.map(({ action, entityId }) => [action, entityId])).toEqual(
      ids.toReversed().map((id) => ["nomination.accept", id]),
    );
    expect(await findSeatMismatches(world.db)).toEqual([]);
  });

  test("takes only those that were ticked", async () => {
    const { runId, ids } = await proposals(3);
    const input = { ...allProposals(runId, ids), scope: "chosen" as const, chosen: [ids[1] ?? ""] };
    await acceptProposals(world.db, world.people.office, input);
    expect(Object.values(await statuses(runId)).sort()).toEqual(["primary", "proposed", "proposed"]);
  });

  test("does nothing when a proposal came or went since the page was read", async () => {
    const { contact, office } = world.people;
    const { runId, ids } = await proposals(2);
    await nominate(world.db, contact, nominationOf(runId, null));
    const refused = { key: "app:errors.selectionChanged" };
    await expect(acceptProposals(world.db, office, allProposals(runId, ids))).rejects.toMatchObject(refused);
    const chosen = {
      ...allProposals(runId, ids),
      scope: "chosen" as const,
      chosen: [ids[0] ?? "", crypto.randomUUID()],
    };
    await expect(acceptProposals(world.db, office, chosen)).rejects.toMatchObject(refused);
    expect(Object.values(await statuses(runId))).toEqual(["proposed", "proposed", "proposed"]);
    // As many as were seen, but others.
    await refuseProposal(world.db, office, {
      nominationId: ids[0] ?? "",
      version: 1,
      reason: "Đã nghỉ việc",
    });
    await expect(acceptProposals(world.db, office, allProposals(runId, ids))).rejects.toMatchObject(refused);
  });

  test("five times at once is once, and another ward finds no such run", async () => {
    const { office, outsider } = world.people;
    const { runId, ids } = await proposals(3, 2);
    const input = allProposals(runId, ids);
    await expect(acceptProposals(world.db, outsider, input)).rejects.toThrow(NotFound);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => acceptProposals(world.db, office, input)),
    );
    expect(answers).toEqual(Array(5).fill({ taken: 3, left: 0 }));
    expect(await findSeatMismatches(world.db)).toEqual([]);
  });
});
