import { expect, test } from "vitest";
import { listRunOutcomes } from "#app/domain/outcomes/queries.server.ts";
import { addDays } from "#app/vietnamese/dates.ts";
import { addList, ownWard } from "#tests/support/issued-list.ts";
import { insertRun } from "#tests/support/lists.ts";
import { startsOn, useOutcomes } from "#tests/support/outcomes.ts";

const { world, run, openRoster, send, save } = useOutcomes();

test("the counts of a run are those of all its pages, and each page goes on where the last one ended", async () => {
  const roster = await openRoster();
  roster.cell("A Tik", "Kết quả").value = "Đạt";
  roster.cell("Siu Blăh", "Kết quả").value = "Không đạt";
  await save(await send(roster));
  const list = (as: "trainer" | "office" | "outsider", page?: number) =>
    listRunOutcomes(world.db, world.people[as], run.id, page);
  expect(await list("trainer")).toMatchObject({
    total: 4,
    counts: { passed: 1, failed: 1, exempt: 0, none: 2 },
  });
  expect(await list("office")).toMatchObject({
    total: 3,
    counts: { passed: 1, failed: 0, exempt: 0, none: 2 },
  });

  const { provider, ward } = world.people;
  const days = { startsOn, endsOn: addDays(startsOn, 3), nominationDeadline: addDays(startsOn, -8) };
  const large = await insertRun(world.db, {
    providerId: provider.id,
    ownerWardId: ward.id,
    ...days,
    seats: 130,
  });
  const names = Array.from({ length: 120 }, (_, index) => ({ fullName: `Nguyễn Văn ${index}` }));
  await addList(world.db, ownWard(world.people), large.id, names);
  const pageOf = (page: number) => listRunOutcomes(world.db, world.people.trainer, large.id, page);
  const pages = await Promise.all([pageOf(1), pageOf(2), pageOf(9)]);
  expect(pages.map(({ rows, total, page }) => [rows.length, total, page])).toEqual([
    [100, 120, 1],
    [20, 120, 2],
    [100, 120, 1],
  ]);
  const ids = pages.slice(0, 2).flatMap(({ rows }) => rows.map(({ nominationId }) => nominationId));
  expect(new Set(ids).size).toBe(120);
});
