import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { businesses, exports, nominations } from "#app/db/schema/index.ts";
import { getRun } from "#app/domain/courses/queries.server.ts";
import { nominate } from "#app/domain/nominations/nominate.server.ts";
import { type Application, startApplication } from "#tests/support/application.ts";
import { addBusiness, nominationOf, openRun, statedNeeds } from "#tests/support/courses.ts";
import { insertBusiness } from "#tests/support/personas.ts";

let app: Application;
beforeAll(async () => {
  app = await startApplication();
});
afterAll(() => app?.stop());

const seenIn = (page: string) => /name="seen" value="([^"]*)"/.exec(page)?.[1] ?? "";
const statementsOf = (answer: Response) => Number(answer.headers.get("x-sql-statements"));

describe("recording a call without scripts", () => {
  test("a row button comes back with one row more and everything that was typed", async () => {
    const typed = { label: "khóa thử", "sessions.0.topic": "Buổi mở đầu", row: "sessions.add" };
    const answer = await app.post("/office/runs/new", typed, app.people.office);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain('value="khóa thử"');
    expect(page).toContain('value="Buổi mở đầu"');
    expect(page).toContain('name="sessions.1.heldOn"');
  });

  test("a refusal keeps what was typed and says what to do at the field", async () => {
    const answer = await app.post(
      "/office/runs/new",
      { place: "Nhà văn hóa", seats: "nhiều" },
      app.people.office,
    );
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('value="Nhà văn hóa"');
    expect(page).toContain('value="nhiều"');
    expect(page).toContain("Xin điền một số nguyên.");
  });
});

describe("who finds what", () => {
  test("a run, a person and a nomination of others are not found", async () => {
    const { office, outsider, contact, outsideContact, ward, business } = app.people;
    const runId = await openRun(app.db, office);
    const { nominationId } = await nominate(app.db, office, nominationOf(runId, business.id));
    const [row] = await app.db.select().from(nominations).where(eq(nominations.id, nominationId));
    const { contact: neighbour } = await addBusiness(app.db, ward.id, "Cơ sở bên cạnh");
    const paths: [string, { accountId: string }][] = [
      [`/office/runs/${runId}`, outsider],
      [`/office/runs/${runId}/edit`, outsider],
      [`/office/runs/${runId}/nominate`, outsider],
      [`/office/people/${row?.personId}`, outsider],
      [`/business/runs/${runId}`, outsideContact],
      [`/business/people/${row?.personId}`, neighbour],
    ];
    for (const [path, as] of paths)
      expect([path, (await app.fetch(path, { as })).status]).toEqual([path, 404]);
    expect((await app.fetch(`/business/people/${row?.personId}`, { as: contact })).status).toBe(200);
    const withdrawal = { intent: `withdraw:${nominationId}`, nominationId, version: "1", reason: "x" };
    expect((await app.post(`/business/runs/${runId}`, withdrawal, neighbour)).status).toBe(404);
  });

  test("another business's need reaches a page of this business as a share, never as a line", async () => {
    const { office, contact, business, ward } = app.people;
    const { business: rival } = await addBusiness(app.db, ward.id, "Cơ sở cùng nhu cầu");
    await statedNeeds(app.db, ward.id, business.id, [3]);
    await statedNeeds(app.db, ward.id, rival.id, [3]);
    const runId = await openRun(app.db, office, { seats: 2 });
    const page = await (await app.fetch(`/business/runs/${runId}`, { as: contact })).text();
    expect(page).toContain("Cơ sở đã nêu 3 người, dự kiến được 1 chỗ.");
    expect(page).not.toContain("Cơ sở cùng nhu cầu");
  });
});

describe("acting on many rows without scripts", () => {
  test("all businesses that the filter in the address lets through are closed, no others", async () => {
    const { office, ward, business } = app.people;
    for (const name of ["Tiệm Thử Một", "Tiệm Thử Hai"]) await insertBusiness(app.db, ward.id, name);
    const path = "/office/businesses?index&q=tiem+thu";
    const list = await app.fetch("/office/businesses?q=tiem+thu", { as: office });
    const seen = seenIn(await list.text());
    const fields = { intent: "close", idempotencyKey: crypto.randomUUID(), scope: "all", total: "2", seen };
    const refused = await app.post(path, { ...fields, reason: "" }, office);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("Xin ghi lý do đóng.");
    const stale = await app.post(path, { ...fields, seen: "x", reason: "Ngừng" }, office);
    expect(stale.status).toBe(409);
    const done = await app.post(path, { ...fields, reason: "Ngừng" }, office);
    expect(done.status).toBe(302);
    const page = await app.fetch(done.headers.get("Location") ?? "", { as: office });
    expect(await page.text()).toContain("Đã đóng 2 cơ sở.");
    expect(statementsOf(page)).toBeLessThanOrEqual(8);
    const [other] = await app.db.select().from(businesses).where(eq(businesses.id, business.id));
    expect(other?.status).toBe("active");
  });

  test("ticked rows stay ticked in a refusal, and nobody but the office may", async () => {
    const { office, leader, business } = app.people;
    const fields = {
      intent: "move",
      idempotencyKey: crypto.randomUUID(),
      scope: "chosen",
      total: "1",
      [`chosen.${business.id}`]: "true",
      clusterId: crypto.randomUUID(),
    };
    const answer = await app.post("/office/businesses?index", fields, office);
    expect(answer.status).toBe(422);
    const box = new RegExp(`<input[^>]*name="chosen.${business.id}"[^>]*>`).exec(await answer.text())?.[0];
    expect(box).toContain("checked");
    expect((await app.post("/office/businesses?index", fields, leader)).status).toBe(403);
  });

  test("proposals of a run are accepted together; another ward's run is not found", async () => {
    const { office, outsider, contact } = app.people;
    const runId = await openRun(app.db, office, { seats: 1 });
    for (const _ of [1, 2]) await nominate(app.db, contact, nominationOf(runId, null));
    const fields = {
      intent: "accept-many",
      idempotencyKey: crypto.randomUUID(),
      scope: "all",
      total: "2",
      seen: seenIn(await (await app.fetch(`/office/runs/${runId}`, { as: office })).text()),
    };
    const path = `/office/runs/${runId}`;
    expect((await app.post(path, fields, outsider)).status).toBe(404);
    const nothing = await app.post(path, { ...fields, scope: "chosen" }, office);
    expect(await nothing.text()).toContain("Xin đánh dấu ít nhất một dòng");
    const done = await app.post(path, fields, office);
    expect(await (await app.fetch(done.headers.get("Location") ?? "", { as: office })).text()).toContain(
      "Đã nhận 2 đề cử.",
    );
  });
});

describe("joining a run of another ward", () => {
  test("works in both directions, and who takes part already is led to the run", async () => {
    const { office, outsider } = app.people;
    for (const [owner, guest] of [
      [office, outsider],
      [outsider, office],
    ] as const) {
      const runId = await openRun(app.db, owner);
      const page = await app.fetch(`/office/runs/${runId}/join`, { as: guest });
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("Tham gia lớp này")]);
      const fields = { idempotencyKey: crypto.randomUUID(), seats: "5" };
      expect((await app.post(`/office/runs/${runId}/join`, fields, guest)).status).toBe(302);
      expect((await app.fetch(`/office/runs/${runId}`, { as: guest })).status).toBe(200);
      for (const as of [owner, guest]) {
        const again = await app.fetch(`/office/runs/${runId}/join`, { as });
        expect(again.headers.get("Location")).toBe(`/office/runs/${runId}`);
      }
      const second = { ...fields, idempotencyKey: crypto.randomUUID() };
      const repeated = await app.post(`/office/runs/${runId}/join`, { ...second, seats: "9" }, guest);
      expect(repeated.headers.get("Location")).toBe(`/office/runs/${runId}`);
      expect(await getRun(app.db, guest, runId)).toMatchObject({ seats: 5 });
    }
  });
});

describe("a citizen ID number", () => {
  test("stands whole on no page, until an officer says why", async () => {
    const { office, contact, business } = app.people;
    const runId = await openRun(app.db, office);
    const nationalId = "062188004321";
    await nominate(app.db, office, nominationOf(runId, business.id, { nationalId }));
    const [row] = await app.db.select().from(nominations).where(eq(nominations.runId, runId));
    const person = `/office/people/${row?.personId}`;
    const pages: [string, { accountId: string }][] = [
      [`/office/runs/${runId}`, office],
      ["/office/people", office],
      [person, office],
      ["/business/people", contact],
    ];
    for (const [path, as] of pages) {
      const page = await (await app.fetch(path, { as })).text();
      expect([path, page.includes(nationalId), page.includes("188004321")]).toEqual([path, false, false]);
    }
    const refused = await app.post(person, { intent: "reveal", purpose: "" }, office);
    expect([refused.status, (await refused.text()).includes(nationalId)]).toEqual([422, false]);
    const shown = await app.post(person, { intent: "reveal", purpose: "check_document" }, office);
    expect(await shown.text()).toContain(nationalId);
    expect(shown.headers.get("cache-control")).toContain("no-store");
  });

  test("leaves in no list of people, and the list itself is written down", async () => {
    const { office, ward } = app.people;
    const answer = await app.fetch("/office/people.xlsx", { as: office });
    expect(answer.status).toBe(200);
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(1000);
    const [entry] = await app.db.select().from(exports).where(eq(exports.wardId, ward.id));
    expect(entry).toMatchObject({ kind: "people", accountId: office.accountId });
  });
});

describe("the number of SQL statements", () => {
  test("is at most eight for every page here, and the same for three rows and for sixty", async () => {
    const { office, contact, business } = app.people;
    const runId = await openRun(app.db, office, { seats: 40 });
    const add = async (count: number) => {
      for (let index = 0; index < count; index += 1)
        await nominate(app.db, office, nominationOf(runId, business.id));
    };
    const pages: [string, { accountId: string }][] = [
      ["/office/runs", office],
      ["/office/runs/new", office],
      [`/office/runs/${runId}`, office],
      [`/office/runs/${runId}/edit`, office],
      [`/office/runs/${runId}/nominate?business=${business.id}`, office],
      ["/office/people", office],
      ["/business", contact],
      [`/business/runs/${runId}`, contact],
      ["/business/people", contact],
    ];
    const count = async () => {
      const counts: [string, number][] = [];
      for (const [path, as] of pages) {
        const answer = await app.fetch(path, { as });
        await answer.text();
        counts.push([path, statementsOf(answer)]);
      }
      return counts;
    };
    await add(3);
    await count();
    const few = await count();
    await add(57);
    expect(await count()).toEqual(few);
    for (const [path, statements] of few) expect([path, statements <= 8]).toEqual([path, true]);
  });
});

test("the same form pressed twice makes one file and one nomination", async () => {
  const { office, business } = app.people;
  const runId = await openRun(app.db, office);
  const fields = {
    idempotencyKey: crypto.randomUUID(),
    businessId: business.id,
    fullName: "Người Bấm Hai Lần",
    outsideNeedReason: "Mới vào làm",
  };
  const press = () => app.post(`/office/runs/${runId}/nominate`, fields, office);
  const answers = await Promise.all([press(), press()]);
  expect(answers.map((answer) => answer.status)).toEqual([302, 302]);
  expect(await app.db.select().from(nominations).where(eq(nominations.runId, runId))).toHaveLength(1);
});
