import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TaskProgress } from "#app/lib/task-progress.ts";
import { type Application, startApplication } from "#tests/support/application.ts";
import { openRun } from "#tests/support/courses.ts";
import { buildWorkbook, sheetXml } from "#tests/support/xlsx.ts";

let app: Application;
let cookies: Record<"office" | "secondOffice" | "outsider", string>;
beforeAll(async () => {
  app = await startApplication();
  const { office, secondOffice, outsider } = app.people;
  cookies = {
    office: await app.cookieOf(office),
    secondOffice: await app.cookieOf(secondOffice),
    outsider: await app.cookieOf(outsider),
  };
});
afterAll(() => app?.stop());

const unknown = { state: "unknown", rows: 0, total: null, problem: null };

async function look(key: string, as: keyof typeof cookies = "office"): Promise<TaskProgress> {
  const answer = await app.fetch(`/progress/${key}`, { headers: { Cookie: cookies[as] } });
  expect(answer.headers.get("cache-control")).toBe("no-store");
  return (await answer.json()) as TaskProgress;
}

const rows = 5_000;
const nominees = () =>
  buildWorkbook({
    sheet: sheetXml([
      ["Họ và tên", "Ngày sinh", "Đơn vị"],
      ...Array.from({ length: rows }, (_, n) => [`Ksor Thử ${n}`, "1990", "Công ty TNHH MTV Gỗ Đăk Cấm"]),
    ]),
  });

describe("how far an upload is read", () => {
  test("is seen by the account that sends it, and by nobody else; what is read only grows", async () => {
    const runId = await openRun(app.db, app.people.office);
    const bytes = nominees();
    const upload = (key: string) => {
      const body = new FormData();
      body.set("idempotencyKey", key);
      body.set("file", new File([new Uint8Array(bytes)], "de-cu.xlsx"));
      const headers = { Cookie: cookies.office };
      return app.fetch(`/office/runs/${runId}/import`, { method: "POST", body, headers });
    };
    const keys = [crypto.randomUUID(), crypto.randomUUID()];
    const [first = "", second = ""] = keys;
    expect(await look(first)).toEqual(unknown);
    let isOver = false;
    const both = Promise.all(keys.map(upload)).finally(() => {
      isOver = true;
    });
    const seen: TaskProgress[][] = [];
    while (!isOver) seen.push([await look(first), await look(second)]);
    expect((await both).map(({ status }) => status)).toEqual([302, 302]);
    // Which states are met on the way depends on the moment: that a file waits is a test of the reader's own.
    for (const place of [0, 1]) {
      const counts = seen.map((looks) => looks[place]?.rows ?? 0);
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    }
    expect(seen.flat().map(({ state }) => state)).not.toContain("failed");
    expect(await look(first)).toEqual({ ...unknown, state: "done", rows: rows + 1 });
    expect(await look(first, "secondOffice")).toEqual(unknown);
    expect(await look(first, "outsider")).toEqual(unknown);
  });

  test("ends with a file that is none", async () => {
    const runId = await openRun(app.db, app.people.office);
    const key = crypto.randomUUID();
    const body = new FormData();
    body.set("idempotencyKey", key);
    body.set("file", new File(["%PDF-1.7"], "de-cu.xlsx"));
    const headers = { Cookie: cookies.office };
    const answer = await app.fetch(`/office/runs/${runId}/import`, { method: "POST", body, headers });
    expect(answer.status).toBe(422);
    expect((await look(key)).state).toBe("failed");
  });
});

describe("how far a download is", () => {
  const download = (path: string, key: string) =>
    app.fetch(`${path}?q=&progress=${key}`, { headers: { Cookie: cookies.office } });

  test("is told to its end, to the account that asked for it", async () => {
    const key = crypto.randomUUID();
    const answer = await download("/office/businesses.csv", key);
    expect(await answer.text()).toContain("Công ty TNHH MTV Gỗ Đăk Cấm");
    await expect.poll(() => look(key)).toEqual({ state: "done", rows: 1, total: 1, problem: null });
    expect(await look(key, "outsider")).toEqual(unknown);
  });

  test("that is refused says why, in the words of the page", async () => {
    const key = crypto.randomUUID();
    const path = `/office/runs/${crypto.randomUUID()}/roster.xlsx`;
    expect((await download(path, key)).status).toBe(404);
    const { state, problem } = await look(key);
    expect([state, problem]).toEqual(["failed", expect.stringMatching(/^Không tìm thấy/)]);
    expect(await look(key, "secondOffice")).toEqual(unknown);
  });

  test("beyond the limit of files says when to come back", async () => {
    // 60 files in ten minutes.
    for (let count = 0; count < 60; count += 1) {
      const answer = await download("/office/people.csv", crypto.randomUUID());
      expect([200, 429]).toContain(answer.status);
      await answer.body?.cancel();
    }
    const key = crypto.randomUUID();
    expect((await download("/office/people.csv", key)).status).toBe(429);
    expect((await look(key)).problem).toMatch(/thử lại sau \d+ phút/);
  });
});
