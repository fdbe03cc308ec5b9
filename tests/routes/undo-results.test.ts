import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, todayInVietnam } from "#app/vietnamese/dates.ts";
import { type Application, startApplication } from "#tests/support/application.ts";
import { addList, ownWard } from "#tests/support/issued-list.ts";
import { insertRun } from "#tests/support/lists.ts";

let app: Application;
beforeAll(async () => {
  app = await startApplication();
});
afterAll(() => app?.stop());

const trainer = () => app.people.trainer;
const pageOf = async (path: string, as: { accountId: string } = trainer()) =>
  (await app.fetch(path, { as })).text();
const hidden = (page: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? "";
const statementsOf = (answer: Response) => Number(answer.headers.get("x-sql-statements"));

/** A run with so many people of one ward, all of whom have passed by one file. */
async function passAll(count: number): Promise<{ runId: string; undo: string }> {
  const { provider, ward } = app.people;
  const today = todayInVietnam(new Date());
  const days = { startsOn: today, endsOn: today, nominationDeadline: addDays(today, -7) };
  const { id: runId } = await insertRun(app.db, { providerId: provider.id, ownerWardId: ward.id, ...days });
  const names = Array.from({ length: count }, (_, index) => ({
    fullName: `A Tik ${"BCDEGHK"[index % 7]} Niê`,
  }));
  await addList(app.db, ownWard(app.people), runId, names);
  const roster = await app.fetch(`/provider/runs/${runId}/roster.xlsx`, { as: trainer() });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(await roster.arrayBuffer());
  const sheet = workbook.worksheets[0]!;
  let column = 0;
  sheet.eachRow((row) => {
    row.eachCell((cell) => {
      if (cell.value === "Kết quả") column = Number(cell.col);
    });
    if (/^A Tik/.test(String(row.getCell(2).value))) row.getCell(column).value = "Đạt";
  });
  const body = new FormData();
  body.set("idempotencyKey", crypto.randomUUID());
  body.set("file", new File([new Uint8Array(await workbook.xlsx.writeBuffer())], "ket-qua.xlsx"));
  const results = `/provider/runs/${runId}/results`;
  const preview =
    (await app.fetch(results, { method: "POST", body, as: trainer() })).headers.get("location") ?? "";
  const page = await pageOf(preview);
  const save = { version: hidden(page, "version"), seen: hidden(page, "seen"), intent: "save" };
  await app.post(preview, { ...save, idempotencyKey: crypto.randomUUID() }, trainer());
  const [, undo = ""] = /href="([^"]*\/undo)"/.exec(await pageOf(results)) ?? [];
  return { runId, undo };
}

describe("a saved file of results without scripts", () => {
  test("is taken back on a page of its own, that says how many and asks why", async () => {
    const { runId, undo } = await passAll(2);
    expect(await pageOf(`/office/runs/${runId}`, app.people.office)).toContain("2 đạt, 0 không đạt");
    const asked = await pageOf(undo);
    expect(asked).toContain("Sẽ rút lại 2 kết quả và 0 lượt điểm danh của 2 người.");
    const order = { version: hidden(asked, "version"), idempotencyKey: hidden(asked, "idempotencyKey") };
    const refused = await app.post(undo, { ...order, reason: " " }, trainer());
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("Hoàn tác cho 2 người");
    for (let click = 0; click < 2; click += 1)
      expect((await app.post(undo, { ...order, reason: "Nộp nhầm tệp" }, trainer())).status).toBe(302);
    const done = await pageOf(undo);
    expect(done).toContain("Lý do: Nộp nhầm tệp");
    expect(done).not.toContain("Hoàn tác cho");
    expect(await pageOf(`/office/runs/${runId}`, app.people.office)).toContain("0 đạt, 0 không đạt");
    expect(await pageOf(`/provider/runs/${runId}/results`)).toContain("Nộp nhầm tệp");
    const again = { ...order, idempotencyKey: crypto.randomUUID(), reason: "Nộp nhầm tệp" };
    expect((await app.post(undo, again, trainer())).status).toBe(409);
  });

  test("is not found by another provider, nor at another run", async () => {
    const { runId, undo } = await passAll(1);
    const other = await passAll(1);
    const order = { version: "2", idempotencyKey: crypto.randomUUID(), reason: "Phá" };
    for (const [path, as] of [
      [undo, app.people.outsideTrainer],
      [undo.replace(runId, other.runId), trainer()],
    ] as const) {
      expect((await app.fetch(path, { as })).status).toBe(404);
      expect((await app.post(path, order, as)).status).toBe(404);
    }
    expect((await app.post(undo, order, app.people.office)).status).toBe(403);
    expect(await pageOf(undo)).toContain("Hoàn tác cho 1 người");
  });

  test("takes no more statements to take back for many people", async () => {
    const counts = [];
    for (const people of [2, 40]) {
      const { runId, undo } = await passAll(people);
      const looked = await app.fetch(undo, { as: trainer() });
      const order = { version: hidden(await looked.text(), "version"), reason: "Nộp nhầm tệp" };
      const undone = await app.post(undo, { ...order, idempotencyKey: crypto.randomUUID() }, trainer());
      expect(undone.status).toBe(302);
      const results = await app.fetch(`/provider/runs/${runId}/results`, { as: trainer() });
      expect(Math.max(statementsOf(looked), statementsOf(results))).toBeLessThanOrEqual(8);
      counts.push([statementsOf(looked), statementsOf(undone)]);
    }
    expect(counts[1]).toEqual(counts[0]);
  });
});
