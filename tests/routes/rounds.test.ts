import exceljs from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { businesses } from "#app/db/schema/index.ts";
import { listEntries } from "#app/domain/audit/queries.server.ts";
import { listInvitations } from "#app/domain/rounds/invitations.server.ts";
import { getResponse } from "#app/domain/survey/responses.server.ts";
import { textSortKey } from "#app/vietnamese/names.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import { answerFor, openRoundOf } from "#tests/support/answers.ts";
import { type Application, startApplication } from "#tests/support/application.ts";
import { PlainBrowser } from "#tests/support/plain-browser.ts";

let app: Application;
let roundId: string;
beforeAll(async () => {
  app = await startApplication();
  roundId = await openRoundOf(app.db, app.people.office);
});
afterAll(() => app?.stop());

const office = () => app.people.office;
const html = async (path: string, as = office()) => (await app.fetch(path, { as })).text();

async function invitationOf(businessId: string) {
  const all = { q: null, state: null, cluster: null };
  const page = { sort: "name", descending: false, page: 1, pageSize: 5000 };
  const { rows } = await listInvitations(app.db, office(), roundId, all, page);
  return rows.find((row) => row.businessId === businessId)?.id ?? "";
}

async function addBusinesses(count: number) {
  const rows = Array.from({ length: count }, (_, index) => {
    const name = `Cơ sở thử ${index}`;
    return {
      wardId: office().wardId,
      name,
      searchKey: searchKey(name),
      sortKey: textSortKey(name),
      kind: "household" as const,
    };
  });
  return app.db.insert(businesses).values(rows).returning({ id: businesses.id });
}

async function submitted(): Promise<string> {
  const [business] = await addBusinesses(1);
  await app.post(`/office/rounds/${roundId}`, { intent: "invite" }, office());
  const businessId = business?.id ?? "";
  const { responseId } = await answerFor(app.db, office(), { roundId, businessId, needs: [{ people: 4 }] });
  return responseId;
}

describe("the office's side of a round, without scripts", () => {
  test("shows a link that opens the survey, and one that is dead after it was renewed", async () => {
    const path = `/office/rounds/${roundId}/invitations/${await invitationOf(app.people.business.id)}`;
    const linkIn = (page: string) => /\/s\/[\w-]{22}/.exec(page)?.[0] ?? "";
    const old = linkIn(await html(path));
    expect((await app.fetch(old)).status).toBe(200);
    expect((await app.post(path, { intent: "renew", generation: "1" }, office())).status).toBe(302);
    expect((await app.fetch(old)).status).toBe(404);
    expect((await app.fetch(linkIn(await html(path)))).status).toBe(200);
    expect((await app.post(path, { intent: "renew", generation: "1" }, office())).status).toBe(409);
    expect((await app.fetch(path, { as: app.people.outsider })).status).toBe(404);
  });

  test("prints a letter with a code for each business that has not answered", async () => {
    const page = await html(`/office/rounds/${roundId}/print`);
    expect(page).toContain("Kính gửi: Công ty TNHH MTV Gỗ Đăk Cấm");
    expect(page).toMatch(/<svg[^>]*aria-label="Mã QR của liên kết"/);
    expect(page).not.toMatch(/<[^>]+\sstyle=/);
  });

  test("refuses wrong days at their fields and keeps what was typed", async () => {
    const answer = await app.post(
      "/office/rounds?index",
      {
        idempotencyKey: crypto.randomUUID(),
        year: "2027",
        title: "Khảo sát vội",
        opensOn: "31/01/2027",
        closesOn: "05/01/2027",
        lateUntil: "04/01/2027",
      },
      office(),
    );
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain("Ngày cuối phải bằng hoặc sau ngày bắt đầu.");
    expect(page).toContain('value="Khảo sát vội"');
    expect(page).toContain('value="31/01/2027"');
  });

  test("writes down the answer of a business that telephoned, card by card", async () => {
    const [business] = await addBusinesses(1);
    await app.post(`/office/rounds/${roundId}`, { intent: "invite" }, office());
    const browser = new PlainBrowser({
      fetch: (path, init) => app.fetch(path, { ...init, as: office() }),
    });
    const path = `/office/rounds/${roundId}/answer/${business?.id}`;
    await browser.open(path);
    await browser.press(
      { intent: "add" },
      { workerCount: "8", femaleCount: "3", contactName: "A Tik (hư cấu)", phone: "0912 345 678" },
    );
    expect([browser.status, browser.fields().contactName]).toEqual([200, "A Tik (hư cấu)"]);
    await browser.press({ intent: "submit" }, { source: "phone" });
    expect(browser.status).toBe(422);
    await browser.press({ intent: "none" }, { source: "phone" });
    expect(browser.path).toMatch(/^\/office\/responses\//);
    expect(browser.text()).toContain("Cơ sở chưa có nhu cầu.");
  });

  test("returns an answer only with a comment; the second officer is told that it was reviewed", async () => {
    const responseId = await submitted();
    const path = `/office/responses/${responseId}`;
    const without = await app.post(path, { intent: "return", version: "1", comment: " " }, office());
    expect(without.status).toBe(422);
    expect(await without.text()).toContain("Xin ghi rõ cần sửa gì");
    const [first, second] = await Promise.all([
      app.post(path, { intent: "verify", version: "1" }, office()),
      app.post(path, { intent: "return", version: "1", comment: "Sai số người" }, app.people.secondOffice),
    ]);
    expect([first.status, second.status].sort()).toEqual([302, 409]);
    expect((await getResponse(app.db, office(), responseId)).version).toBe(2);
  });
});

describe("the needs board", () => {
  test("links every figure to rows that add up to it", async () => {
    await submitted();
    const page = await html("/office/needs?rows=mode&columns=level");
    const figures = [...page.matchAll(/<a [^>]*href="(\/office\/needs\/rows\?[^"]+)"[^>]*>(\d+)<\/a>/g)];
    expect(figures.length).toBeGreaterThan(3);
    for (const [, href = "", people] of figures) {
      const rows = await html(href.replaceAll("&amp;", "&"));
      expect(rows).toContain(`${people} người.`);
    }
  });

  test("exports the same figures and rows", async () => {
    const sheetOf = async (path: string) => {
      const answer = await app.fetch(path, { as: office() });
      expect(answer.headers.get("Content-Disposition")).toContain("attachment");
      const workbook = new exceljs.Workbook();
      await workbook.xlsx.load((await answer.arrayBuffer()) as exceljs.Buffer);
      const values = workbook.worksheets[0]?.getSheetValues() as unknown[][];
      return values.filter(Boolean).map((row) => row.slice(1));
    };
    const table = await sheetOf("/office/needs.xlsx?rows=mode&columns=level");
    const rows = await sheetOf("/office/needs/rows.xlsx");
    const header = rows.find((row) => row[0] === "Cơ sở") ?? [];
    const lines = rows.filter((row) => typeof row[header.indexOf("Cần")] === "number");
    const sum = lines.reduce((total, row) => total + Number(row[header.indexOf("Cần")]), 0);
    expect(sum).toBeGreaterThan(0);
    expect(table.find((row) => row[0] === "Tổng")?.at(-1)).toBe(sum);
  });

  test("writes down who took the list of a round with its phone numbers", async () => {
    const answer = await app.fetch(`/office/rounds/${roundId}/invitations.xlsx`, { as: office() });
    await answer.arrayBuffer();
    const [entry] = await listEntries(app.db, office().wardId, { offset: 0, limit: 1 });
    expect(entry).toMatchObject({ action: "export.download", entityId: roundId });
  });
});

describe("every page of the office's survey", () => {
  test("needs the same few statements for ten businesses and for 1,000", async () => {
    const responseId = await submitted();
    const invitationId = await invitationOf(app.people.business.id);
    const round = `/office/rounds/${roundId}`;
    const paths = [
      "/",
      "/office",
      "/office/rounds",
      round,
      `${round}/print`,
      `${round}/invitations/${invitationId}`,
      `${round}/answer/${app.people.business.id}`,
      `/office/responses/${responseId}`,
      "/office/needs",
      "/office/needs/rows",
    ];
    const measure = async () => {
      const counts: Record<string, number> = {};
      for (const path of paths) {
        const answer = await app.fetch(path, { as: office() });
        await answer.arrayBuffer();
        counts[path] = answer.ok ? Number(answer.headers.get("X-Sql-Statements")) : answer.status;
      }
      return counts;
    };
    await measure();
    const few = await measure();
    const added = await addBusinesses(1000);
    await app.post(round, { intent: "invite" }, office());
    for (const { id } of added.slice(0, 100))
      await answerFor(app.db, office(), { roundId, businessId: id, needs: [{}, { level: 3 }] });
    expect(await measure()).toEqual(few);
    expect(Math.max(...Object.values(few))).toBeLessThanOrEqual(8);
  });
});
