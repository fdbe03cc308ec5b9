import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exports } from "#app/db/schema/index.ts";
import { listEntries } from "#app/domain/audit/queries.server.ts";
import { approveList } from "#app/domain/lists/decide-list.server.ts";
import { issueList } from "#app/domain/lists/issue-list.server.ts";
import { submitList } from "#app/domain/lists/submit-list.server.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";
import { type Application, startApplication } from "#tests/support/application.ts";
import { insertList, insertRun, listState } from "#tests/support/lists.ts";

let app: Application;
beforeAll(async () => {
  app = await startApplication();
});
afterAll(() => app?.stop());

type Until = "draft" | "submitted" | "issued";
let lastNumber = 0;

async function makeList(until: Until, count = 3) {
  const { db, people } = app;
  const run = await insertRun(db, { providerId: people.provider.id, ownerWardId: people.ward.id });
  const { listId } = await insertList(
    db,
    {
      wardId: people.ward.id,
      runId: run.id,
      businessId: people.business.id,
      accountId: people.office.accountId,
    },
    Array.from({ length: count }, (_, index) => ({ fullName: `Y Krông ${"ABCDEFGHIJ"[index % 10]}` })),
  );
  const step = async () => ({
    idempotencyKey: crypto.randomUUID(),
    listId,
    version: (await listState(db, listId)).version,
  });
  if (until !== "draft") await submitList(db, people.office, { ...(await step()), note: null });
  if (until === "issued") {
    await approveList(db, people.leader, await step());
    await issueList(db, people.office, {
      ...(await step()),
      letterNumber: ++lastNumber,
      letterDate: todayInVietnam(new Date()),
      signerId: people.leader.accountId,
      signingCapacity: "for_chair",
    });
  }
  return { listId, runId: run.id, version: (await listState(db, listId)).version };
}

const exportsOf = (runId: string) => app.db.select().from(exports).where(eq(exports.subjectId, runId));
const stepFields = (list: { version: number }, intent: string) => ({
  intent,
  idempotencyKey: crypto.randomUUID(),
  version: String(list.version),
});

describe("the roster over HTTP", () => {
  test("is an attachment with a Vietnamese name that nobody keeps or runs", async () => {
    const { runId } = await makeList("issued");
    const answer = await app.fetch(`/provider/runs/${runId}/roster.xlsx`, { as: app.people.trainer });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toMatch(
      /^attachment; filename="danh-sach-[\w-]+\.xlsx"; filename\*=UTF-8''Danh%20s%C3%A1ch/,
    );
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
  });

  test("is not found for another provider and another ward, and not allowed for other roles", async () => {
    const { runId } = await makeList("issued");
    const { outsideTrainer, outsider, leader, office, contact, province } = app.people;
    const statusOf = async (path: string, as: { accountId: string }) =>
      (await app.fetch(path, { as })).status;
    expect(await statusOf(`/provider/runs/${runId}/roster.xlsx`, outsideTrainer)).toBe(404);
    expect(await statusOf(`/office/runs/${runId}/roster.xlsx`, outsider)).toBe(404);
    for (const as of [leader, office, contact, province])
      expect(await statusOf(`/provider/runs/${runId}/roster.xlsx`, as)).toBe(403);
    expect(await exportsOf(runId)).toHaveLength(0);
  });

  test("is written down even when the download is broken off", async () => {
    const { runId } = await makeList("issued");
    const path = `/provider/runs/${runId}/roster.xlsx`;
    const controller = new AbortController();
    const answer = await app.fetch(path, { as: app.people.trainer, signal: controller.signal });
    controller.abort();
    await expect(answer.arrayBuffer()).rejects.toThrow();
    expect(await exportsOf(runId)).toHaveLength(1);
    const [entry] = await listEntries(app.db, app.people.ward.id, { offset: 0, limit: 1 });
    expect(entry?.action).toBe("roster.download");
    expect((await app.fetch("/healthz")).status).toBe(200);
  });

  test("is refused after sixty downloads in ten minutes, and then not written down", async () => {
    const { runId } = await makeList("issued");
    const path = `/office/runs/${runId}/roster.xlsx`;
    let answer = await app.fetch(path, { as: app.people.secondOffice });
    for (let count = 1; count <= 60 && answer.status === 200; count++) {
      await answer.arrayBuffer();
      answer = await app.fetch(path, { as: app.people.secondOffice });
    }
    expect(answer.status).toBe(429);
    expect(await exportsOf(runId)).toHaveLength(60);
  });
});

describe("the pages of a list", () => {
  test("show no citizen ID number in full, to nobody, also not in their data", async () => {
    const { listId } = await makeList("issued");
    for (const [area, as] of [
      ["office", app.people.office],
      ["leader", app.people.leader],
    ] as const) {
      for (const path of [`/${area}/lists/${listId}`, `/${area}/lists/${listId}.data`]) {
        const text = await (await app.fetch(path, { as })).text();
        expect(text).toContain("062*****");
        expect(text).not.toMatch(/062\d{9}/);
        expect(text).not.toContain("v1.test.");
      }
    }
  });

  test("say that the content of an issued list matches its hash", async () => {
    const { listId } = await makeList("issued");
    const page = await (await app.fetch(`/office/lists/${listId}`, { as: app.people.office })).text();
    expect(page).toContain("Nội dung khớp mã băm");
    expect(page).toContain((await listState(app.db, listId)).contentHash);
  });

  test("need as many statements for a thousand rows as for ten, and at most eight", async () => {
    const counts = [];
    for (const count of [10, 1000]) {
      const { listId } = await makeList("submitted", count);
      for (const [path, as] of [
        [`/office/lists/${listId}`, app.people.office],
        [`/leader/lists/${listId}`, app.people.leader],
        ["/leader", app.people.leader],
        ["/office/lists", app.people.office],
        ["/provider", app.people.trainer],
      ] as const) {
        // The first visit of a minute notes the session.
        await app.fetch(path, { as });
        const answer = await app.fetch(path, { as });
        expect(answer.status).toBe(200);
        counts.push(Number(answer.headers.get("x-sql-statements")));
      }
    }
    expect(counts.slice(0, 5)).toEqual(counts.slice(5));
    expect(Math.max(...counts)).toBeLessThanOrEqual(8);
  });
});

describe("the leader's two buttons, without scripts", () => {
  test("a return without a comment is refused at the field, and nothing changes", async () => {
    const list = await makeList("submitted");
    const fields = { ...stepFields(list, "return"), comment: "  " };
    const answer = await app.post(`/leader/lists/${list.listId}`, fields, app.people.leader);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("Xin ghi cần sửa gì.");
    expect((await listState(app.db, list.listId)).status).toBe("submitted");
  });

  test("a comment that came too late is not lost", async () => {
    const list = await makeList("submitted");
    await app.post(`/leader/lists/${list.listId}`, stepFields(list, "approve"), app.people.leader);
    const fields = { ...stepFields(list, "return"), comment: "Thiếu số CCCD ở dòng 4" };
    const answer = await app.post(`/leader/lists/${list.listId}`, fields, app.people.leader);
    expect(answer.status).toBe(409);
    expect((await listState(app.db, list.listId)).status).toBe("approved");
  });

  test("approve, and once more by a double click, is one approval and no complaint", async () => {
    const list = await makeList("submitted");
    const fields = stepFields(list, "approve");
    for (let click = 0; click < 2; click++) {
      const answer = await app.post(`/leader/lists/${list.listId}`, fields, app.people.leader);
      expect([answer.status, answer.headers.get("location")]).toEqual([302, `/leader/lists/${list.listId}`]);
    }
    expect((await listState(app.db, list.listId)).version).toBe(list.version + 1);
  });

  test("a leader of another ward finds nothing to decide", async () => {
    const list = await makeList("submitted");
    const answer = await app.post(
      `/leader/lists/${list.listId}`,
      stepFields(list, "approve"),
      app.people.outsideLeader,
    );
    expect(answer.status).toBe(404);
  });
});
