import { expect, test } from "vitest";
import { mapInTurns } from "#app/lib/in-turns.server.ts";

test("a long list is mapped in its order, and others get their turn meanwhile", async () => {
  let turns = 0;
  let running = true;
  const others = () => {
    turns += 1;
    if (running) setImmediate(others);
  };
  setImmediate(others);
  const work = (item: number) => {
    const end = performance.now() + 3;
    while (performance.now() < end);
    return item * 2;
  };
  const items = Array.from({ length: 60 }, (_, index) => index);
  expect(await mapInTurns(items, work)).toEqual(items.map((item) => item * 2));
  running = false;
  expect(turns).toBeGreaterThan(1);
});

test("an error ends the work", async () => {
  await expect(
    mapInTurns([1], () => {
      throw new Error("wrong row");
    }),
  ).rejects.toThrow("wrong row");
});
