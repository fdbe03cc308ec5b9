import { readFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { auditEntries, businesses, workbookImports } from "#app/db/schema/index.ts";
import { verifyChain } from "#app/domain/audit/queries.server.ts";
import { closeBusiness } from "#app/domain/businesses/change-status.server.ts";
import { updateBusiness } from "#app/domain/businesses/commands.server.ts";
import {
  importBusinesses,
  previewImport,
  saveImport,
} from "#app/domain/businesses/import-businesses.server.ts";
import { findSavedFile, getImport, outcomeOf, planRows } from "#app/domain/businesses/imports.server.ts";
import { updateBusinessInput } from "#app/domain/businesses/schema.ts";
import { revealTaxCode } from "#app/domain/businesses/tax-code.server.ts";
import { createCluster } from "#app/domain/clusters/commands.server.ts";
import { NotFound } from "#app/domain/errors.ts";
import { nationalPhone } from "#app/vietnamese/phone.ts";
import { useWard } from "#tests/support/ward.ts";
import { buildWorkbook, sheetXml } from "#tests/support/xlsx.ts";

const world = useWard();
const fixture = (name: string) => readFile(new URL(`../../fixtures/${name}`, import.meta.url));
const clusterFile = () => fixture("co-so-trong-cum.xlsx");

/** A workbook of a list with these columns. */
const workbook = (...rows: (string | number | null)[][]) =>
  buildWorkbook({
    sheet: sheetXml([["Tên cơ sở", "Mã số thuế", "Số điện thoại", "Số lao động", "Nữ"], ...rows]),
  });
const upload = async (bytes: Uint8Array, actor = world.people.office) => {
  const { importId } = await previewImport(world.db, actor, {
    idempotencyKey: crypto.randomUUID(),
    fileName: "ds.xlsx",
    bytes,
  });
  return importId;
};
const preview = async (importId: string, clusterId: string | null = null) => {
  const { content } = await getImport(world.db, world.people.office, importId);
  return planRows(world.db, world.people.office, content.rows, clusterId);
};
const rowsOfWard = (wardId: string) =>
  world.db.select().from(businesses).where(eq(businesses.wardId, wardId));

describe("the list of the cluster", () => {
  test("is imported to exactly the expected businesses", async () => {
    const { office, ward, business } = world.people;
    const expected = JSON.parse((await fixture("expected/co-so-trong-cum.json")).toString()) as {
      rows: Record<string, unknown>[];
    };
    const outcome = await importBusinesses(world.db, office, {
      fileName: "co-so-trong-cum.xlsx",
      bytes: await clusterFile(),
      clusterId: null,
    });
    expect(outcome).toEqual({ new: 36, changed: 0, same: 0, refused: 0 });
    const saved = (await rowsOfWard(ward.id)).filter(({ id }) => id !== business.id);
    const shown = saved.map((row) => ({
      name: row.name,
      taxCode: revealTaxCode(row),
      contact: row.contactName,
      phone: row.phone && nationalPhone(row.phone),
      workers: row.workerCount,
      female: row.femaleCount,
    }));
    const byName = (a: { name?: unknown }, b: { name?: unknown }) =>
      String(a.name) < String(b.name) ? -1 : 1;
    expect(shown.sort(byName)).toEqual(expected.rows.sort(byName));
    expect(new Set(saved.map(({ kind }) => kind))).toEqual(
      new Set(["company", "joint_stock", "private_enterprise", "cooperative", "household"]),
    );
  });

  test("read again is the same in every row, and saving it changes nothing", async () => {
    const { office, ward } = world.people;
    const before = await rowsOfWard(ward.id);
    const importId = await upload(await clusterFile());
    expect(outcomeOf(await preview(importId))).toEqual({ new: 0, changed: 0, same: 36, refused: 0 });
    const { fileHash } = await getImport(world.db, office, importId);
    expect(await findSavedFile(world.db, office, fileHash)).toBeInstanceOf(Date);
    await saveImport(world.db, office, { importId, clusterId: null });
    expect(await rowsOfWard(ward.id)).toEqual(before);
  });

  test("shows what a cluster for all rows would change, and moves them in one go", async () => {
    const { office } = world.people;
    const cluster = { idempotencyKey: crypto.randomUUID(), name: "Cụm nhập", decision: null, area: null };
    const { clusterId } = await createCluster(world.db, office, cluster);
    const importId = await upload(await clusterFile());
    expect((await preview(importId, clusterId))[0]).toMatchObject({
      state: "changed",
      changes: { clusterId },
    });
    expect(await saveImport(world.db, office, { importId, clusterId })).toMatchObject({ changed: 36 });
  });
});

describe("a preview", () => {
  test("saves nothing, names each row's problems and repairs, and changes from old to new", async () => {
    const { office, ward } = world.people;
    await importBusinesses(world.db, office, {
      fileName: "cu.xlsx",
      bytes: workbook(["Công ty TNHH Mộc Xanh", "6101230001", "0912345678", 10, 4]),
      clusterId: null,
    });
    const before = await rowsOfWard(ward.id);
    const importId = await upload(
      workbook(
        ["Công ty TNHH Mộc Xanh", "6101230001", null, 12, null],
        ["HTX Sâm Ngọc", 101230002, 912345679, 8, 9],
        ["Hộ KD Y Mới", "062O87000111", "0912345670", 2, 1],
        ["Công ty TNHH Số Không", 101248141, 912345670, "1.250", 300],
      ),
    );
    const planned = await preview(importId);
    expect(planned.map(({ state }) => state)).toEqual(["changed", "refused", "refused", "new"]);
    expect(planned[0]).toMatchObject({ changes: { workerCount: 12 }, business: { workerCount: 10 } });
    expect(planned[1]).toMatchObject({ remarks: [{ field: "femaleCount" }] });
    expect(planned[2]).toMatchObject({ remarks: [{ field: "taxCode" }] });
    expect(planned[3]).toMatchObject({
      row: { notes: [{ code: "zeroRestored" }, { code: "zeroRestored" }] },
      values: { taxCode: "0101248141", phone: "+84912345670", workerCount: 1250 },
    });
    expect(await rowsOfWard(ward.id)).toEqual(before);
  });

  test("refuses a row whose business is closed, and counts that the registry alone can see", async () => {
    const { office, ward } = world.people;
    const bytes = workbook(
      ["Công ty Đã Đóng", "6101240001", null, 5, null],
      ["Công ty Nhiều Nữ", "6101240002", null, 9, 8],
    );
    await importBusinesses(world.db, office, { fileName: "a.xlsx", bytes, clusterId: null });
    const closed = (await rowsOfWard(ward.id)).find(({ name }) => name === "Công ty Đã Đóng");
    if (closed) await closeBusiness(world.db, office, { businessId: closed.id, version: 1, reason: "x" });
    const again = await upload(
      workbook(
        ["Công ty Đã Đóng", "6101240001", null, 6, null],
        ["Công ty Nhiều Nữ", "6101240002", null, 7, null],
      ),
    );
    expect(await preview(again)).toMatchObject([
      { state: "refused", remarks: [{ field: "taxCode" }] },
      { state: "refused", remarks: [{ field: "femaleCount" }] },
    ]);
  });

  test("keeps no name or number in the clear, and after saving only what was refused", async () => {
    const importId = await upload(
      workbook(["Hộ KD Kín", "062087000222", null, 1, 0], ["Hộ KD Hỏng", "12", null, 1, 0]),
    );
    const [row] = await world.db.select().from(workbookImports).where(eq(workbookImports.id, importId));
    expect(JSON.stringify(row)).not.toMatch(/Kín|062087000222/);
    await saveImport(world.db, world.people.office, { importId, clusterId: null });
    const { content, status } = await getImport(world.db, world.people.office, importId);
    expect({ status, rows: content.rows }).toEqual({ status: "saved", rows: [] });
    expect(content.saved?.refused.map(({ row }) => row.name)).toEqual(["Hộ KD Hỏng"]);
  });

  test("belongs to its ward", async () => {
    const importId = await upload(workbook(["Công ty của phường", "6101250001", null, 1, 0]));
    const { outsider } = world.people;
    await expect(getImport(world.db, outsider, importId)).rejects.toThrow(NotFound);
    await expect(saveImport(world.db, outsider, { importId, clusterId: null })).rejects.toThrow(NotFound);
  });
});

describe("saving", () => {
  test("twice at once saves once and answers the same", async () => {
    const { office, secondOffice, ward } = world.people;
    const importId = await upload(workbook(["Công ty bấm hai lần", "6101260001", null, 3, 1]));
    const before = (await rowsOfWard(ward.id)).length;
    const answers = await Promise.all(
      [office, secondOffice, office].map((actor) =>
        saveImport(world.db, actor, { importId, clusterId: null }),
      ),
    );
    expect(answers).toEqual(Array(3).fill({ new: 1, changed: 0, same: 0, refused: 0 }));
    expect(await rowsOfWard(ward.id)).toHaveLength(before + 1);
  });

  test("compares with the registry as it is then, not as it was at the preview", async () => {
    const { office, ward } = world.people;
    const bytes = workbook(["Công ty sửa xen giữa", "6101270001", null, 3, 1]);
    await importBusinesses(world.db, office, { fileName: "a.xlsx", bytes, clusterId: null });
    const importId = await upload(workbook(["Công ty sửa xen giữa", "6101270001", null, 4, 1]));
    const found = (await rowsOfWard(ward.id)).find(({ name }) => name === "Công ty sửa xen giữa");
    const change = {
      businessId: found?.id,
      version: "1",
      name: "Công ty đã đổi tên",
      kind: "company",
      taxCode: "6101270001",
      workerCount: "4",
    };
    await updateBusiness(world.db, office, z.parse(updateBusinessInput, change));
    expect(await saveImport(world.db, office, { importId, clusterId: null })).toMatchObject({ changed: 1 });
    const [saved] = await world.db
      .select()
      .from(businesses)
      .where(eq(businesses.id, found?.id ?? ""));
    expect(saved).toMatchObject({ name: "Công ty sửa xen giữa", workerCount: 4, femaleCount: 1, version: 3 });
  });

  test("2,500 rows writes one entry for each business, and the chain holds", async () => {
    const { outsider, otherWard } = world.people;
    const rows = Array.from({ length: 2_500 }, (_, n) => [
      `Cơ sở ${n}`,
      `61${String(n).padStart(8, "0")}`,
      null,
      n % 90,
      null,
    ]);
    const outcome = await importBusinesses(world.db, outsider, {
      fileName: "lon.xlsx",
      bytes: workbook(...rows),
      clusterId: null,
    });
    expect(outcome.new).toBe(2_500);
    const entries = await world.db.select().from(auditEntries).where(eq(auditEntries.chain, otherWard.id));
    expect(entries.filter(({ action }) => action === "business.create")).toHaveLength(2_500);
    expect(JSON.stringify(entries)).not.toContain("Cơ sở");
    expect(await verifyChain(world.db, otherWard.id)).toMatchObject({ brokenAt: null });
  });
});

describe("a file that is no list of businesses", () => {
  test.each([
    ["no workbook", Buffer.from("xin chào"), "files:unreadable."],
    [
      "a workbook without such a table",
      buildWorkbook({
        sheet: sheetXml([
          ["a", "b"],
          [1, 2],
        ]),
      }),
      "businesses:import.noTable",
    ],
    ["a table without rows", workbook(), "businesses:import.noRows"],
  ])("%s is refused at the file, with the reason", async (_, bytes, key) => {
    await expect(upload(bytes)).rejects.toMatchObject({ field: "file", key: expect.stringContaining(key) });
  });
});
