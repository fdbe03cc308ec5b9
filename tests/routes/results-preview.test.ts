import ExcelJS from "exceljs";
import { afterAll, beforeAll, expect, test } from "vitest";
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
const hidden = (page: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? "";

/** The preview of a roster of 60 people, two of whose results cannot be read. */
async function sendRoster(): Promise<{ preview: string; large: string }> {
  const { provider, ward } = app.people;
  const today = todayInVietnam(new Date());
  const days = { startsOn: today, endsOn: today, nominationDeadline: addDays(today, -7) };
  const { id: runId } = await insertRun(app.db, {
    providerId: provider.id,
    ownerWardId: ward.id,
    ...days,
    seats: 60,
  });
  const names = Array.from({ length: 60 }, (_, index) => ({
    fullName: `A Tik ${"BCDEGHKLMN"[index % 10]} ${index}`,
  }));
  await addList(app.db, ownWard(app.people), runId, names);
  const roster = await app.fetch(`/provider/runs/${runId}/roster.xlsx`, { as: trainer() });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(await roster.arrayBuffer());
  let column = 0;
  let line = 0;
  workbook.worksheets[0]!.eachRow((row) => {
    row.eachCell((cell) => {
      if (cell.value === "Kết quả") column = Number(cell.col);
    });
    if (!/^A Tik/.test(String(row.getCell(2).value))) return;
    row.getCell(column).value = line < 2 ? "khá lắm" : "Đạt";
    line += 1;
  });
  const body = new FormData();
  body.set("idempotencyKey", crypto.randomUUID());
  body.set("file", new File([new Uint8Array(await workbook.xlsx.writeBuffer())], "ket-qua.xlsx"));
  const results = `/provider/runs/${runId}/results`;
  const sent = await app.fetch(results, { method: "POST", body, as: trainer() });
  return { preview: sent.headers.get("location") ?? "", large: results };
}

test("a preview of many rows without scripts is paged, and checking again says what is done and left", async () => {
  const { preview, large } = await sendRoster();
  const answer = await app.fetch(preview, { as: trainer() });
  expect(Number(answer.headers.get("x-sql-statements"))).toBeLessThanOrEqual(8);
  const page = await answer.text();
  expect(page).toContain("58 dòng sẽ lưu · 2 dòng cần sửa");
  expect(page.match(/name="leave\.r\d+"/g)).toHaveLength(50);
  expect(page.match(/aria-invalid="true"/g)).toHaveLength(2);
  expect(page).toContain("?page=2");
  expect(page).not.toMatch(/<th[^>]*><\/th>/);
  const second = await (await app.fetch(`${preview}?page=2`, { as: trainer() })).text();
  expect(second.match(/name="leave\.r\d+"/g)).toHaveLength(10);

  const [wrong = ""] = /mends\.r\d+\.result/.exec(page) ?? [];
  const fields = {
    version: hidden(page, "version"),
    open: hidden(page, "open"),
    shown: hidden(page, "shown"),
  };
  const checked = await app.post(preview, { ...fields, intent: "mend", [wrong]: "Không đạt" }, trainer());
  expect(checked.headers.get("location")).toBe(`${preview}?done=rows-2#checked`);
  const after = await (await app.fetch(`${preview}?done=rows-2`, { as: trainer() })).text();
  expect(after).toMatch(/id="checked"[\s\S]*Đã xong 1 dòng, còn 1 dòng\./);

  const order = {
    version: hidden(after, "version"),
    seen: hidden(after, "seen"),
    shown: hidden(after, "shown"),
  };
  const saved = await app.post(
    preview,
    { ...order, intent: "save", idempotencyKey: crypto.randomUUID() },
    trainer(),
  );
  expect(saved.headers.get("location")).toContain("people=59");
  expect(await (await app.fetch(large, { as: trainer() })).text()).toContain(
    "58 đạt, 1 không đạt, 0 miễn, 1 chưa có kết quả",
  );
});
