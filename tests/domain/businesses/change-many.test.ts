import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { businesses, clusters } from "#app/db/schema/index.ts";
import { listEntries } from "#app/domain/audit/queries.server.ts";
import { closeBusinesses, moveBusinesses } from "#app/domain/businesses/change-many.server.ts";
import { listBusinesses } from "#app/domain/businesses/queries.server.ts";
import { closeManyInput } from "#app/domain/businesses/schema.ts";
import { createCluster } from "#app/domain/clusters/commands.server.ts";
import { digestOfIds } from "#app/domain/selection.server.ts";
import { mostAtOnce } from "#app/domain/selection.ts";
import { insertBusiness } from "#tests/support/personas.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
const everything = { search: "", clusterId: null, kind: null, status: "active" as const };
const page = { sort: "name", descending: false, page: 1, pageSize: 500 };

let round = 0;
let search = "";
let ids: string[] = [];
beforeEach(async () => {
  round += 1;
  search = `Xưởng ${"abcdefghijk"[round]}`;
  ids = [];
  for (const name of ["một", "hai", "ba"])
    ids.push((await insertBusiness(world.db, world.people.ward.id, `${search} ${name}`)).id);
});

const filter = () => ({ ...everything, search });
const all = (...seen: string[]) => ({
  idempotencyKey: crypto.randomUUID(),
  scope: "all" as const,
  chosen: [] as string[],
  total: seen.length,
  seen: digestOfIds(seen),
});
const chosen = (...picked: string[]) => ({ ...all(...ids), scope: "chosen" as const, chosen: picked });
const activeNow = async () =>
  (await listBusinesses(world.db, world.people.office, { ...filter(), ...page })).total;
const reason = "Đã ngừng hoạt động";

describe("closing many businesses", () => {
  test("closes all that the filter lets through, not the page alone, with one audit entry each", async () => {
    const { office, ward, business } = world.people;
    expect(await closeBusinesses(world.db, office, filter(), { ...all(...ids), reason })).toBe(3);
    expect(await activeNow()).toBe(0);
    const [other] = await world.db.select().from(businesses).where(eq(businesses.id, business.id));
    expect(other?.status).toBe("active");
    const entries = await listEntries(world.db, ward.id, { offset: 0, limit: 3 });
    expect(entries.map(({ action }) => action)).toEqual(Array(3).fill("business.close"));
    expect(new Set(entries.map(({ entityId }) => entityId))).toEqual(new Set(ids));
    expect(JSON.stringify(entries)).not.toContain(reason);
  });

  test("closes only those that were ticked", async () => {
    await closeBusinesses(world.db, world.people.office, filter(), { ...chosen(ids[0] ?? ""), reason });
    expect(await activeNow()).toBe(2);
  });

  test("does nothing when another number of businesses matches than was seen, or one of those chosen is closed", async () => {
    const { office } = world.people;
    const refused = { key: "app:errors.selectionChanged" };
    await expect(
      closeBusinesses(world.db, office, filter(), { ...all(...ids.slice(1)), reason }),
    ).rejects.toMatchObject(refused);
    await closeBusinesses(world.db, office, filter(), { ...chosen(ids[0] ?? ""), reason });
    const input = { ...chosen(...ids), reason };
    await expect(closeBusinesses(world.db, office, filter(), input)).rejects.toMatchObject(refused);
    expect(await activeNow()).toBe(2);
  });

  test("does nothing when as many others match as were seen", async () => {
    const { office, ward } = world.people;
    const { seen, total } = await listBusinesses(world.db, office, { ...filter(), ...page });
    await closeBusinesses(world.db, office, filter(), { ...chosen(ids[0] ?? ""), reason });
    const { id } = await insertBusiness(world.db, ward.id, `${search} bốn`);
    const read = { ...all(), total, seen, reason };
    await expect(closeBusinesses(world.db, office, filter(), read)).rejects.toMatchObject({
      key: "app:errors.selectionChanged",
    });
    const again = await listBusinesses(world.db, office, { ...filter(), ...page });
    expect(again.total).toBe(total);
    expect(again.seen).toBe(digestOfIds([id, ...ids.slice(1)]));
    expect(
      await closeBusinesses(world.db, office, filter(), {
        ...read,
        ...again,
        idempotencyKey: crypto.randomUUID(),
      }),
    ).toBe(3);
  });

  test("never reaches another ward, by id or by filter", async () => {
    const { outsider, otherBusiness, office } = world.people;
    const refused = { key: "app:errors.selectionChanged" };
    const theirs = { ...chosen(...ids), reason };
    await expect(closeBusinesses(world.db, outsider, everything, theirs)).rejects.toMatchObject(refused);
    await expect(
      closeBusinesses(world.db, office, everything, { ...chosen(otherBusiness.id), reason }),
    ).rejects.toMatchObject(refused);
    expect(await activeNow()).toBe(3);
  });

  test("sent five times at once closes once", async () => {
    const { office } = world.people;
    const input = { ...all(...ids), reason };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => closeBusinesses(world.db, office, filter(), input)),
    );
    expect(answers).toEqual([3, 3, 3, 3, 3]);
  });
});

describe("moving many businesses", () => {
  test("puts them into a cluster of the ward, and out of every cluster", async () => {
    const { office, outsider } = world.people;
    const cluster = async (actor: typeof office, name: string) =>
      (
        await createCluster(world.db, actor, {
          idempotencyKey: crypto.randomUUID(),
          name,
          decision: null,
          area: null,
        })
      ).clusterId;
    const ours = await cluster(office, `Cụm ${search}`);
    const move = { ...all(...ids), clusterId: ours };
    expect(await moveBusinesses(world.db, office, filter(), move)).toBe(3);
    const inCluster = { ...filter(), clusterId: ours };
    expect((await listBusinesses(world.db, office, { ...inCluster, ...page })).total).toBe(3);
    await moveBusinesses(world.db, office, inCluster, { ...chosen(ids[1] ?? ""), clusterId: null });
    expect((await listBusinesses(world.db, office, { ...inCluster, ...page })).total).toBe(2);

    const theirs = await cluster(outsider, "Cụm của phường khác");
    const refused = { field: "clusterId", key: "businesses:errors.clusterNotActive" };
    await expect(
      moveBusinesses(world.db, office, filter(), { ...all(...ids), clusterId: theirs }),
    ).rejects.toMatchObject(refused);
    await world.db.update(clusters).set({ status: "closed" }).where(eq(clusters.id, ours));
    await expect(
      moveBusinesses(world.db, office, filter(), { ...all(...ids), clusterId: ours }),
    ).rejects.toMatchObject(refused);
  });
});

test("the form asks for at least one row and for no more than are done at once", () => {
  const posted = { idempotencyKey: crypto.randomUUID(), reason };
  const read = (values: object) => closeManyInput.safeParse({ ...posted, ...values });
  expect(read({ scope: "chosen", total: "3" }).error?.issues[0]?.path).toEqual(["scope"]);
  expect(read({ scope: "all", total: String(mostAtOnce + 1) }).error?.issues[0]?.path).toEqual(["scope"]);
  expect(read({ scope: "chosen", total: "3", chosen: { x: "true" } }).success).toBe(false);
  const [id = ""] = ids;
  expect(read({ scope: "chosen", total: "3", chosen: { [id]: "true" } }).data?.chosen).toEqual([id]);
});
