import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accounts } from "#app/db/schema/index.ts";
import { type Application, startApplication } from "#tests/support/application.ts";

let app: Application;
beforeAll(async () => {
  app = await startApplication();
});
afterAll(() => app?.stop());

const admin = () => app.people.admin;
const linkIn = (html: string) => /http:\/\/localhost:\d+(\/welcome\/[\w-]+)/.exec(html)?.[1] ?? "";
const newAccount = (email: string) => ({
  idempotencyKey: crypto.randomUUID(),
  role: "leader",
  wardId: app.people.ward.id,
  fullName: "A Thử (hư cấu)",
  email,
});
const password = "một câu dài không ai đoán ra";

describe("a new account, without scripts", () => {
  test("gets a link that is shown once, sets a password once, and signs in", async () => {
    const created = await app.post(
      "/admin/accounts/new?role=leader",
      newAccount("a.thu@test.example"),
      admin(),
    );
    expect(created.status).toBe(200);
    expect(created.headers.get("Cache-Control")).toContain("no-store");
    const link = linkIn(await created.text());
    const page = await (await app.fetch("/admin/accounts/new?role=leader", { as: admin() })).text();
    expect(linkIn(page)).toBe("");

    expect((await app.fetch(link)).status).toBe(200);
    const set = await app.post(link, { password, passwordAgain: password });
    expect([set.status, set.headers.get("location")]).toEqual([302, "/login"]);
    expect((await app.fetch(link)).status).toBe(404);
    expect((await app.post(link, { password, passwordAgain: password })).status).toBe(404);

    const signedIn = await app.post("/login", { email: "a.thu@test.example", password });
    expect([signedIn.status, signedIn.headers.get("location")]).toEqual([302, "/leader"]);
    expect(signedIn.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Lax/);
  });

  test("of the business role is asked for the ward, then for one of its businesses", async () => {
    const role = await (await app.fetch("/admin/accounts/new?role=business", { as: admin() })).text();
    expect(role).toContain('name="ward"');
    const { ward, business, otherBusiness } = app.people;
    const last = await app.fetch(`/admin/accounts/new?role=business&ward=${ward.id}`, { as: admin() });
    const html = await last.text();
    expect(html).toContain(business.id);
    expect(html).not.toContain(otherBusiness.id);
  });

  test("is refused at its address, with everything typed still there", async () => {
    const refused = await app.post("/admin/accounts/new?role=leader", newAccount(admin().email), admin());
    const html = await refused.text();
    expect(refused.status).toBe(422);
    expect(html).toContain("Địa chỉ này đã có tài khoản");
    expect(html).toContain("A Thử (hư cấu)");
  });
});

test("disabling an account ends what its holder is doing, and its link does not bring it back", async () => {
  const { trainer } = app.people;
  const page = `/admin/accounts/${trainer.accountId}`;
  const cookie = { headers: { Cookie: await app.cookieOf(trainer) } };
  expect((await app.fetch("/provider", cookie)).status).toBe(200);
  const link = linkIn(await (await app.post(page, { intent: "link" }, admin())).text());
  expect((await app.post(page, { version: "1", enabled: "false", intent: "disable" }, admin())).status).toBe(
    302,
  );
  expect((await app.fetch("/provider", cookie)).headers.get("location")).toMatch(/^\/login/);
  expect((await app.post(link, { password, passwordAgain: password })).status).toBe(404);
  const [row] = await app.db.select().from(accounts).where(eq(accounts.id, trainer.accountId));
  expect(row?.status).toBe("disabled");
});

describe("the audit log", () => {
  test("shows a chain and the outcome of verifying it", async () => {
    const { ward } = app.people;
    const verified = await app.post("/admin/audit", { chain: ward.id }, admin());
    expect([verified.status, verified.headers.get("location")]).toEqual([
      302,
      `/admin/audit?chain=${ward.id}`,
    ]);
    const html = await (await app.fetch(`/admin/audit?chain=${ward.id}`, { as: admin() })).text();
    expect(html).toContain("Nguyên vẹn");
    const installation = await (await app.fetch("/admin/audit", { as: admin() })).text();
    expect(installation).toContain("audit.verify");
    expect(installation).toContain(admin().email);
    expect(await (await app.fetch("/admin", { as: admin() })).text()).toContain("phường Đăk Cấm: nguyên vẹn");
  });

  test("knows no chain but those of the wards and the installation", async () => {
    expect((await app.fetch("/admin/audit?chain=other", { as: admin() })).status).toBe(404);
    expect((await app.post("/admin/audit", { chain: crypto.randomUUID() }, admin())).status).toBe(404);
  });
});
