import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Transaction } from "#app/db/client.server.ts";
import { wards } from "#app/db/schema/index.ts";
import { inTransaction, onceInTransaction } from "#app/db/transaction.server.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();

/** Locks two wards one after the other, and between the two waits until the other transaction has its first. */
function lockBoth(meet: () => Promise<void>, order: (ids: [string, string]) => string[]) {
  return async (tx: Transaction) => {
    const [first, second] = order([world.people.ward.id, world.people.otherWard.id]);
    await tx.execute(sql`set local deadlock_timeout = '20ms'`);
    await lock(tx, first);
    await meet();
    await lock(tx, second);
    return "done";
  };
}

const lock = (tx: Transaction, id = "") => tx.update(wards).set({ name: sql`name` }).where(eq(wards.id, id));

/** Lets both through once both have come; who comes again later does not wait. */
function meetingOfTwo(): () => Promise<void> {
  let open = () => {};
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  let came = 0;
  return () => {
    came += 1;
    if (came === 2) open();
    return both;
  };
}

const same = (ids: string[]) => ids;
const reversed = (ids: string[]) => ids.toReversed();

test("commands that wait for each other both end well", async () => {
  const meet = meetingOfTwo();
  const ends = await Promise.all([
    inTransaction(world.db, lockBoth(meet, same)),
    inTransaction(world.db, lockBoth(meet, reversed)),
  ]);
  expect(ends).toEqual(["done", "done"]);
});

test("so do forms that are carried out once", async () => {
  const meet = meetingOfTwo();
  const form = () => ({ key: crypto.randomUUID(), actor: "system", command: "test", input: null });
  const ends = await Promise.all([
    onceInTransaction(world.db, form(), lockBoth(meet, same)),
    onceInTransaction(world.db, form(), lockBoth(meet, reversed)),
  ]);
  expect(ends).toEqual(["done", "done"]);
});
