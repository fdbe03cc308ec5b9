import type { ServerBuild } from "@remix-run/node";
import type { ShouldRevalidateFunction } from "@remix-run/react";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Application, startApplication } from "#tests/support/application.ts";
import { PlainBrowser } from "#tests/support/plain-browser.ts";

const { routes } = (await import("../../build/server/index.js" as string)) as ServerBuild;

let app: Application;
beforeAll(async () => {
  app = await startApplication();
});
afterAll(() => app?.stop());

/** A browser without scripts in which the account is signed in. */
async function signIn(account: { accountId: string }): Promise<PlainBrowser> {
  const browser = new PlainBrowser(app);
  const [name = "", token = ""] = (await app.cookieOf(account)).split("=");
  browser.cookies.set(name, token);
  return browser;
}

async function newCluster(name: string): Promise<string> {
  const browser = await signIn(app.people.office);
  await browser.open("/office/clusters");
  await browser.press({}, { name, decision: "12/QĐ-UBND", area: "62,6" });
  return new RegExp(`href="(/office/clusters/[0-9a-f-]{36})"[^>]*>${name}<`).exec(browser.html)?.[1] ?? "";
}

describe("a form that two people edit at once, without scripts", () => {
  test("shows the second one both versions, and saves his only when he sends it once more", async () => {
    const page = await newCluster("Cụm hai người sửa");
    const [first, second] = [await signIn(app.people.office), await signIn(app.people.secondOffice)];
    await first.open(page);
    await second.open(page);
    await first.press({ intent: "update" }, { name: "Cụm của người thứ nhất", decision: "" });

    await second.press({ intent: "update" }, { name: "Cụm của người thứ hai" });
    expect(second.status).toBe(409);
    expect(second.fields()).toMatchObject({ name: "Cụm của người thứ hai", decision: "12/QĐ-UBND" });
    expect(second.text()).toContain("Hiện tại: Cụm của người thứ nhất");
    expect(second.text()).toContain("Hiện tại: để trống");
    expect(second.text()).toMatch(/lần gần nhất: Người thử office, .*\d{4}/);
    // What is the same is not shown twice.
    expect(second.text()).not.toContain("Hiện tại: 62,6");

    await second.press({ intent: "update" });
    await second.open(page);
    expect(second.fields()).toMatchObject({ name: "Cụm của người thứ hai", decision: "12/QĐ-UBND" });
  });

  test("is refused again when a third person was faster once more", async () => {
    const page = await newCluster("Cụm ba người sửa");
    const [first, second] = [await signIn(app.people.office), await signIn(app.people.secondOffice)];
    await first.open(page);
    await second.open(page);
    await first.press({ intent: "update" }, { name: "Lần sửa một" });
    await second.press({ intent: "update" }, { name: "Lần sửa của tôi" });
    await first.open(page);
    await first.press({ intent: "update" }, { name: "Lần sửa ba" });
    await second.press({ intent: "update" });
    expect(second.status).toBe(409);
    expect(second.text()).toContain("Hiện tại: Lần sửa ba");
  });

  test("keeps asking for both versions when what was typed is wrong as well", async () => {
    const page = await newCluster("Cụm sửa sai");
    const [first, second] = [await signIn(app.people.office), await signIn(app.people.secondOffice)];
    await first.open(page);
    await second.open(page);
    await first.press({ intent: "update" }, { name: "Cụm sửa đúng" });
    await second.press({ intent: "update" }, { name: "Tên mới", area: "rộng" });
    expect(second.status).toBe(422);
    expect(second.text()).not.toContain("Hiện tại:");
    await second.press({ intent: "update" }, { area: "70" });
    expect(second.status).toBe(409);
    expect(second.text()).toContain("Hiện tại: Cụm sửa đúng");
  });

  test("says what the state is when the button's page has moved on", async () => {
    const page = await newCluster("Cụm bị đóng");
    const close = async (as: typeof app.people.office) =>
      app.post(page, { intent: "close", version: "1" }, as);
    expect((await close(app.people.office)).status).toBe(302);
    const late = await close(app.people.secondOffice);
    expect(late.status).toBe(409);
    expect(await late.text()).toContain("Tình trạng hiện nay: Đã đóng");
  });

  test("is not found in another ward, whatever its version", async () => {
    const page = await newCluster("Cụm của phường");
    const foreign = await app.post(page, { intent: "update", version: "9", name: "X" }, app.people.outsider);
    expect(foreign.status).toBe(404);
  });
});

test("every page with a form is read anew after a conflict once scripts run, or it would show no second version", () => {
  const conflict = { actionStatus: 409, defaultShouldRevalidate: false };
  const stale = Object.values(routes).filter((route) => {
    if (!route || !/^routes\/(office|admin|leader|business|provider)\./.test(route.id)) return false;
    const module = route.module as { shouldRevalidate?: ShouldRevalidateFunction } & typeof route.module;
    if (!module.action || !module.default) return false;
    return !module.shouldRevalidate?.(conflict as Parameters<ShouldRevalidateFunction>[0]);
  });
  expect(stale.map((route) => route?.id)).toEqual([]);
});

describe("a form that was carried out and comes again with another content, without scripts", () => {
  const typed = { name: "Cụm gửi lần hai", decision: "QĐ 15", area: "" };

  test("is refused with everything typed, and is a new act when it is sent once more", async () => {
    const browser = await signIn(app.people.office);
    await browser.open("/office/clusters");
    const { idempotencyKey = "" } = browser.fields();
    await browser.press({}, { name: "Cụm gửi lần một" });
    // Back, edit, send: the browser shows the old page with its old key.
    await browser.press({}, { ...typed, idempotencyKey });
    expect(browser.status).toBe(409);
    expect(browser.text()).toContain("Biểu mẫu này đã được gửi với nội dung khác");
    expect(browser.text()).not.toContain("Hiện tại:");
    expect(browser.fields()).toMatchObject({ name: typed.name, decision: typed.decision });
    expect(browser.fields().idempotencyKey).not.toBe(idempotencyKey);

    await browser.press({});
    expect(browser.status).toBe(200);
    expect(browser.text()).toContain("Cụm gửi lần một");
    expect(browser.text()).toContain(typed.name);
  });

  test("of a new account never shows one address with the link of another", async () => {
    const { ward, admin } = app.people;
    const account = {
      idempotencyKey: crypto.randomUUID(),
      role: "leader",
      wardId: ward.id,
      fullName: "B Thử",
    };
    const create = (email: string) =>
      app
        .post("/admin/accounts/new?role=leader", { ...account, email }, admin)
        .then((answer) => answer.text());
    expect(await create("b.mot@test.example")).toContain("/welcome/");
    const again = await create("b.hai@test.example");
    expect(again).not.toContain("/welcome/");
    expect(again).toContain("Biểu mẫu này đã được gửi với nội dung khác");
  });
});

describe("a download that is refused", () => {
  test("is a small page with its sentence, in the visitor's language", async () => {
    const missing = `/office/runs/${crypto.randomUUID()}/roster.xlsx`;
    const answer = await app.fetch(missing, { as: app.people.office });
    expect(answer.status).toBe(404);
    expect(answer.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(await answer.text()).toContain("Không tìm thấy trang hoặc hồ sơ này");
    const cookie = `${await app.cookieOf(app.people.office)}; lang=en`;
    const english = await app.fetch(missing, { headers: { Cookie: cookie } });
    expect(await english.text()).toMatch(/<html lang="en">.*not found|could not be found|<p>/s);

    const foreign = await app.fetch(missing, { as: app.people.leader });
    expect(foreign.status).toBe(403);
    expect(await foreign.text()).toContain("không có quyền");
  });

  test("because there were too many says when to come back", async () => {
    let answer: Response;
    let asked = 0;
    do {
      answer = await app.fetch("/office/people.xlsx", { as: app.people.secondOffice });
      await answer.arrayBuffer().catch(() => null);
    } while (answer.status === 200 && ++asked < 100);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(answer.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
  });
});
