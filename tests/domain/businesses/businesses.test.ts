import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { auditEntries, businesses } from "#app/db/schema/index.ts";
import { listEntries } from "#app/domain/audit/queries.server.ts";
import { closeBusiness, mergeBusiness, reopenBusiness } from "#app/domain/businesses/change-status.server.ts";
import { createBusiness, updateBusiness } from "#app/domain/businesses/commands.server.ts";
import {
  type BusinessListParams,
  getBusiness,
  listBusinesses,
} from "#app/domain/businesses/queries.server.ts";
import { createBusinessInput, updateBusinessInput } from "#app/domain/businesses/schema.ts";
import { revealTaxCode } from "#app/domain/businesses/tax-code.server.ts";
import { closeCluster, createCluster } from "#app/domain/clusters/commands.server.ts";
import { Conflict, type Invalid, NotFound } from "#app/domain/errors.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();

/** A form as it is posted. */
const form = (fields: Record<string, string>) =>
  z.parse(createBusinessInput, { idempotencyKey: crypto.randomUUID(), kind: "company", ...fields });
let lastCode = 0;
/** Codes that nobody has; their check digit may fit or not. */
const freshCode = () => `61099${String(++lastCode).padStart(5, "0")}`;
const add = (name: string, fields: Record<string, string> = {}) =>
  createBusiness(world.db, world.people.office, form({ name, taxCode: freshCode(), ...fields }));
const read = (businessId: string) => getBusiness(world.db, world.people.office, businessId);
const list = async (params: Partial<BusinessListParams>) => {
  const everything = { search: "", clusterId: null, kind: null, status: null };
  const { rows } = await listBusinesses(world.db, world.people.office, {
    ...everything,
    ...{ sort: "name", descending: false, page: 1, pageSize: 50 },
    ...params,
  });
  return rows.map(({ name }) => name);
};
const refusedAt = (field: string) => ({ field }) satisfies Partial<Invalid>;

describe("a business of the registry", () => {
  test("is added by an officer, and the chain of the ward says so", async () => {
    const { businessId } = await add("Công ty TNHH Gỗ Sa Thầy", {
      phone: "912 345 678",
      workerCount: "1.250",
    });
    expect(await read(businessId)).toMatchObject({
      phone: "+84912345678",
      workerCount: 1250,
      status: "active",
    });
    const [entry] = await listEntries(world.db, world.people.ward.id, { offset: 0, limit: 1 });
    expect(entry).toMatchObject({ action: "business.create", entityId: businessId });
  });

  test("is made once, however often the same form arrives", async () => {
    const same = form({ name: "Công ty gửi lại", taxCode: freshCode() });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => createBusiness(world.db, world.people.office, same)),
    );
    expect(new Set(answers.map(({ businessId }) => businessId)).size).toBe(1);
  });

  test("with a 12-digit tax code shows it masked, keeps it encrypted and bound to its row", async () => {
    const { office } = world.people;
    const personal = { kind: "household", taxCode: "062087654321" };
    const { businessId } = await add("Hộ KD Rmah H'Bia", personal);
    const { businessId: other } = await add("Hộ KD Y Krông", { kind: "household", taxCode: "062087654322" });
    expect(await read(businessId)).toMatchObject({ taxCodeShown: "062*****4321" });
    const [row] = await world.db.select().from(businesses).where(eq(businesses.id, businessId));
    expect(JSON.stringify(row)).not.toContain("062087654321");
    expect(row && revealTaxCode(row)).toBe("062087654321");
    expect(() => row && revealTaxCode({ ...row, id: other })).toThrow();
    expect(
      JSON.stringify(
        await listBusinesses(world.db, office, {
          search: "062087654321",
          clusterId: null,
          kind: null,
          status: null,
          sort: "name",
          descending: false,
          page: 1,
          pageSize: 50,
        }),
      ),
    ).not.toContain("062087654321");
  });

  test("keeps its tax code when the mask comes back, and takes a whole new one", async () => {
    const { office } = world.people;
    const { businessId } = await add("Hộ KD A Tik", { kind: "household", taxCode: "062087654399" });
    const change = (version: number, taxCode: string) =>
      updateBusiness(
        world.db,
        office,
        z.parse(updateBusinessInput, {
          businessId,
          version,
          name: "Hộ KD A Tik",
          kind: "household",
          taxCode,
        }),
      );
    await change(1, "062*****4399");
    const [row] = await world.db.select().from(businesses).where(eq(businesses.id, businessId));
    expect(row && revealTaxCode(row)).toBe("062087654399");
    await expect(change(2, "062*****0000")).rejects.toMatchObject(refusedAt("taxCode"));
    await change(2, "062087650000");
    expect(await read(businessId)).toMatchObject({ taxCodeShown: "062*****0000", version: 3 });
  });

  test("whose check digit does not fit is taken all the same", async () => {
    await expect(add("Công ty số lạ", { taxCode: "0101248142" })).resolves.toBeDefined();
  });

  test("is refused at its tax code when the ward has that code, closed ones too", async () => {
    const taxCode = freshCode();
    const { businessId } = await add("Công ty cũ", { taxCode });
    await closeBusiness(world.db, world.people.office, { businessId, version: 1, reason: "giải thể" });
    await expect(add("Công ty mới", { taxCode })).rejects.toMatchObject(refusedAt("taxCode"));
    const elsewhere = form({ name: "Công ty phường bạn", taxCode });
    await expect(createBusiness(world.db, world.people.outsider, elsewhere)).resolves.toBeDefined();
  });

  test("does not exist for an officer of another ward", async () => {
    const { outsider } = world.people;
    const { businessId } = await add("Công ty riêng");
    const read = { businessId, version: 1 };
    const input = z.parse(updateBusinessInput, {
      ...read,
      version: "1",
      name: "Chiếm",
      kind: "other",
      taxCode: freshCode(),
    });
    await expect(getBusiness(world.db, outsider, businessId)).rejects.toThrow(NotFound);
    await expect(updateBusiness(world.db, outsider, input)).rejects.toThrow(NotFound);
    await expect(closeBusiness(world.db, outsider, { ...read, reason: "x" })).rejects.toThrow(NotFound);
    await expect(reopenBusiness(world.db, outsider, read)).rejects.toThrow(NotFound);
    const own = await add("Công ty của mình");
    const merge = { businessId: own.businessId, version: 1, targetId: world.people.otherBusiness.id };
    await expect(mergeBusiness(world.db, world.people.office, merge)).rejects.toMatchObject(
      refusedAt("targetId"),
    );
  });

  test("is not changed by a form that was read before somebody else's change", async () => {
    const { office, secondOffice } = world.people;
    const { businessId } = await add("Công ty hai người sửa");
    const change = (name: string) =>
      z.parse(updateBusinessInput, { businessId, version: "1", name, kind: "company", taxCode: freshCode() });
    const both = await Promise.allSettled([
      updateBusiness(world.db, office, change("Công ty người thứ nhất sửa")),
      updateBusiness(world.db, secondOffice, change("Công ty người thứ hai sửa")),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: expect.any(Conflict) });
  });
});

describe("closing, reopening, merging", () => {
  test("a closed business is reopened; a state that has moved on is a conflict", async () => {
    const { office } = world.people;
    const { businessId } = await add("Công ty tạm nghỉ");
    await closeBusiness(world.db, office, { businessId, version: 1, reason: "tạm nghỉ" });
    await expect(
      closeBusiness(world.db, office, { businessId, version: 2, reason: "lần nữa" }),
    ).rejects.toThrow(Conflict);
    await reopenBusiness(world.db, office, { businessId, version: 2 });
    expect(await read(businessId)).toMatchObject({ status: "active", closedReason: null });
  });

  test("a merged business names the one that is kept, also after that one is merged on", async () => {
    const { office } = world.people;
    const [first, second, third] = [await add("Trùng 1"), await add("Trùng 2"), await add("Trùng 3")];
    const merge = (from: typeof first, into: typeof first) =>
      mergeBusiness(world.db, office, { businessId: from.businessId, version: 1, targetId: into.businessId });
    await merge(first, second);
    await merge(second, third);
    expect(await read(first.businessId)).toMatchObject({ status: "merged", mergedIntoName: "Trùng 3" });
    await expect(merge(third, third)).rejects.toMatchObject(refusedAt("targetId"));
    await expect(merge(third, first)).rejects.toMatchObject(refusedAt("targetId"));
  });

  test("two businesses merged into each other at once: one stays active", async () => {
    const { office } = world.people;
    const [left, right] = [await add("Song sinh A"), await add("Song sinh B")];
    await Promise.allSettled([
      mergeBusiness(world.db, office, {
        businessId: left.businessId,
        version: 1,
        targetId: right.businessId,
      }),
      mergeBusiness(world.db, office, {
        businessId: right.businessId,
        version: 1,
        targetId: left.businessId,
      }),
    ]);
    const states = [(await read(left.businessId)).status, (await read(right.businessId)).status];
    expect(states.sort()).toEqual(["active", "merged"]);
  });

  test("no business enters or comes back into a closed cluster", async () => {
    const { office } = world.people;
    const cluster = { idempotencyKey: crypto.randomUUID(), name: "Cụm sẽ đóng", decision: null, area: null };
    const { clusterId } = await createCluster(world.db, office, cluster);
    const { businessId } = await add("Công ty trong cụm", { clusterId });
    await expect(closeCluster(world.db, office, { clusterId, version: 1 })).rejects.toThrow(Conflict);
    await closeBusiness(world.db, office, { businessId, version: 1, reason: "chuyển đi" });
    await closeCluster(world.db, office, { clusterId, version: 1 });
    await expect(add("Công ty đến muộn", { clusterId })).rejects.toMatchObject(refusedAt("clusterId"));
    await expect(reopenBusiness(world.db, office, { businessId, version: 2 })).rejects.toThrow(Conflict);
  });
});

describe("the list", () => {
  test("finds names without accents, and tax codes whole or by how they begin", async () => {
    await add("Cơ sở Đan Lát Ngọk Bay", { taxCode: "6101112223" });
    await add("Hộ KD Siu H'Lan", { kind: "household", taxCode: "062077001122" });
    expect(await list({ search: "dan lat ngok" })).toEqual(["Cơ sở Đan Lát Ngọk Bay"]);
    expect(await list({ search: "610111" })).toEqual(["Cơ sở Đan Lát Ngọk Bay"]);
    expect(await list({ search: "062077001122" })).toEqual(["Hộ KD Siu H'Lan"]);
    expect(await list({ search: "062077001123" })).toEqual([]);
    expect(await list({ search: "06207700" })).toEqual([]);
    expect(await list({ search: "%" })).toEqual([]);
  });

  test("is in Vietnamese order, filtered, and paged without losing or doubling a row", async () => {
    await add("Xưởng Đá", { kind: "other" });
    await add("Xưởng Da", { kind: "other" });
    await add("Xưởng Dà", { kind: "other" });
    expect(await list({ search: "xuong da" })).toEqual(["Xưởng Da", "Xưởng Dà", "Xưởng Đá"]);
    const all = await list({});
    const pages = await Promise.all([1, 2, 3, 4, 5, 6].map((page) => list({ page, pageSize: 5 })));
    expect(pages.flat()).toEqual(all.slice(0, 30));
    expect(await list({ kind: "household" })).not.toContain("Xưởng Đá");
  });
});

test("no name, number or address of a person stands in the chain", async () => {
  const { office } = world.people;
  const canaries = {
    name: "Hộ KD Chim Hoàng Yến",
    taxCode: "062099887766",
    address: "Hẻm Hoàng Yến 7",
    contactName: "Hoàng Thị Yến",
    phone: "0912777888",
    email: "hoang.yen@example.vn",
  };
  const { businessId } = await add(canaries.name, { kind: "household", ...canaries });
  const change = { ...canaries, businessId, version: "1", kind: "household", name: "Hộ KD Hoàng Yến Mới" };
  await updateBusiness(world.db, office, z.parse(updateBusinessInput, change));
  await closeBusiness(world.db, office, { businessId, version: 2, reason: "bà Hoàng Thị Yến nghỉ" });
  const entries = await world.db.select().from(auditEntries).where(eq(auditEntries.entityId, businessId));
  expect(entries).toHaveLength(3);
  expect(JSON.stringify(entries)).not.toMatch(/Yến|062099887766|912777888|hoang\.yen/);
});
