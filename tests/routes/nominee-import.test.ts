import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nominations } from "#app/db/schema/index.ts";
import { withdraw } from "#app/domain/nominations/decide.server.ts";
import { type Application, startApplication } from "#tests/support/application.ts";
import { addBusiness, openRun, statedNeeds } from "#tests/support/courses.ts";
import { buildWorkbook, sheetXml } from "#tests/support/xlsx.ts";

let app: Application;
beforeAll(async () => {
  app = await startApplication();
});
afterAll(() => app?.stop());

const office = () => app.people.office;
const header = ["Họ và tên", "Ngày sinh", "Số CCCD", "Đơn vị"];
const employer = "Công ty TNHH MTV Gỗ Đăk Cấm";
const given = ["An", "Bình", "Cường", "Dũng", "Hạnh", "Khánh", "Loan", "Mai", "Nga", "Phúc"];
const listOf = (count: number) =>
  buildWorkbook({
    sheet: sheetXml([
      header,
      ...Array.from({ length: count }, (_, n) => [
        `Ksor Thử ${given[Math.floor(n / 100) % 10]} ${given[Math.floor(n / 10) % 10]} ${given[n % 10]}`,
        "1990",
        `0620905${String(n).padStart(5, "0")}`,
        employer,
      ]),
    ]),
  });

/** The upload as a browser without scripts sends it. @returns the path of the preview */
async function upload(
  runId: string,
  bytes: Uint8Array,
  as = office(),
  fields: Record<string, string> = {},
): Promise<Response> {
  const body = new FormData();
  body.set("idempotencyKey", crypto.randomUUID());
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set("file", new File([new Uint8Array(bytes)], "de-cu.xlsx"));
  return app.fetch(`/office/runs/${runId}/import`, { method: "POST", body, as });
}
const pathOf = (answer: Response) => answer.headers.get("location") ?? "";
const hidden = (page: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? "";
const fieldOf = (page: string, name: string) =>
  new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(page)?.[0] ?? "";
const statementsOf = (answer: Response) => Number(answer.headers.get("x-sql-statements"));

describe("importing nominees without scripts", () => {
  test("reads, asks for the need, saves at the press of the button, and takes it back", async () => {
    const runId = await openRun(app.db, office());
    const page = pathOf(await upload(runId, listOf(2)));
    const asked = await (await app.fetch(page, { as: office() })).text();
    expect(asked).toContain("2 dòng chưa rõ cử cho nhu cầu nào");
    expect(asked).not.toMatch(/0620905\d{5}/);
    const settings = { intent: "settings", version: "1", mode: "both", outsideNeedReason: "Chưa khảo sát" };
    expect((await app.post(page, settings, office())).status).toBe(302);
    const ready = await (await app.fetch(page, { as: office() })).text();
    const press = {
      intent: "save",
      version: hidden(ready, "version"),
      seen: hidden(ready, "seen"),
      scope: "all",
    };
    expect((await app.post(page, { ...press, seen: "old" }, office())).status).toBe(409);
    expect((await app.post(page, press, office())).status).toBe(302);
    expect(await app.db.select().from(nominations).where(eq(nominations.runId, runId))).toHaveLength(2);
    const run = await (await app.fetch(`/office/runs/${runId}`, { as: office() })).text();
    expect(run).toContain("Ksor Thử An An An");
    const undo = { intent: "undo", version: "3" };
    expect((await app.post(page, undo, office())).status).toBe(302);
    expect(await app.db.select().from(nominations).where(eq(nominations.runId, runId))).toEqual([]);
    expect(await (await app.fetch(page, { as: office() })).text()).toContain("đã được hoàn tác lúc");
  });

  test("mends all open rows in one post, says what is left, and keeps what was typed when refused", async () => {
    const runId = await openRun(app.db, office());
    const rows = ["A", "B", "C"].map((name) => [`Ksor Thử ${name}`, "1990", `06209051234${name}`, employer]);
    const page = pathOf(await upload(runId, buildWorkbook({ sheet: sheetXml([header, ...rows]) })));
    const settings = { intent: "settings", version: "1", mode: "both", outsideNeedReason: "Chưa khảo sát" };
    await app.post(page, settings, office());
    const fields = {
      intent: "rows",
      version: "2",
      open: "3",
      "rows.r2.mend.nationalId": "062090512341",
      "rows.r2.shown.nationalId": "06209051234A",
      "rows.r3.mend.nationalId": "06209051234B",
      "rows.r3.shown.nationalId": "06209051234B",
      "rows.r3.answer": "skip",
      "rows.r4.mend.nationalId": "0620905",
      "rows.r4.shown.nationalId": "06209051234C",
    };
    const checked = await app.post(page, fields, office());
    expect([checked.status, pathOf(checked)]).toEqual([302, `${page}?done=rows-3#checked`]);
    const left = await (await app.fetch(pathOf(checked), { as: office() })).text();
    expect(left).toContain("Đã xong 2 dòng, còn 1 dòng.");
    expect(left).toContain('name="rows.r4.mend.nationalId"');
    expect(left).not.toContain('name="rows.r3.mend.nationalId"');
    const late = await app.post(page, { ...fields, "rows.r4.mend.nationalId": "06209099999" }, office());
    expect(late.status).toBe(409);
    const refused = await late.text();
    expect(refused).toContain("vừa được sửa ở cửa sổ khác");
    expect(refused).toContain('value="06209099999"');
    const cleared = await app.post(page, { ...fields, "rows.r4.mend.nationalId": "" }, office());
    expect(fieldOf(await cleared.text(), "rows.r4.mend.nationalId")).toContain('value=""');
  });

  test("asks whether a row is the person of a row above, and the saved page names what was left alone", async () => {
    const runId = await openRun(app.db, office());
    const rows = [
      ["Siu Thử Trùng", "01/02/1990", "062090512399", employer],
      ["Siu Thử Trùng", "1990", null, employer],
      ["Siu Thử Còn Lại", "1990", "12", employer],
      ["Siu Thử Không Số", "1990", null, employer],
    ];
    const page = pathOf(await upload(runId, buildWorkbook({ sheet: sheetXml([header, ...rows]) })));
    const settings = { intent: "settings", version: "1", mode: "both", outsideNeedReason: "Chưa khảo sát" };
    await app.post(page, settings, office());
    const asked = await (await app.fetch(page, { as: office() })).text();
    expect(asked).toContain("Giống người ở dòng 2 của tệp này: cùng một người hay người khác?");
    expect(asked).toContain("Cùng người: Siu Thử Trùng, sinh 01/02/1990, ở dòng 2 của tệp này");
    const answer = { intent: "rows", version: "2", open: "2", "rows.r3.answer": "row2" };
    expect((await app.post(page, answer, office())).status).toBe(302);
    const ready = await (await app.fetch(page, { as: office() })).text();
    expect(ready).toContain("Cùng người với dòng 2 của tệp này: dòng này không thêm gì.");
    const press = { intent: "save", version: "3", seen: hidden(ready, "seen"), scope: "good" };
    expect((await app.post(page, press, office())).status).toBe(302);
    expect(await app.db.select().from(nominations).where(eq(nominations.runId, runId))).toHaveLength(2);
    const saved = await (await app.fetch(page, { as: office() })).text();
    expect(saved).toMatch(/Dòng 4(<!-- -->)? \(Siu Thử Còn Lại\)/);
    expect(saved).toContain("Tải về 1 dòng cần sửa");
    expect(saved).not.toContain("Dòng 5");
    expect((await app.fetch(`${page}/errors.xlsx`, { as: office() })).status).toBe(200);
    const history = await app.fetch(`/office/runs/${runId}/import`, { as: office() });
    expect(await history.text()).toContain("Đã lưu · Mới 2 · Cần sửa 1 · Bỏ qua 1");
  });

  test("a row that is taken back too late leaves the fields of the other rows as they are", async () => {
    const runId = await openRun(app.db, office());
    const rows = ["A", "B"].map((name) => [`Ksor Thử ${name}`, "1990", `06209051235${name}`, employer]);
    const page = pathOf(await upload(runId, buildWorkbook({ sheet: sheetXml([header, ...rows]) })));
    const mend = { intent: "rows", version: "1", "rows.r2.mend.nationalId": "062090512351" };
    expect((await app.post(page, mend, office())).status).toBe(302);
    const takeBack = { intent: "rows", version: "1", "rows.r2.takeBack": "true" };
    const late = await app.post(page, takeBack, office());
    expect(late.status).toBe(409);
    expect(fieldOf(await late.text(), "rows.r3.mend.nationalId")).toContain('value="06209051235B"');
  });

  test("saving all or nothing saves nothing while a row is wrong, and says so", async () => {
    const runId = await openRun(app.db, office());
    const rows = [
      ["Ksor Thử Đúng", "1990", null, employer],
      ["Ksor Thử Sai", "1990", "06209051236O", employer],
    ];
    const page = pathOf(await upload(runId, buildWorkbook({ sheet: sheetXml([header, ...rows]) })));
    const settings = { intent: "settings", version: "1", mode: "both", outsideNeedReason: "Chưa khảo sát" };
    await app.post(page, settings, office());
    const html = await (await app.fetch(page, { as: office() })).text();
    expect(html).toContain("Lưu 1 dòng đúng, để lại 1 dòng");
    expect(html).toContain("Sửa hết rồi mới lưu");
    const press = { intent: "save", version: "2", seen: hidden(html, "seen"), scope: "all" };
    const refused = await app.post(page, press, office());
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain("Còn 1 dòng cần sửa hoặc cần chọn nên chưa lưu gì.");
    expect(await app.db.select().from(nominations).where(eq(nominations.runId, runId))).toEqual([]);
    expect((await app.post(page, { ...press, scope: "good" }, office())).status).toBe(302);
    const saved = (await (await app.fetch(page, { as: office() })).text()).replaceAll("<!-- -->", "");
    expect(saved).toContain("Dòng 3 (Ksor Thử Sai)");
    expect(saved).not.toContain("Dòng 2 (Ksor Thử Đúng)");
  });

  test("two names of one business ask for its need once", async () => {
    const runId = await openRun(app.db, office());
    const rows = [employer, "Cty TNHH MTV Gỗ Đăk Cấm"].map((name, n) => [
      `Ksor Thử ${n}`,
      "1990",
      null,
      name,
    ]);
    const page = pathOf(await upload(runId, buildWorkbook({ sheet: sheetXml([header, ...rows]) })));
    const html = await (await app.fetch(page, { as: office() })).text();
    const { id } = app.people.business;
    expect(html.match(/name="employers\.e\d"/g)).toHaveLength(2);
    expect(html.match(new RegExp(`name="needs\\.${id}"`, "g"))).toHaveLength(1);
    expect(html.match(new RegExp(`name="reasons\\.${id}"`, "g"))).toHaveLength(1);
    expect(html).toContain(`như «${employer}» ở trên`);
  });

  test("says who would be one too many for a need, there and in the summary, and the form for one person too", async () => {
    const { ward } = app.people;
    const { business } = await addBusiness(app.db, ward.id, "HTX Cần Một Người");
    const [line = ""] = await statedNeeds(app.db, ward.id, business.id, [1]);
    const runId = await openRun(app.db, office());
    const rows = ["Ksor Thử Một", "Ksor Thử Hai"].map((name) => [name, "1990", null, "HTX Cần Một Người"]);
    const page = pathOf(await upload(runId, buildWorkbook({ sheet: sheetXml([header, ...rows]) })));
    const read = async (path: string) => {
      const html = await (await app.fetch(path, { as: office() })).text();
      return html.replaceAll("<!-- -->", "");
    };
    const asked = await read(page);
    expect(asked).toContain("Nhu cầu số 1 cần 1, đã cử 1; chưa chọn nhu cầu cho người này.");
    const settings = { intent: "settings", version: "1", mode: "both", [`needs.${business.id}`]: line };
    expect((await app.post(page, settings, office())).status).toBe(302);
    const chosen = await read(page);
    expect(chosen).toContain("Nhu cầu số 1 cần 1, đã cử 1; đây là người thứ 2.");
    expect(chosen).toContain("HTX Cần Một Người: nhu cầu số 1 cần 1, lưu xong sẽ có 2 người.");
    const press = { intent: "save", version: "2", seen: hidden(chosen, "seen"), scope: "all" };
    expect((await app.post(page, press, office())).status).toBe(302);
    const form = await read(`/office/runs/${runId}/nominate?business=${business.id}`);
    expect(form).toContain("Số 1 (cần 1, đã cử 2)");
    expect(form).toContain("Nhu cầu của cơ sở đã cử đủ người.");
    expect(form).not.toMatch(new RegExp(`value="${line}"[^>]*selected`));
  });

  test("an undo that comes too late says what to do instead, and leads there", async () => {
    const runId = await openRun(app.db, office());
    const page = pathOf(await upload(runId, listOf(2)));
    const settings = { intent: "settings", version: "1", mode: "both", outsideNeedReason: "Chưa khảo sát" };
    await app.post(page, settings, office());
    const seen = hidden(await (await app.fetch(page, { as: office() })).text(), "seen");
    await app.post(page, { intent: "save", version: "2", seen, scope: "all" }, office());
    const [first] = await app.db.select().from(nominations).where(eq(nominations.runId, runId));
    const step = { nominationId: first?.id ?? "", version: 1, reason: "Bận" };
    await withdraw(app.db, office(), step);
    const refused = await app.post(page, { intent: "undo", version: "3" }, office());
    expect(refused.status).toBe(409);
    const html = await refused.text();
    expect(html).toContain("xin bấm «Rút tên»");
    expect(html).toMatch(new RegExp(`href="/office/runs/${runId}">Mở danh sách của lớp`));
  });

  test("another ward finds neither the run nor the import, and the run of another import is not found", async () => {
    const [runId, otherRun] = [await openRun(app.db, office()), await openRun(app.db, office())];
    const page = pathOf(await upload(runId, listOf(1)));
    const { outsider } = app.people;
    expect((await upload(runId, listOf(1), outsider)).status).toBe(404);
    for (const path of [page, `${page}/errors.xlsx`, `/office/runs/${runId}/import`])
      expect([path, (await app.fetch(path, { as: outsider })).status]).toEqual([path, 404]);
    expect((await app.fetch(page.replace(runId, otherRun), { as: office() })).status).toBe(404);
    expect(
      (await app.post(page, { intent: "save", version: "1", seen: "x", scope: "good" }, outsider)).status,
    ).toBe(404);
  });

  test("a list is of the business that was chosen, which has to be of the ward", async () => {
    const runId = await openRun(app.db, office());
    const { business, otherBusiness } = app.people;
    const form = await (await app.fetch(`/office/runs/${runId}/import`, { as: office() })).text();
    expect(form).toContain("Nhiều đơn vị hoặc danh sách do phòng lập");
    expect(form).toContain(`value="${business.id}"`);
    expect(form).not.toContain(otherBusiness.id);
    const bytes = buildWorkbook({ sheet: sheetXml([header, ["Ksor Thử Không Ghi", "1990", null, null]]) });
    const page = pathOf(await upload(runId, bytes, office(), { businessId: business.id }));
    expect(await (await app.fetch(page, { as: office() })).text()).toContain(`Tệp của ${business.name}.`);
    expect((await upload(runId, bytes, office(), { businessId: otherBusiness.id })).status).toBe(404);
    const refused = await upload(runId, Buffer.from("x"), office(), { businessId: business.id });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toMatch(new RegExp(`value="${business.id}"[^>]*selected`));
  });

  test("a list of businesses is recognised", async () => {
    const runId = await openRun(app.db, office());
    const page = pathOf(await upload(runId, readFileSync("tests/fixtures/co-so-trong-cum.xlsx")));
    expect(await (await app.fetch(page, { as: office() })).text()).toContain(
      'href="/office/businesses/import"',
    );
  });

  test("the file with what is to be mended brings back what the office mended and chose", async () => {
    const runId = await openRun(app.db, office());
    const bytes = buildWorkbook({
      sheet: sheetXml([
        header,
        ["Ksor Thử Sửa Rồi", "31/02/1990", "062090500999", "Gỗ ĐC"],
        ["Ksor Thử Còn Sai", "1990", "12", "Gỗ ĐC"],
      ]),
    });
    const page = pathOf(await upload(runId, bytes));
    const settings = {
      intent: "settings",
      version: "1",
      mode: "both",
      outsideNeedReason: "Chưa khảo sát",
      "employers.e0": app.people.business.id,
    };
    expect((await app.post(page, settings, office())).status).toBe(302);
    const mend = { intent: "rows", version: "2", "rows.r2.mend.birthDate": "28/02/1990" };
    expect((await app.post(page, mend, office())).status).toBe(302);
    const file = await app.fetch(`${page}/errors.xlsx`, { as: office() });
    const returned = Buffer.from(await file.arrayBuffer());
    const again = pathOf(await upload(runId, returned));
    const html = await (await app.fetch(again, { as: office() })).text();
    expect(html).toContain("28/02/1990");
    expect(html).not.toContain("31/02/1990");
    expect(html).not.toContain("Nơi nhận tệp đã sửa");
    const press = { intent: "save", version: "1", seen: hidden(html, "seen"), scope: "good" };
    expect((await app.post(again, press, office())).status).toBe(302);
    const [nominated, ...others] = await app.db
      .select()
      .from(nominations)
      .where(eq(nominations.runId, runId));
    expect(others).toEqual([]);
    expect(nominated).toMatchObject({
      businessId: app.people.business.id,
      outsideNeedReason: "Chưa khảo sát",
    });
  });

  test("needs the same few statements for 10 rows and for 500, to look and to save", async () => {
    const counts = [];
    for (const size of [10, 500]) {
      const runId = await openRun(app.db, office());
      const page = pathOf(await upload(runId, listOf(size)));
      const settings = { intent: "settings", version: "1", mode: "both", outsideNeedReason: "Chưa khảo sát" };
      await app.post(page, settings, office());
      const looked = await app.fetch(page, { as: office() });
      const html = await looked.text();
      const press = { intent: "save", version: "2", seen: hidden(html, "seen"), scope: "all" };
      const saved = await app.post(page, press, office());
      expect(saved.status).toBe(302);
      counts.push([statementsOf(looked), statementsOf(saved)]);
    }
    expect(counts[0]).toEqual(counts[1]);
    expect(counts[0]?.[0]).toBeLessThanOrEqual(8);
    expect(counts[0]?.[1]).toBeLessThanOrEqual(25);
  });
});
