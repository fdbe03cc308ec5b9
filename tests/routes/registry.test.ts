import { readFile } from "node:fs/promises";
import { count, eq } from "drizzle-orm";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { businesses, exports } from "#app/db/schema/index.ts";
import { closeBusiness } from "#app/domain/businesses/change-status.server.ts";
import { importBusinesses } from "#app/domain/businesses/import-businesses.server.ts";
import { type Application, startApplication } from "#tests/support/application.ts";
import { buildWorkbook, sheetXml } from "#tests/support/xlsx.ts";

let app: Application;
let list: Buffer;
beforeAll(async () => {
  list = await readFile(new URL("../fixtures/co-so-trong-cum.xlsx", import.meta.url));
  app = await startApplication();
});
afterAll(() => app?.stop());

const office = () => app.people.office;
/** Twelve digits together: the tax code of a person, which no answer may carry. */
const wholePersonalCode = /(?<![\d-])0\d{11}(?!\d)/;
const countBusinesses = async () => {
  const [row] = await app.db
    .select({ count: count() })
    .from(businesses)
    .where(eq(businesses.wardId, app.people.ward.id));
  return row?.count;
};

/** The upload as a browser without scripts sends it. */
function upload(bytes: Uint8Array, fileName = "ds.xlsx", as = office()): Promise<Response> {
  const body = new FormData();
  body.set("idempotencyKey", crypto.randomUUID());
  body.set("clusterId", "");
  body.set("file", new File([new Uint8Array(bytes)], fileName));
  return app.fetch("/office/businesses/import", { method: "POST", body, as });
}

/** What the page's forms post back unseen. */
function hiddenFields(page: string): { version: string; seen: string } {
  const [version = "", seen = ""] = ["version", "seen"].map(
    (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1],
  );
  return { version, seen };
}

describe("importing a workbook without scripts", () => {
  test("reads it, shows every row, saves at the press of the button, and knows it again", async () => {
    const before = await countBusinesses();
    const uploaded = await upload(list);
    expect(uploaded.status).toBe(302);
    const page = uploaded.headers.get("location") ?? "";
    const preview = await (await app.fetch(page, { as: office() })).text();
    expect(preview).toContain("Hộ KD Vũ Công Bình");
    expect(preview).toContain("đã thêm lại số 0 ở đầu");
    expect(preview).not.toMatch(wholePersonalCode);
    expect(await countBusinesses()).toBe(before);

    const { version, seen } = hiddenFields(preview);
    const stale = await app.post(page, { intent: "save", version, seen: "old", scope: "all" }, office());
    expect(stale.status).toBe(409);
    expect(await stale.text()).toContain("Chưa lưu gì; xin xem lại các dòng");
    expect(await countBusinesses()).toBe(before);
    const press = { intent: "save", version, seen, scope: "all" };
    const saved = await app.post(page, press, office());
    expect([saved.status, saved.headers.get("location")]).toEqual([302, page]);
    expect(await countBusinesses()).toBe((before ?? 0) + 36);
    const twice = await app.post(page, press, office());
    expect(twice.status).toBe(302);
    expect(await countBusinesses()).toBe((before ?? 0) + 36);
    expect(await (await app.fetch(page, { as: office() })).text()).toContain("Hoàn tác lần nhập này");

    const again = (await upload(list)).headers.get("location") ?? "";
    const known = await (await app.fetch(again, { as: office() })).text();
    expect(known).toContain("Đúng tệp này đã được lưu lúc");
    expect(known).toContain("Không có dòng nào mới hoặc thay đổi");
    expect((await app.fetch(again, { as: app.people.outsider })).status).toBe(404);
    expect((await app.post(again, press, app.people.outsider)).status).toBe(404);
  });

  test("an undo that comes too late says what to do instead, and leads to the business that stands in the way", async () => {
    const bytes = buildWorkbook({
      sheet: sheetXml([
        ["Tên cơ sở", "Mã số thuế"],
        ["Xưởng Đóng Sớm", "6101990077"],
      ]),
    });
    const page = (await upload(bytes)).headers.get("location") ?? "";
    const looked = hiddenFields(await (await app.fetch(page, { as: office() })).text());
    await app.post(page, { intent: "save", ...looked, scope: "all" }, office());
    const [{ id = "" } = {}] = await app.db
      .select({ id: businesses.id })
      .from(businesses)
      .where(eq(businesses.name, "Xưởng Đóng Sớm"));
    await closeBusiness(app.db, office(), { businessId: id, version: 1, reason: "Ngừng sản xuất" });
    const refused = await app.post(page, { intent: "undo", version: "2" }, office());
    expect(refused.status).toBe(409);
    const html = await refused.text();
    expect(html).toContain("Cơ sở «Xưởng Đóng Sớm» đã được sửa sau khi nhập");
    const [, path = ""] = /href="([^"]*)">Mở danh mục cơ sở/.exec(html) ?? [];
    const list = await app.fetch(path.replaceAll("&amp;", "&"), { as: office() });
    expect(await list.text()).toContain(`href="/office/businesses/${id}"`);
  });

  test("a wrong cell is mended on the page, and the file goes back to its sender with what is wrong", async () => {
    const bytes = buildWorkbook({
      sheet: sheetXml([
        ["Tên cơ sở", "Mã số thuế"],
        ["Công ty Sai Mã", "61O1990001"],
        ["Công ty Thiếu Mã", null],
      ]),
    });
    const page = (await upload(bytes)).headers.get("location") ?? "";
    const preview = await (await app.fetch(page, { as: office() })).text();
    expect(preview).toContain('value="61O1990001"');
    const { version } = hiddenFields(preview);
    const mend = {
      intent: "rows",
      version,
      "rows.r2.mend.taxCode": "6101990001",
      "rows.r2.shown.taxCode": "61O1990001",
    };
    expect((await app.post(page, mend, office())).status).toBe(302);
    const old = await app.post(page, { ...mend, "rows.r2.mend.taxCode": "6101990002" }, office());
    expect(old.status).toBe(409);
    const mended = await (await app.fetch(page, { as: office() })).text();
    expect(mended).toContain("đã sửa tay");
    const all = await app.post(page, { ...hiddenFields(mended), intent: "save", scope: "all" }, office());
    expect([all.status, (await all.text()).includes("Còn 1 dòng cần sửa")]).toEqual([409, true]);

    const answer = await app.fetch(`${page}/errors.xlsx`, { as: office() });
    expect(answer.status).toBe(200);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await answer.arrayBuffer());
    expect(String(workbook.worksheets[0]?.getRow(3).getCell(3).value)).toContain("Mã số thuế");
    const fillOf = (column: number) => workbook.worksheets[0]?.getRow(3).getCell(column).fill;
    expect([fillOf(1)?.type, fillOf(2)?.type]).toEqual([undefined, "pattern"]);
    const [logged] = await app.db.select().from(exports).where(eq(exports.kind, "import"));
    expect(logged).toMatchObject({ wardId: app.people.ward.id, accountId: office().accountId });
    expect(logged?.columns).toEqual(["name", "taxCode", "Cần sửa"]);
    expect((await app.fetch(`${page}/errors.xlsx`, { as: app.people.outsider })).status).toBe(404);
  });

  test.each([
    ["nothing", new Uint8Array(), "Tệp không có nội dung"],
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "tệp ảnh"],
  ])("%s comes back to the form with the reason", async (_, bytes, reason) => {
    const answer = await upload(bytes);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(reason);
  });

  test("no file at all comes back to the form too", async () => {
    const answer = await upload(new Uint8Array(), "");
    expect([answer.status, (await answer.text()).includes("Chưa chọn tệp nào.")]).toEqual([422, true]);
  });

  test("a file of more than 2 MB is refused before anything reads it", async () => {
    expect((await upload(new Uint8Array(2_500_000))).status).toBe(413);
    expect((await upload(new Uint8Array(2_150_000))).status).toBe(422);
  });

  test("after sixty files in ten minutes the next has to wait, and is told how long", async () => {
    const noWorkbook = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
    const send = () => upload(noWorkbook, "anh.xlsx", app.people.secondOffice);
    for (let sent = 0; sent < 60; sent += 1) expect((await send()).status).toBe(422);
    const refused = await send();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
  });
});

describe("the pages of the registry", () => {
  test("find by a whole personal tax code without showing it anywhere", async () => {
    const found = await app.fetch("/office/businesses?q=062074991334", { as: office() });
    const html = (await found.text()).replaceAll("q=062074991334", "").replaceAll('value="062074991334"', "");
    expect(html).toContain("062*****1334");
    const id = /\/office\/businesses\/([0-9a-f-]{36})"/.exec(html)?.[1];
    for (const path of [
      `/office/businesses/${id}`,
      `/office/businesses/${id}.data`,
      "/office/businesses.data",
    ]) {
      const answer = await app.fetch(path, { as: office() });
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toMatch(wholePersonalCode);
    }
  });

  test("keep what was typed when the form is refused", async () => {
    const typed = {
      idempotencyKey: crypto.randomUUID(),
      name: "Công ty gõ dở",
      kind: "company",
      taxCode: "12",
    };
    const refused = await app.post("/office/businesses/new", typed, office());
    const html = await refused.text();
    expect(refused.status).toBe(422);
    expect(html).toContain("Công ty gõ dở");
    expect(html).toContain("Mã số thuế có 10 số");
  });

  test("answer 409 to an edit of what somebody else has changed, and 404 to another ward", async () => {
    const { id } = app.people.business;
    const fields = {
      version: "1",
      name: "Công ty Gỗ mới",
      kind: "company",
      taxCode: "6101999001",
      intent: "update",
    };
    expect((await app.post(`/office/businesses/${id}`, fields, office())).status).toBe(302);
    const late = await app.post(
      `/office/businesses/${id}`,
      { ...fields, name: "Tên của người đến sau" },
      office(),
    );
    const html = await late.text();
    expect(late.status).toBe(409);
    expect(html).toContain("Công ty Gỗ mới");
    expect(html).toContain("Tên của người đến sau");
    expect((await app.post(`/office/businesses/${id}`, fields, app.people.outsider)).status).toBe(404);
  });

  test("need the same few statements for 10 businesses and for 1,000", async () => {
    const { outsider } = app.people;
    const paths = ["/office/businesses?status=all", `/office/businesses/${app.people.otherBusiness.id}`];
    /** One after the other: a further connection would ask the server for its types first. */
    const measure = async () => {
      const counts: number[] = [];
      for (const path of paths) {
        const answer = await app.fetch(path, { as: outsider });
        await answer.arrayBuffer();
        counts.push(Number(answer.headers.get("X-Sql-Statements")));
      }
      return counts;
    };
    const add = (from: number, to: number) => {
      const rows = Array.from({ length: to - from }, (_, n) => [
        `Cơ sở ${from + n}`,
        `61${String(from + n).padStart(8, "0")}`,
      ]);
      const bytes = buildWorkbook({ sheet: sheetXml([["Tên cơ sở", "Mã số thuế"], ...rows]) });
      return importBusinesses(app.db, outsider, { fileName: "a.xlsx", bytes, clusterId: null });
    };
    await add(0, 10);
    const few = await measure();
    await add(10, 1_000);
    expect(await measure()).toEqual(few);
    expect(Math.max(...few)).toBeLessThanOrEqual(8);
  });

  test("export what they show, masked, and write the download down", async () => {
    const answer = await app.fetch("/office/businesses.xlsx?kind=household", { as: office() });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await answer.arrayBuffer());
    const text = JSON.stringify(workbook.worksheets[0]?.getSheetValues());
    expect(text).toContain("062*****1334");
    expect(text).not.toContain("Công ty");
    expect(text).not.toMatch(wholePersonalCode);
    const logged = await app.db.select().from(exports).where(eq(exports.accountId, office().accountId));
    expect(logged).toContainEqual(
      expect.objectContaining({ kind: "businesses", wardId: app.people.ward.id, rowCount: 22 }),
    );
  });
});
