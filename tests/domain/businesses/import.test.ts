import { readFile } from "node:fs/promises";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { auditEntries, businesses, people, workbookImports } from "#app/db/schema/index.ts";
import { verifyChain } from "#app/domain/audit/queries.server.ts";
import { closeBusiness } from "#app/domain/businesses/change-status.server.ts";
import { updateBusiness } from "#app/domain/businesses/commands.server.ts";
import {
  changeBusinessSettings,
  importBusinesses,
  previewImport,
  saveImport,
} from "#app/domain/businesses/import-businesses.server.ts";
import { findKnownBusinesses } from "#app/domain/businesses/import-known.server.ts";
import { businessPlanner, type PlannedBusiness } from "#app/domain/businesses/import-plan.ts";
import { getBusinessPreview } from "#app/domain/businesses/import-preview.server.ts";
import { undoBusinessImport } from "#app/domain/businesses/import-undo.server.ts";
import { updateBusinessInput } from "#app/domain/businesses/schema.ts";
import { revealTaxCode } from "#app/domain/businesses/tax-code.server.ts";
import { createCluster } from "#app/domain/clusters/commands.server.ts";
import { Conflict, NotFound } from "#app/domain/errors.ts";
import { changeReading, discardImport, forgetReading, mendRows } from "#app/domain/imports/adjust.server.ts";
import { anotherOne, type ImportMode, leaveOut } from "#app/domain/imports/schema.ts";
import { getImport } from "#app/domain/imports/stored-import.server.ts";
import { understandImport } from "#app/domain/imports/understand-import.server.ts";
import { nationalPhone } from "#app/vietnamese/phone.ts";
import { useWard } from "#tests/support/ward.ts";
import { buildWorkbook, sheetXml } from "#tests/support/xlsx.ts";

const world = useWard();
const fixture = (name: string) => readFile(new URL(`../../fixtures/${name}`, import.meta.url));
const clusterFile = () => fixture("co-so-trong-cum.xlsx");

/** A row mended in place, as its form posts it. */
const mended = (mend: Record<string, string>) => ({ mend, shown: {}, answer: "", takeBack: false });

/** A workbook of a list with these columns. */
const workbook = (...rows: (string | number | null)[][]) =>
  buildWorkbook({
    sheet: sheetXml([["Tên cơ sở", "Mã số thuế", "Số điện thoại", "Số lao động", "Nữ"], ...rows]),
  });
const upload = async (
  bytes: Uint8Array,
  { actor = world.people.office, clusterId = null as string | null } = {},
) => {
  const { importId } = await previewImport(world.db, actor, {
    idempotencyKey: crypto.randomUUID(),
    fileName: "ds.xlsx",
    bytes,
    clusterId,
  });
  return importId;
};
/** What saving would do, as the command sees it. */
const planOf = async (importId: string): Promise<PlannedBusiness[]> => {
  const found = await getImport(world.db, world.people.office, "businesses", importId);
  const rows = (await understandImport(world.db, "businesses", found))?.table?.rows ?? [];
  const known = await findKnownBusinesses(world.db, world.people.office, rows);
  return rows.map(businessPlanner(known, found.settings));
};
/** The page, with every row. */
const look = (importId: string) =>
  getBusinessPreview(world.db, world.people.office, importId, { state: null, page: 1, pageSize: 10_000 });
/** Presses the button under the page as it is now. */
const save = async (importId: string, scope: "good" | "all" = "good", actor = world.people.office) => {
  const { seen } = await getBusinessPreview(world.db, actor, importId, { state: null, page: 1, pageSize: 1 });
  return saveImport(world.db, actor, { importId, seen, scope });
};
const undo = async (importId: string) => {
  const { version } = await look(importId);
  await undoBusinessImport(world.db, world.people.office, { importId, version });
};
const nothing = { new: 0, changed: 0, same: 0, choose: 0, refused: 0, skipped: 0 };
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
    expect(outcome).toEqual({ ...nothing, new: 36 });
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
    const { ward } = world.people;
    const before = await rowsOfWard(ward.id);
    const importId = await upload(await clusterFile());
    const { plan, sameFile } = await look(importId);
    expect(plan).toEqual({ ...nothing, same: 36 });
    expect(sameFile?.savedAt).toBeInstanceOf(Date);
    await expect(save(importId)).rejects.toThrow(Conflict);
    expect(await rowsOfWard(ward.id)).toEqual(before);
  });

  test("shows what a cluster for all rows would change, and moves them in one go", async () => {
    const { office } = world.people;
    const cluster = { idempotencyKey: crypto.randomUUID(), name: "Cụm nhập", decision: null, area: null };
    const { clusterId } = await createCluster(world.db, office, cluster);
    const importId = await upload(await clusterFile(), { clusterId });
    expect((await planOf(importId))[0]).toMatchObject({ state: "changed", changes: { clusterId } });
    expect(await save(importId)).toMatchObject({ changed: 36 });
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
    const planned = await planOf(importId);
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
    expect(await planOf(again)).toMatchObject([
      { state: "refused", remarks: [{ field: "taxCode" }] },
      { state: "refused", remarks: [{ field: "femaleCount" }] },
    ]);
  });

  test("keeps no name or number in the clear, and shows a personal code masked", async () => {
    const importId = await upload(
      workbook(["Hộ KD Kín", "062087000222", null, 1, 0], ["Hộ KD Hỏng", "12", null, 1, 0]),
    );
    const [row] = await world.db.select().from(workbookImports).where(eq(workbookImports.id, importId));
    const stored = [row?.fileCipher, row?.sheetsCipher, row?.settingsCipher].map((bytes) =>
      bytes?.toString("latin1"),
    );
    expect(JSON.stringify([row, stored])).not.toMatch(/K\u00edn|Kín|062087000222/);
    const shown = await look(importId);
    expect(JSON.stringify(shown)).not.toContain("062087000222");
    expect(JSON.stringify(shown)).toContain("062*****0222");
    await save(importId);
    const after = await look(importId);
    expect(after).toMatchObject({ status: "saved", outcome: { new: 1, refused: 1 } });
    expect(after.rows.filter(({ state }) => state === "refused").map(({ rowNumber }) => rowNumber)).toEqual([
      3,
    ]);
  });

  test("belongs to its ward", async () => {
    const importId = await upload(workbook(["Công ty của phường", "6101250001", null, 1, 0]));
    const { outsider } = world.people;
    const looked = { importId, version: 1 };
    const tries = [
      () => getImport(world.db, outsider, "businesses", importId),
      () => saveImport(world.db, outsider, { importId, seen: "", scope: "good" }),
      () => mendRows(world.db, outsider, "businesses", { ...looked, rows: { r2: mended({ name: "x" }) } }),
      () => forgetReading(world.db, outsider, "businesses", looked),
      () => discardImport(world.db, outsider, "businesses", looked),
      () => undoBusinessImport(world.db, outsider, looked),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toThrow(NotFound);
  });
});

describe("changing a preview", () => {
  const asRead = {
    sheet: "",
    headerRow: null,
    columns: {},
    dayMonth: {},
    hiddenRows: null,
    hiddenColumns: null,
    oldPhones: null,
    encoding: null,
  };
  const odd = () =>
    buildWorkbook({
      sheet: sheetXml([
        ["Tên cơ sở", "Mã", "Số máy lẻ"],
        ["Công ty Cột Lạ", "6101280001", "0912345678"],
      ]),
    });

  test("a column gets another meaning, which is remembered for the sender's next file and can be forgotten", async () => {
    const { office, outsider } = world.people;
    const importId = await upload(odd());
    await changeReading(world.db, office, "businesses", {
      ...asRead,
      importId,
      version: 1,
      columns: { c2: "taxCode", c3: "contact" },
    });
    const row = (await look(importId)).rows[0];
    expect(row?.cells.find(({ field }) => field === "contact")?.text).toBe("0912345678");

    const next = await look(await upload(odd()));
    expect(next.settings.isRemembered).toBe(true);
    expect(next.understood?.columns.map(({ field }) => field)).toEqual(["name", "taxCode", "contact"]);
    const others = await previewImport(world.db, outsider, {
      idempotencyKey: crypto.randomUUID(),
      fileName: "ds.xlsx",
      bytes: odd(),
      clusterId: null,
    });
    const { settings } = await getImport(world.db, outsider, "businesses", others.importId);
    expect(settings.layoutId).toBeNull();

    await forgetReading(world.db, office, "businesses", { importId: next.id, version: next.version });
    expect((await look(await upload(odd()))).settings.isRemembered).toBe(false);
  });

  test("a wrong cell is mended in place, and taken back", async () => {
    const { office } = world.people;
    const importId = await upload(workbook(["Công ty Sửa Ô", "61O1290001", null, 3, 1]));
    const row = { ...mended({ taxCode: "6101290001" }), shown: { taxCode: "61O1290001" } };
    expect((await look(importId)).plan).toEqual({ ...nothing, refused: 1 });
    await mendRows(world.db, office, "businesses", { importId, version: 1, rows: { r2: row } });
    expect((await look(importId)).plan).toEqual({ ...nothing, new: 1 });
    const back = { ...row, takeBack: true };
    await mendRows(world.db, office, "businesses", { importId, version: 2, rows: { r2: back } });
    expect((await look(importId)).plan).toEqual({ ...nothing, refused: 1 });
  });

  test("takes several rows at once: mended, left out, taken back, or left alone", async () => {
    const { office } = world.people;
    const wrong = (name: string) => [name, "61O1290009", null, 3, 1];
    const importId = await upload(workbook(...["Một", "Hai", "Ba", "Bốn"].map((n) => wrong(`Công ty ${n}`))));
    const shown = { taxCode: "61O1290009" };
    const alone = { ...mended({ taxCode: "61O1290009" }), shown };
    const rows = {
      r2: { ...mended({ taxCode: "6101290011" }), shown },
      r3: { ...alone, answer: leaveOut },
      r4: { ...mended({ taxCode: "6101290013" }), shown },
      r5: alone,
    };
    await mendRows(world.db, office, "businesses", { importId, version: 1, rows });
    expect((await look(importId)).plan).toEqual({ ...nothing, new: 2, skipped: 1, refused: 1 });
    const back = { r2: alone, r3: { ...alone, takeBack: true }, r4: { ...rows.r4, takeBack: true } };
    await mendRows(world.db, office, "businesses", { importId, version: 2, rows: back });
    const { plan, rows: looked } = await look(importId);
    expect(plan).toEqual({ ...nothing, new: 1, refused: 3 });
    expect(looked.filter(({ isMended }) => isMended).map(({ rowNumber }) => rowNumber)).toEqual([2]);
  });

  test("by two people at once is refused to the second, the same change sent twice is not", async () => {
    const { office, secondOffice } = world.people;
    const importId = await upload(workbook(["Công ty Hai Người", "6101300001", null, 3, 1]));
    const mendTo = (name: string) => ({ importId, version: 1, rows: { r2: mended({ name }) } });
    await mendRows(world.db, office, "businesses", mendTo("Công ty Một Người"));
    await mendRows(world.db, office, "businesses", mendTo("Công ty Một Người"));
    await expect(mendRows(world.db, secondOffice, "businesses", mendTo("Công ty Khác"))).rejects.toThrow(
      Conflict,
    );
    expect((await look(importId)).rows[0]?.cells[0]?.text).toBe("Công ty Một Người");
  });

  test("modes leave out what is not asked for", async () => {
    const { office } = world.people;
    const bytes = workbook(["Công ty Đã Có", "6101310001", null, 3, 1]);
    await importBusinesses(world.db, office, { fileName: "a.xlsx", bytes, clusterId: null });
    const importId = await upload(
      workbook(["Công ty Đã Có", "6101310001", null, 4, 1], ["Công ty Chưa Có", "6101310002", null, 4, 1]),
    );
    const plans = [];
    for (const [version, mode] of (["both", "add", "update"] as ImportMode[]).entries()) {
      const input = { importId, version, mode, clusterId: null, outsideNeedReason: null, lateNote: null };
      await changeBusinessSettings(world.db, office, { ...input, employers: {}, needs: {}, reasons: {} });
      plans.push((await look(importId)).plan);
    }
    expect(plans).toEqual([
      { ...nothing, new: 1, changed: 1 },
      { ...nothing, new: 1, skipped: 1 },
      { ...nothing, changed: 1, skipped: 1 },
    ]);
  });

  test("a known name under another tax code is asked about: the same with a new code, or another", async () => {
    const { office, ward } = world.people;
    const bytes = workbook(["Hộ KD Đổi Mã", "6101320001", null, 3, 1]);
    await importBusinesses(world.db, office, { fileName: "a.xlsx", bytes, clusterId: null });
    const known = (await rowsOfWard(ward.id)).find(({ name }) => name === "Hộ KD Đổi Mã");
    const importId = await upload(workbook(["Hộ KD đổi mã", "062087000333", null, 3, 1]));
    const asked = await look(importId);
    expect(asked.plan).toEqual({ ...nothing, choose: 1 });
    expect(asked.rows[0]?.candidates).toMatchObject([{ id: known?.id }]);
    const answer = (version: number, text: string) =>
      mendRows(world.db, office, "businesses", {
        importId,
        version,
        rows: { r2: { ...mended({}), answer: text } },
      });
    await answer(1, anotherOne);
    expect((await look(importId)).plan).toEqual({ ...nothing, new: 1 });
    await answer(2, known?.id ?? "");
    await save(importId, "all");
    const saved = (await rowsOfWard(ward.id)).find(({ id }) => id === known?.id);
    expect(saved && revealTaxCode(saved)).toBe("062087000333");
    await undo(importId);
    const back = (await rowsOfWard(ward.id)).find(({ id }) => id === known?.id);
    expect([back?.name, back && revealTaxCode(back)]).toEqual(["Hộ KD Đổi Mã", "6101320001"]);
  });

  test("two businesses of one name are asked about in one order, and the rest is saved as it was looked at", async () => {
    const { office, ward } = world.people;
    const bytes = workbook(["Quán Hai Nơi", "6101321001"], ["Quán Hai Nơi", "6101321002"]);
    const twoOfAName = await upload(bytes);
    await save(twoOfAName, "all");
    const [first, second] = (await rowsOfWard(ward.id))
      .filter(({ name }) => name === "Quán Hai Nơi")
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    // A change of an indexed column moves the row behind the other one, wherever nothing says in which order they come.
    await world.db
      .update(businesses)
      .set({ sortKey: "zz", version: sql`${businesses.version} + 1` })
      .where(eq(businesses.id, first?.id ?? ""));
    const importId = await upload(workbook(["Quán Hai Nơi", "6101321003"], ["Quán Mới Tinh", "6101321004"]));
    expect((await look(importId)).rows[0]?.candidates.map(({ id }) => id)).toEqual([first?.id, second?.id]);
    const { seen } = await look(importId);
    expect(await saveImport(world.db, office, { importId, seen, scope: "good" })).toEqual({
      ...nothing,
      new: 1,
      choose: 1,
    });
  });
});

describe("saving", () => {
  test("twice at once saves once and answers the same", async () => {
    const { office, secondOffice, ward } = world.people;
    const importId = await upload(workbook(["Công ty bấm hai lần", "6101260001", null, 3, 1]));
    const before = (await rowsOfWard(ward.id)).length;
    const { seen } = await look(importId);
    const answers = await Promise.all(
      [office, secondOffice, office].map((actor) =>
        saveImport(world.db, actor, { importId, seen, scope: "good" }),
      ),
    );
    expect(answers).toEqual(Array(3).fill({ ...nothing, new: 1 }));
    expect(await rowsOfWard(ward.id)).toHaveLength(before + 1);
  });

  test("what has changed since the preview is answered with a fresh preview, and nothing is saved", async () => {
    const { office, ward } = world.people;
    const bytes = workbook(["Công ty sửa xen giữa", "6101270001", null, 3, 1]);
    await importBusinesses(world.db, office, { fileName: "a.xlsx", bytes, clusterId: null });
    const importId = await upload(workbook(["Công ty sửa xen giữa", "6101270001", null, 4, 1]));
    const { seen } = await look(importId);
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
    await expect(saveImport(world.db, office, { importId, seen, scope: "good" })).rejects.toMatchObject({
      key: "imports:errors.changed",
    });
    expect((await look(importId)).status).toBe("preview");
    expect(await save(importId)).toMatchObject({ changed: 1 });
    const [saved] = await world.db
      .select()
      .from(businesses)
      .where(eq(businesses.id, found?.id ?? ""));
    expect(saved).toMatchObject({ name: "Công ty sửa xen giữa", workerCount: 4, femaleCount: 1, version: 3 });
  });

  test("of all rows saves nothing as long as one is wrong", async () => {
    const { ward } = world.people;
    const importId = await upload(
      workbook(["Công ty Đúng", "6101330001", null, 3, 1], ["Công ty Sai", "12", null, 3, 1]),
    );
    const before = (await rowsOfWard(ward.id)).length;
    await expect(save(importId, "all")).rejects.toMatchObject({ key: "imports:errors.notAllGood" });
    expect(await rowsOfWard(ward.id)).toHaveLength(before);
    expect(await save(importId, "good")).toMatchObject({ new: 1, refused: 1 });
  });

  test("that breaks off half-way leaves nothing", async () => {
    const { ward } = world.people;
    const importId = await upload(
      workbook(["Công ty Nửa Một", "6101340001", null, 3, 1], ["Công ty Nửa Hai", "6101340002", null, 3, 1]),
    );
    const before = (await rowsOfWard(ward.id)).length;
    // The audit chain is written last: when it fails, the rows were there already.
    await world.db.execute(
      sql`alter table audit_entries add constraint broken check (action <> 'import.save') not valid`,
    );
    await expect(save(importId)).rejects.toThrow();
    await world.db.execute(sql`alter table audit_entries drop constraint broken`);
    expect(await rowsOfWard(ward.id)).toHaveLength(before);
    expect((await look(importId)).status).toBe("preview");
    expect(await save(importId)).toMatchObject({ new: 2 });
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

describe("undoing", () => {
  test("takes everything back, once, while nothing was built on it", async () => {
    const { office, ward } = world.people;
    const known = workbook(["Công ty Hoàn Tác Cũ", "6101350001", null, 3, 1]);
    await importBusinesses(world.db, office, { fileName: "a.xlsx", bytes: known, clusterId: null });
    const facts = async () =>
      (await rowsOfWard(ward.id)).map(({ id, name, workerCount }) => [id, name, workerCount]).sort();
    const before = await facts();
    const importId = await upload(
      workbook(
        ["Công ty Hoàn Tác Cũ", "6101350001", null, 9, 1],
        ["Công ty Hoàn Tác Mới", "6101350002", null, 3, 1],
      ),
    );
    await save(importId, "all");
    expect(await facts()).not.toEqual(before);
    await Promise.all([undo(importId), undo(importId)]);
    expect(await facts()).toEqual(before);
    expect((await look(importId)).status).toBe("undone");
    expect(await verifyChain(world.db, ward.id)).toMatchObject({ brokenAt: null });
  });

  test("says what stands in the way", async () => {
    const { office, ward } = world.people;
    const importId = await upload(
      workbook(["Công ty Bị Dùng", "6101360001", null, 3, 1], ["Công ty Bị Sửa", "6101360002", null, 3, 1]),
    );
    await save(importId);
    const rows = await rowsOfWard(ward.id);
    const used = rows.find(({ name }) => name === "Công ty Bị Dùng");
    await world.db.insert(people).values({
      wardId: ward.id,
      fullName: "Người Của Cơ Sở",
      searchKey: "nguoi cua co so",
      sortKey: "so",
      businessId: used?.id,
    });
    await expect(undo(importId)).rejects.toMatchObject({
      key: "imports:obstacles.inUse",
      params: { name: "Công ty Bị Dùng" },
    });
    const changed = rows.find(({ name }) => name === "Công ty Bị Sửa");
    await closeBusiness(world.db, office, { businessId: changed?.id ?? "", version: 1, reason: "x" });
    await world.db.delete(people).where(eq(people.businessId, used?.id ?? ""));
    await expect(undo(importId)).rejects.toMatchObject({ key: "imports:obstacles.changed" });
    expect((await look(importId)).status).toBe("saved");
  });
});

describe("a file that is no list of businesses", () => {
  test.each([
    ["no workbook", Buffer.from("xin chào"), "files:unreadable."],
    ["an empty workbook", buildWorkbook({ sheet: sheetXml([]) }), "imports:errors.noRows"],
  ])("%s is refused at the file, with the reason", async (_, bytes, key) => {
    await expect(upload(bytes)).rejects.toMatchObject({ field: "file", key: expect.stringContaining(key) });
  });

  test("a workbook without such a table is shown, so that a person says where it stands", async () => {
    const { office } = world.people;
    const bytes = buildWorkbook({
      sheet: sheetXml([
        ["a", "b"],
        ["Công ty Không Đầu Đề", "6101370001"],
      ]),
    });
    const importId = await upload(bytes);
    const lost = await look(importId);
    expect(lost.understood).toBeNull();
    expect(lost.top?.rows[1]?.cells.map(({ text }) => text)).toEqual(["Công ty Không Đầu Đề", "6101370001"]);
    await changeReading(world.db, office, "businesses", {
      importId,
      version: 1,
      sheet: lost.top?.name ?? "",
      headerRow: 1,
      columns: {},
      dayMonth: {},
      hiddenRows: null,
      hiddenColumns: null,
      oldPhones: null,
      encoding: null,
    });
    const columns = (await look(importId)).readable.map(({ column }) => column);
    expect(columns).toEqual([1, 2]);
    await changeReading(world.db, office, "businesses", {
      importId,
      version: 2,
      sheet: lost.top?.name ?? "",
      headerRow: 1,
      columns: { c1: "name", c2: "taxCode" },
      dayMonth: {},
      hiddenRows: null,
      hiddenColumns: null,
      oldPhones: null,
      encoding: null,
    });
    expect((await look(importId)).plan).toEqual({ ...nothing, new: 1 });
  });
});
