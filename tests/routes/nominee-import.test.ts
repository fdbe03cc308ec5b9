import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nominations } from "#app/db/schema/index.ts";
import { type Application, startApplication } from "#tests/support/application.ts";
import { openRun } from "#tests/support/courses.ts";
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
async function upload(runId: string, bytes: Uint8Array, as = office()): Promise<Response> {
  const body = new FormData();
  body.set("idempotencyKey", crypto.randomUUID());
  body.set("file", new File([new Uint8Array(bytes)], "de-cu.xlsx"));
  return app.fetch(`/office/runs/${runId}/import`, { method: "POST", body, as });
}
const pathOf = (answer: Response) => answer.headers.get("location") ?? "";
const hidden = (page: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? "";
const statementsOf = (answer: Response) => Number(answer.headers.get("x-sql-statements"));

describe("importing nominees without scripts", () => {
  test("reads, asks for the need, saves at the press of the button, and takes it back", async () => {
    const runId = await openRun(app.db, office());
    const page = pathOf(await upload(runId, listOf(2)));
    const asked = await (await app.fetch(page, { as: office() })).text();
    expect(asked).toContain("Xin chọn nhu cầu của cơ sở này");
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
