import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { providerForms } from "#app/db/schema/index.ts";
import { lockIssuedLists } from "#app/domain/rosters/write-down.server.ts";
import type { TaskProgress } from "#app/lib/task-progress.ts";
import { type Application, startApplication } from "#tests/support/application.ts";
import { plainForm, readSheets, textsOf } from "#tests/support/forms.ts";
import { addList, ownWard } from "#tests/support/issued-list.ts";
import { insertRun } from "#tests/support/lists.ts";
import { PlainBrowser } from "#tests/support/plain-browser.ts";

let app: Application;
beforeAll(async () => {
  app = await startApplication();
});
afterAll(() => app?.stop());

async function browserOf(accountId: string): Promise<PlainBrowser> {
  const browser = new PlainBrowser(app);
  const [name = "", value = ""] = (await app.cookieOf({ accountId })).split(/=(.*)/s);
  browser.cookies.set(name, value);
  return browser;
}

/** What a browser without scripts sends from the upload form. */
async function upload(
  browser: PlainBrowser,
  area: string,
  file: Uint8Array,
  fileName = "Mẫu A.xlsx",
): Promise<Response> {
  await browser.open(area);
  const body = new FormData();
  for (const [name, value] of Object.entries(browser.fields())) if (name !== "file") body.set(name, value);
  body.set("file", new File([file as Uint8Array<ArrayBuffer>], fileName));
  return browser.request(area, { method: "POST", body });
}

describe("forms over HTTP, without scripts", () => {
  test("a provider uploads a form, checks it, saves it, and downloads its roster in it", async () => {
    const { db, people } = app;
    const run = await insertRun(db, { providerId: people.provider.id, ownerWardId: people.ward.id });
    await addList(db, ownWard(people), run.id, [{ fullName: "Y Krông", nationalId: "062196000021" }]);
    const trainer = await browserOf(people.trainer.accountId);

    const uploaded = await upload(trainer, "/provider/forms", plainForm);
    const page = uploaded.headers.get("Location") ?? "";
    expect(page).toMatch(/^\/provider\/forms\/[0-9a-f-]{36}$/);
    await trainer.open(page);
    expect(trainer.fields()).toMatchObject({
      headerRow: "8",
      firstRow: "9",
      "columns.c2": "fullName",
      "columns.c4": "nationalId",
      "facts.r4c1.fact": "course",
      "facts.r4c1.place": "same",
    });
    await trainer.press({ step: "check" }, { "columns.c9": "" });
    expect(trainer.text()).toContain("Đã nhận diện lại");
    expect(trainer.fields()["columns.c9"]).toBe("");
    await trainer.press({ step: "save" }, { name: "Mẫu chứng chỉ" });
    expect(trainer.text()).toContain("Đã lưu");

    await trainer.open(`/provider/runs/${run.id}`);
    expect(trainer.text()).toContain("Tải theo mẫu «Mẫu chứng chỉ»");
    const formId = page.split("/").at(-1);
    const file = await trainer.request(`/provider/runs/${run.id}/form/${formId}.xlsx`);
    expect(file.status).toBe(200);
    expect(file.headers.get("Content-Disposition")).toContain("attachment");
    expect(file.headers.get("Content-Security-Policy")).toContain("sandbox");
    expect(file.headers.get("Cache-Control")).toContain("no-store");
    const rows = textsOf((await readSheets(new Uint8Array(await file.arrayBuffer())))[0]);
    expect(rows.get(9)).toEqual(expect.arrayContaining(["1", "Y Krông", "062196000021"]));

    const stranger = await browserOf(people.outsideTrainer.accountId);
    for (const path of [page, `/provider/runs/${run.id}/form/${formId}.xlsx`])
      expect((await stranger.request(path)).status).toBe(404);
    const officer = await browserOf(people.office.accountId);
    expect((await officer.request(`/provider/runs/${run.id}/form/${formId}.xlsx`)).status).toBe(403);
    expect((await officer.request(`/office/forms/${formId}`)).status).toBe(404);
    expect((await officer.request(`/office/runs/${run.id}/form/${formId}.xlsx`)).status).toBe(404);
  });

  test("the page of a download hears of it while the form is filled, and why it was refused", async () => {
    const { db, people } = app;
    const run = await insertRun(db, { providerId: people.provider.id, ownerWardId: people.ward.id });
    await addList(db, ownWard(people), run.id, [{ fullName: "Y Krông" }]);
    const trainer = await browserOf(people.trainer.accountId);
    const page = (await upload(trainer, "/provider/forms", plainForm)).headers.get("Location") ?? "";
    await trainer.open(page);
    await trainer.press({ step: "save" });
    const formId = page.split("/").at(-1) ?? "";
    const download = (key: string) =>
      trainer.request(`/provider/runs/${run.id}/form/${formId}.xlsx?progress=${key}`);
    const look = async (key: string) =>
      (await (await trainer.request(`/progress/${key}`)).json()) as TaskProgress;

    const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
    const { file } = await db.transaction(async (tx) => {
      // The download cannot end before this does.
      await lockIssuedLists(tx, run.id);
      const file = download(first);
      await vi.waitFor(async () => expect(await look(first)).toMatchObject({ state: "running" }), 20_000);
      return { file };
    });
    expect((await file).status).toBe(200);
    expect(await look(first)).toMatchObject({ state: "done", problem: null });

    const mapping = sql`jsonb_set(${providerForms.mapping}, '{sheet}', '"Trang khác"')`;
    await db.update(providerForms).set({ mapping }).where(eq(providerForms.id, formId));
    expect((await download(second)).status).toBe(409);
    expect(await look(second)).toMatchObject({
      state: "failed",
      problem: expect.stringContaining("Tệp bị hỏng"),
    });
  });

  test("what was typed comes back with a sentence where the list is not found", async () => {
    const trainer = await browserOf(app.people.trainer.accountId);
    const uploaded = await upload(trainer, "/provider/forms", plainForm);
    await trainer.open(uploaded.headers.get("Location") ?? "");
    await trainer.press({ step: "save" }, { name: "Tên mới", headerRow: "1", firstRow: "2" });
    expect(trainer.status).toBe(422);
    expect(trainer.fields()).toMatchObject({ name: "Tên mới", headerRow: "1" });
    expect(trainer.text()).toContain("Không tìm thấy bảng danh sách");
  });

  test("a broken file is refused at its field, one beyond the limit before it is read", async () => {
    const trainer = await browserOf(app.people.trainer.accountId);
    const broken = await upload(trainer, "/provider/forms", plainForm.subarray(0, 3000));
    expect(broken.status).toBe(422);
    expect(await broken.text()).toContain("Tệp bị hỏng");
    const large = await upload(trainer, "/provider/forms", new Uint8Array(4 * 1024 * 1024));
    expect(large.status).toBe(413);
    expect((await trainer.request("/provider/forms", { method: "POST", body: new FormData() })).status).toBe(
      422,
    );
  });

  test("an office uploads a form for a provider of its run, and fills its own list", async () => {
    const { db, people } = app;
    const run = await insertRun(db, { providerId: people.provider.id, ownerWardId: people.ward.id });
    await addList(db, ownWard(people), run.id, [{ fullName: "A Tik" }], { until: "draft" });
    const officer = await browserOf(people.office.accountId);
    const uploaded = await upload(officer, "/office/forms", plainForm);
    const page = uploaded.headers.get("Location") ?? "";
    await officer.open(page);
    await officer.press({ step: "save" });
    await officer.open(`/office/runs/${run.id}`);
    const link = /href="(\/office\/runs\/[^"]*\/form\/[^"]*\.xlsx)"/.exec(officer.html)?.[1] ?? "";
    const file = await officer.request(link);
    expect(file.status).toBe(200);
    expect(textsOf((await readSheets(new Uint8Array(await file.arrayBuffer())))[0]).get(9)).toContain(
      "A Tik",
    );
    const outsider = await browserOf(people.outsider.accountId);
    expect((await outsider.request(link)).status).toBe(404);
    expect((await outsider.request(page)).status).toBe(404);
  });
});
