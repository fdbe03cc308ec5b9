import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { invitations, needLines, responses, wards } from "#app/db/schema/index.ts";
import { seedSkills } from "#app/domain/skills/commands.server.ts";
import { addDays, showDate, todayInVietnam } from "#app/vietnamese/dates.ts";
import { type Application, startApplication } from "#tests/support/application.ts";
import { PlainBrowser } from "#tests/support/plain-browser.ts";
import { insertInvitation, insertRound, insertTaxedBusiness, someSkill } from "#tests/support/survey.ts";

const today = todayInVietnam(new Date());
let app: Application;
let skillId: string;
let roundId: string;
/** A phone before scripts have loaded. */
let phone: PlainBrowser;

beforeAll(async () => {
  app = await startApplication();
  await seedSkills(app.db);
  skillId = await someSkill(app.db);
  await app.db.update(wards).set({ officePhone: "0260 3862 345" });
  roundId = (await insertRound(app.db, app.people.ward.id)).id;
});
afterAll(() => app?.stop());
beforeEach(() => {
  phone = new PlainBrowser(app);
});

async function invite(values: Parameters<typeof insertTaxedBusiness>[2] = {}, round = roundId) {
  const wardId = app.people.ward.id;
  const business = await insertTaxedBusiness(app.db, wardId, { taxCode: null, ...values });
  return insertInvitation(app.db, { wardId, roundId: round, businessId: business.id });
}

const counts = { workerCount: "6", femaleCount: "4", contactName: "Rmah H'Bia", phone: "0912 345 678" };
const line = (index: number, values: Record<string, string> = {}) =>
  Object.fromEntries(
    Object.entries({
      position: "Vận hành cảm biến",
      skillId,
      level: "2",
      mode: "train",
      people: "2",
      quarter: `${Number(today.slice(0, 4)) + 1}-2`,
      ...values,
    }).map(([name, value]) => [`needs.${index}.${name}`, value]),
  );

describe("the whole survey without scripts", () => {
  test("confirm, fill in, add and remove lines, review, send, and correct under the same receipt", async () => {
    const { token, actor } = await invite({ taxCode: "062199912399", workerCount: 5, femaleCount: 3 });
    await phone.open(`/s/${token}`);
    expect(phone.text()).toContain("Rmah H'Bia");
    expect(phone.html).not.toContain("062*****");

    await phone.press({}, { code: "0621 9991 2399" });
    expect(phone.path).toBe(`/s/${token}/form`);
    expect(phone.fields()).toMatchObject({ workerCount: "5", femaleCount: "3", "needs.0.position": "" });
    expect(phone.text()).toContain("062*****2399");

    await phone.press({ intent: "add" }, { ...counts, ...line(0) });
    expect(phone.fields()).toMatchObject({ ...counts, ...line(0), "needs.1.position": "" });
    await phone.press({ intent: "add" }, line(1, { position: "Kỹ thuật mạng", mode: "hire" }));
    await phone.press({ intent: "remove.0" }, line(2, { position: "Bảo trì" }));
    expect(phone.fields()).toMatchObject({
      "needs.0.position": "Kỹ thuật mạng",
      "needs.1.position": "Bảo trì",
    });

    await phone.press({ intent: "review" });
    expect(phone.path).toBe(`/s/${token}/review`);
    expect(phone.text()).toContain("Kỹ thuật mạng");
    await phone.press({});
    expect(phone.path).toBe(`/s/${token}/receipt`);
    const [receipt] = /KS-\d{4}-\d{4}/.exec(phone.text()) ?? [];
    expect(receipt).toBeTruthy();

    await phone.open(`/s/${token}/form`);
    await phone.press({ intent: "review" }, { workerCount: "7", "needs.0.people": "4" });
    await phone.press({});
    expect(phone.text()).toContain(`Đã nhận phiếu số ${receipt}`);
    expect(phone.text()).toContain("Bản sửa lần 1");
    const [stored] = await app.db.select().from(responses).where(eq(responses.businessId, actor.businessId));
    expect(stored).toMatchObject({ receiptNumber: receipt, revision: 2, workerCount: 7 });
    const lines = await app.db.select().from(needLines).where(eq(needLines.responseId, stored!.id));
    expect(lines.map(({ number, people }) => [number, people]).sort()).toEqual([
      [1, 4],
      [2, 2],
    ]);
    const [invitation] = await app.db
      .select()
      .from(invitations)
      .where(eq(invitations.id, actor.invitationId));
    expect(invitation).toMatchObject({ timesOpened: 1 });
  });

  test("having no need is one tap and one look", async () => {
    const { token } = await invite({
      workerCount: 2,
      femaleCount: 1,
      contactName: "Y Krông",
      phone: "+84912345678",
    });
    await phone.open(`/s/${token}`);
    await phone.press({}, { code: "5678" });
    await phone.press({ intent: "none" });
    expect(phone.path).toBe(`/s/${token}/review`);
    expect(phone.text()).toContain("Cơ sở chưa có nhu cầu.");
    await phone.press({});
    expect(phone.text()).toContain("Đã nhận phiếu số");
  });

  test("no need is refused while needs are filled in, and they stay", async () => {
    const { token } = await invite();
    await phone.open(`/s/${token}`);
    await phone.press({});
    await phone.press({ intent: "none" }, { ...counts, ...line(0) });
    expect(phone.status).toBe(422);
    expect(phone.fields()).toMatchObject(line(0));
    expect(phone.text()).toContain("Xin xóa các nhu cầu trước");
  });

  test("what is missing is said at its field and in a list of links, and nothing typed is lost", async () => {
    const { token } = await invite();
    await phone.open(`/s/${token}`);
    await phone.press({});
    const typed = {
      workerCount: "6",
      femaleCount: "9",
      contactName: "A Tik",
      ...line(0, { level: "", people: "0" }),
    };
    await phone.press({ intent: "review" }, typed);
    expect(phone.status).toBe(422);
    expect(phone.fields()).toMatchObject(typed);
    expect(phone.text()).toContain("Xin điền số điện thoại");
    expect(phone.text()).toContain("Xin chọn mức cần đạt.");
    expect(phone.html).toContain('href="#phone"');
    expect(phone.html).toContain('href="#needs.0.level"');
    await phone.press({ intent: "review" }, { ...counts, ...line(0) });
    expect(phone.path).toBe(`/s/${token}/review`);
  });

  test("a page that is loaded again, a second tab and a double click give the same receipt", async () => {
    const { token, actor } = await invite();
    await phone.open(`/s/${token}`);
    await phone.press({});
    await phone.press({ intent: "review" }, { ...counts, ...line(0) });
    const tabs = await Promise.all([phone.request(phone.path), phone.request(phone.path)]);
    const fields = await Promise.all(
      tabs.map(async (tab) => {
        phone.html = await tab.text();
        return phone.fields();
      }),
    );
    const sent = [fields[0], fields[0], fields[1], fields[1]].map((form) =>
      phone.request(`/s/${token}/review`, { method: "POST", body: new URLSearchParams(form) }),
    );
    for (const answer of await Promise.all(sent))
      expect([answer.status, answer.headers.get("Location")]).toEqual([302, `/s/${token}/receipt`]);
    const stored = await app.db.select().from(responses).where(eq(responses.businessId, actor.businessId));
    expect(stored).toMatchObject([{ revision: 1 }]);
  });

  test("without scripts a page says when its draft was saved, where the button stands", async () => {
    const { token } = await invite();
    await phone.open(`/s/${token}`);
    await phone.press({});
    expect(phone.text()).toContain("Phần đang điền được giữ lại sau mỗi lần bấm nút.");
    const body = new URLSearchParams({ ...phone.fields(), contactName: "Người điền nháp", intent: "save" });
    const answer = await phone.request(`/s/${token}/form`, { method: "POST", body });
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, `/s/${token}/form#saved`]);
    await phone.open(`/s/${token}/form`);
    expect(phone.html).toMatch(/<p id="saved" role="status"/);
    expect(phone.text()).toMatch(/Đã lưu nháp lúc \d\d:\d\d ngày \d\d\/\d\d\/\d{4}\./);
  });

  test("two phones do not overwrite each other without being told", async () => {
    const { token } = await invite();
    const other = new PlainBrowser(app);
    for (const each of [phone, other]) {
      await each.open(`/s/${token}`);
      await each.press({});
    }
    await phone.press({ intent: "save" }, { contactName: "Người thứ nhất" });
    await other.press({ intent: "save" }, { contactName: "Người thứ hai" });
    expect(other.status).toBe(409);
    expect(other.fields()).toMatchObject({ contactName: "Người thứ hai" });
    // Told so, the second one may still decide.
    await other.press({ intent: "save" });
    await phone.open(`/s/${token}/form`);
    expect(phone.fields()).toMatchObject({ contactName: "Người thứ hai" });
  });

  test("saving an answer takes at most 12 statements, and every page at most 8", async () => {
    const { token } = await invite();
    await phone.open(`/s/${token}`);
    await phone.press({});
    const statements = async (path: string, init?: RequestInit) =>
      Number((await phone.request(path, init)).headers.get("X-Sql-Statements"));
    expect(await statements(`/s/${token}/form`)).toBeLessThanOrEqual(8);
    await phone.press({ intent: "review" }, { ...counts, ...line(0), ...line(1), ...line(2) });
    expect(await statements(`/s/${token}/review`)).toBeLessThanOrEqual(8);
    const body = new URLSearchParams(phone.fields());
    const sending = await statements(`/s/${token}/review`, { method: "POST", body });
    expect(sending).toBeGreaterThan(0);
    expect(sending).toBeLessThanOrEqual(12);
    expect(await statements(`/s/${token}/receipt`)).toBeLessThanOrEqual(8);
  });
});

describe("a link that does not lead to an open form", () => {
  test("an unknown or replaced link is 404 and says what to do", async () => {
    await phone.open("/s/AAAAAAAAAAAAAAAAAAAAAA");
    expect(phone.status).toBe(404);
    expect(phone.text()).toContain("xin mở tin nhắn mới nhất");
  });

  test("before its round opens it is 409 and says from when", async () => {
    const opensOn = addDays(today, 3);
    const round = await insertRound(app.db, app.people.ward.id, { opensOn });
    const { token } = await invite({}, round.id);
    await phone.open(`/s/${token}`);
    expect(phone.status).toBe(409);
    expect(phone.text()).toContain(`nhận phiếu từ ngày ${showDate(opensOn)}`);
    expect(phone.text()).toContain("0260 3862 345");
  });

  test("after its round it is 410 and says until when", async () => {
    const days = { opensOn: addDays(today, -9), closesOn: addDays(today, -5), lateUntil: addDays(today, -2) };
    const round = await insertRound(app.db, app.people.ward.id, days);
    const { token } = await invite({}, round.id);
    await phone.open(`/s/${token}`);
    expect(phone.status).toBe(410);
    expect(phone.text()).toContain(`đến hết ngày ${showDate(days.lateUntil)}`);
  });

  test("nothing of the business is shown or saved without its confirmation", async () => {
    const { token } = await invite({ taxCode: "062199912301", contactName: "Siu Mật" });
    for (const page of ["form", "review", "receipt"]) {
      const answer = await phone.request(`/s/${token}/${page}`);
      expect([answer.status, answer.headers.get("Location")]).toEqual([302, `/s/${token}`]);
    }
    const draft = await phone.request(`/s/${token}/draft`, {
      method: "POST",
      body: new URLSearchParams(counts),
    });
    expect(draft.status).toBe(302);
  });

  test("the confirmation of one link opens no other", async () => {
    const [mine, theirs] = [await invite(), await invite()];
    await phone.open(`/s/${mine.token}`);
    await phone.press({});
    const [[name, value]] = [...phone.cookies] as [[string, string]];
    phone.cookies.set(name, value);
    expect((await phone.request(`/s/${theirs.token}/form`)).status).toBe(302);
  });

  test("a wrong tax code five times blocks the link for a while, even for the right one", async () => {
    const { token } = await invite({ taxCode: "062199912302" });
    await phone.open(`/s/${token}`);
    for (let attempt = 0; attempt < 5; attempt++) {
      await phone.press({}, { code: "0000000000" });
      expect(phone.status).toBe(422);
      expect(phone.text()).toContain("Mã số thuế chưa khớp");
    }
    await phone.press({}, { code: "062199912302" });
    expect(phone.status).toBe(429);
    expect(phone.text()).toContain("Xin thử lại sau 15 phút");
  });

  test("the preview that Zalo makes of a link names the ward and nothing of the business", async () => {
    const { token } = await invite({ taxCode: "062199912303", contactName: "Siu Mật" });
    const { html } = await phone.open(`/s/${token}`);
    const tags = [...html.matchAll(/<meta[^>]*>|<title>[^<]*/g)].join(" ");
    expect(tags).toContain("phường Đăk Cấm");
    expect(tags).toMatch(/og:description/);
    expect(tags).not.toMatch(/H'Bia|H&#x27;Bia|Siu|062/);
  });
});

describe("the form saves itself", () => {
  test("a draft is kept on the server, and a lost answer does not lock its page out", async () => {
    const { token } = await invite();
    await phone.open(`/s/${token}`);
    await phone.press({});
    const save = (fields: Record<string, string>) =>
      phone.request(`/s/${token}/draft`, {
        method: "POST",
        body: new URLSearchParams({ ...phone.fields(), ...fields }),
      });
    const saved = await (await save({ note: "Đường truyền yếu" })).json();
    expect(saved).toMatchObject({ version: 1 });
    // As if that answer had never arrived: the page still names the version before it.
    expect(await (await save({ note: "Đường truyền rất yếu" })).json()).toMatchObject({ version: 2 });
    const elsewhere = await save({ editor: crypto.randomUUID(), note: "Tab khác" });
    expect(elsewhere.status).toBe(409);
    await phone.open(`/s/${token}/form`);
    expect(phone.fields()).toMatchObject({ note: "Đường truyền rất yếu", version: "2" });
  });
});
