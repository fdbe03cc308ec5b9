import { describe, expect, test } from "vitest";
import { listEntries, verifyChain } from "#app/domain/audit/queries.server.ts";
import { closeCluster, createCluster, updateCluster } from "#app/domain/clusters/commands.server.ts";
import { getCluster, listClusters } from "#app/domain/clusters/queries.server.ts";
import { Conflict, type Invalid, NotFound } from "#app/domain/errors.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
const input = (name: string) => ({ idempotencyKey: crypto.randomUUID(), name, decision: null, area: 62.6 });

describe("clusters", () => {
  test("an officer adds a cluster, and the chain of the ward says so", async () => {
    const { office, ward } = world.people;
    const { clusterId } = await createCluster(
      world.db,
      office,
      input("Cụm CN-TTCN phường Ngô Mây và xã Đăk Cấm"),
    );
    expect(await listClusters(world.db, office)).toMatchObject([
      { id: clusterId, businessCount: 0, area: 62.6 },
    ]);
    expect((await listEntries(world.db, ward.id, { offset: 0, limit: 1 }))[0]).toMatchObject({
      action: "cluster.create",
      entityId: clusterId,
    });
    expect(await verifyChain(world.db, ward.id)).toMatchObject({ brokenAt: null });
  });

  test("the same form sent ten times at once makes one cluster and one answer", async () => {
    const same = input("Cụm Thanh Trung");
    const results = await Promise.all(
      Array.from({ length: 10 }, () => createCluster(world.db, world.people.office, same)),
    );
    expect(new Set(results.map((result) => result.clusterId)).size).toBe(1);
  });

  test("a second cluster of the same name is refused at the name, accents apart", async () => {
    const { office } = world.people;
    await createCluster(world.db, office, input("Cụm Hòa Bình"));
    await expect(createCluster(world.db, office, input("Cụm Hoà Bình"))).rejects.toMatchObject({
      field: "name",
    } satisfies Partial<Invalid>);
  });

  test("a ward officer neither sees nor changes a cluster of another ward", async () => {
    const { office, outsider } = world.people;
    const { clusterId } = await createCluster(world.db, office, input("Cụm riêng"));
    expect((await listClusters(world.db, outsider)).map((cluster) => cluster.id)).not.toContain(clusterId);
    await expect(getCluster(world.db, outsider, clusterId)).rejects.toThrow(NotFound);
    const change = { clusterId, version: 1, name: "Chiếm", decision: null, area: null };
    await expect(updateCluster(world.db, outsider, change)).rejects.toThrow(NotFound);
    await expect(closeCluster(world.db, outsider, { clusterId, version: 1 })).rejects.toThrow(NotFound);
  });

  test("an old version is refused, so nobody's edit is overwritten", async () => {
    const { office, secondOffice } = world.people;
    const { clusterId } = await createCluster(world.db, office, input("Cụm sửa chung"));
    const change = { clusterId, version: 1, decision: null, area: null };
    await updateCluster(world.db, office, { ...change, name: "Cụm sửa trước" });
    await expect(updateCluster(world.db, secondOffice, { ...change, name: "Cụm sửa sau" })).rejects.toThrow(
      Conflict,
    );
  });
});
