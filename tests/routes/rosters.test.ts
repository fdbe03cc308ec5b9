import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, showDate, todayInVietnam } from "#app/vietnamese/dates.ts";
import { type Application, startApplication } from "#tests/support/application.ts";
import { addList, ownWard } from "#tests/support/issued-list.ts";
import { insertRun } from "#tests/support/lists.ts";

let app: Application;
let runId = "";
beforeAll(async () => {
  app = await startApplication();
  const { provider, ward } = app.people;
  const today = todayInVietnam(new Date());
  const days = { startsOn: today, endsOn: today, nominationDeadline: addDays(today, -7) };
  ({ id: runId } = await insertRun(app.db, { providerId: provider.id, ownerWardId: ward.id, ...days }));
  await addList(app.db, ownWard(app.people), runId, [{ fullName: "A Tik" }, { fullName: "Y Krông" }]);
});
afterAll(() => app?.stop());

const office = () => app.people.office;
const trainer = () => app.people.trainer;
const pageOf = async (path: string, as: { accountId: string }) => (await app.fetch(path, { as })).text();
const hidden = (page: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? "";

const beginnings = { xlsx: "PK", csv: "\ufeff", pdf: "%PDF" };

test.each(
  ["/office/people", "/office/businesses", "/office/lists", "/office/runs"].flatMap((path) =>
    (["xlsx", "csv", "pdf"] as const).map((format) => [path, format] as const),
  ),
)("%s.%s is a file in that format", async (path, format) => {
  const answer = await app.fetch(`${path}.${format}`, { as: office() });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toContain(`.${format}"`);
  expect(answer.headers.get("cache-control")).toContain("no-store");
  const text = Buffer.from(await answer.arrayBuffer()).toString();
  expect(text.startsWith(beginnings[format])).toBe(true);
});

test("a list of people offers the three formats with the page's filter, without scripts", async () => {
  const page = await pageOf("/office/people?q=an", office());
  for (const format of Object.keys(beginnings))
    expect(page).toContain(`href="/office/people.${format}?q=an"`);
  expect(page).toMatch(/<details[^>]*><summary/);
});

describe("a run's template without scripts", () => {
  const path = () => `/office/runs/${runId}/template`;
  const columns: Record<string, string>[] = [
    { field: "number", header: "TT", group: "", width: "5" },
    { field: "fullName", header: "Họ tên học viên", group: "", width: "30" },
    { field: "maleBirthDate", header: "Nam", group: "Năm sinh", width: "12", required: "true" },
  ];
  const fields = (button: string, list: Record<string, string>[] = columns) => ({
    ...Object.fromEntries(
      list.flatMap((column, index) =>
        Object.entries(column).map(([name, value]) => [`columns.${index}.${name}`, value]),
      ),
    ),
    sort: "name",
    version: "1",
    intent: button,
  });

  test("a button comes back with all that was typed, and stores nothing", async () => {
    const answer = await app.post(path(), fields("down:0"), office());
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page.indexOf('value="Họ tên học viên"')).toBeLessThan(page.indexOf('value="TT"'));
    expect(await pageOf(path(), office())).not.toContain("Họ tên học viên");
  });

  test("shows the head with invented people", async () => {
    const page = await (await app.post(path(), fields("preset:certificate"), office())).text();
    expect(page).toContain("Ngày, tháng, năm sinh");
    expect(page).toContain("Công ty TNHH Ví Dụ");
  });

  test("says at the field what is wrong, with what was typed", async () => {
    const wrong = [columns[0]!, { ...columns[1]!, header: "", width: "900" }];
    const answer = await app.post(path(), fields("save", wrong), office());
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('value="900"');
    expect(page).toContain("Xin điền số từ 4 đến 60.");
  });

  test("is used by the provider's roster once it is saved, and leaves the issued list as it was", async () => {
    const before = await (await app.fetch(`/office/runs/${runId}/roster.csv`, { as: office() })).text();
    expect((await app.post(path(), fields("save"), office())).status).toBe(302);
    const roster = await (await app.fetch(`/provider/runs/${runId}/roster.csv`, { as: trainer() })).text();
    expect(roster).toContain("TT,Họ tên học viên,Năm sinh – Nam,");
    expect(roster).not.toContain("Mã dòng");
    expect(await (await app.fetch(`/office/runs/${runId}/roster.csv`, { as: office() })).text()).toBe(before);
  });

  test("belongs to the ward that recorded the run", async () => {
    expect((await app.fetch(path(), { as: app.people.outsider })).status).toBe(404);
    expect((await app.post(path(), fields("save"), app.people.outsider)).status).toBe(404);
  });
});

describe("results without scripts", () => {
  const path = () => `/provider/runs/${runId}/results`;

  async function upload(result: string, as = trainer()): Promise<Response> {
    const roster = await app.fetch(`/provider/runs/${runId}/roster.xlsx`, { as: trainer() });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await roster.arrayBuffer());
    const sheet = workbook.worksheets[0]!;
    let column = 0;
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.value === "Kết quả") column = Number(cell.col);
      }),
    );
    sheet.eachRow((row) => {
      if (row.getCell(2).value === "A Tik") row.getCell(column).value = result;
    });
    const body = new FormData();
    body.set("idempotencyKey", crypto.randomUUID());
    body.set("file", new File([new Uint8Array(await workbook.xlsx.writeBuffer())], "roster.xlsx"));
    return app.fetch(path(), { method: "POST", body, as });
  }

  test("are read, mended, saved, seen by the office, and voided", async () => {
    const preview = (await upload("giỏi")).headers.get("location") ?? "";
    const asked = await pageOf(preview, trainer());
    expect(asked).toContain("Xin ghi «Đạt», «Không đạt» hoặc «Miễn».");
    const [, mend = ""] = /name="(mends\.r\d+\.result)"/.exec(asked) ?? [];
    const pressOf = (page: string) => ({
      version: hidden(page, "version"),
      seen: hidden(page, "seen"),
      idempotencyKey: hidden(page, "idempotencyKey"),
    });
    const press = pressOf(asked);
    const mended = await app.post(preview, { ...press, intent: "mend", [mend]: "Đạt" }, trainer());
    expect(mended.status).toBe(302);
    // The version that was read before the mending.
    expect((await app.post(preview, { ...press, intent: "save" }, trainer())).status).toBe(409);
    const ready = await pageOf(preview, trainer());
    expect(ready).toContain("Kết quả: chưa có → Đạt");
    const save = pressOf(ready);
    const leave = mend.replace("mends", "leave").replace(".result", "");
    const seenBefore = { ...save, intent: "save", seen: press.seen, [leave]: "true" };
    const old = await app.post(preview, seenBefore, trainer());
    expect(old.status).toBe(409);
    const fresh = await old.text();
    expect(fresh).toContain("Dữ liệu vừa thay đổi sau khi trang này được mở.");
    expect(hidden(fresh, "seen")).toBe(save.seen);
    expect(fresh).toMatch(new RegExp(`<input[^>]*name="${leave}"[^>]*checked`));
    for (let click = 0; click < 2; click += 1) {
      const saved = await app.post(preview, { ...save, intent: "save" }, trainer());
      expect(saved.status).toBe(302);
      expect(await pageOf(saved.headers.get("location") ?? "", trainer())).toContain(
        "Đã lưu 1 dòng: 1 đạt, 0 không đạt, 0 miễn; 0 lượt điểm danh.",
      );
    }

    expect(await pageOf(`/office/runs/${runId}`, office())).toContain("1 đạt, 0 không đạt");
    const results = await pageOf(path(), trainer());
    const voiding = {
      intent: "void",
      resultId: hidden(results, "resultId"),
      idempotencyKey: crypto.randomUUID(),
      reason: "",
    };
    expect((await app.post(path(), voiding, trainer())).status).toBe(422);
    expect((await app.post(path(), { ...voiding, reason: "nhầm người" }, trainer())).status).toBe(302);
    expect(await pageOf(`/office/runs/${runId}`, office())).toContain("0 đạt, 0 không đạt");
  });

  test("can be sent from the first day of the run on, and the page says which that is", async () => {
    const { provider, ward } = app.people;
    const run = await insertRun(app.db, { providerId: provider.id, ownerWardId: ward.id });
    const page = await pageOf(`/provider/runs/${run.id}/results`, trainer());
    expect(page).toContain(`Lớp khai giảng ngày ${showDate(run.startsOn)}.`);
    expect(page).not.toContain('type="file"');
    expect(await pageOf(path(), trainer())).toContain('type="file"');
  });

  test("keep a field empty that was emptied when the rows cannot be checked", async () => {
    const preview = (await upload("giỏi")).headers.get("location") ?? "";
    const page = await pageOf(preview, trainer());
    const [, mend = ""] = /name="(mends\.r\d+\.result)"/.exec(page) ?? [];
    const fieldOf = (html: string) => new RegExp(`<input[^>]*name="${mend}"[^>]*>`).exec(html)?.[0];
    expect(fieldOf(page)).toContain('value="giỏi"');
    const old = { version: "99", idempotencyKey: hidden(page, "idempotencyKey"), intent: "mend" };
    const refused = await app.post(preview, { ...old, [mend]: "" }, trainer());
    expect(refused.status).toBe(409);
    expect(fieldOf(await refused.text())).toContain('value=""');
  });

  test("keep a row left out that was ticked when the rows are checked again", async () => {
    const preview = (await upload("giỏi")).headers.get("location") ?? "";
    const page = await pageOf(preview, trainer());
    expect(page).toContain("Bỏ qua dòng này");
    const [, leave = ""] = /name="(leave\.r\d+)"/.exec(page) ?? [];
    const press = { version: hidden(page, "version"), seen: "", idempotencyKey: "", intent: "mend" };
    await app.post(preview, { ...press, [leave]: "true" }, trainer());
    const checked = await pageOf(preview, trainer());
    expect(checked).toMatch(new RegExp(`<input[^>]*name="${leave}"[^>]*checked`));
    expect(checked).toContain("0 dòng cần sửa");
  });

  test("are found at their own run alone", async () => {
    const preview = (await upload("Đạt")).headers.get("location") ?? "";
    const { id } = await insertRun(app.db, {
      providerId: app.people.provider.id,
      ownerWardId: app.people.ward.id,
    });
    const elsewhere = preview.replace(runId, id);
    expect((await app.fetch(elsewhere, { as: trainer() })).status).toBe(404);
    const page = await pageOf(preview, trainer());
    const save = {
      intent: "save",
      version: hidden(page, "version"),
      seen: hidden(page, "seen"),
      idempotencyKey: hidden(page, "idempotencyKey"),
    };
    expect((await app.post(elsewhere, save, trainer())).status).toBe(404);
    expect((await app.post(elsewhere, { ...save, intent: "mend" }, trainer())).status).toBe(404);
  });

  test("of a run of another provider are not found, and no role but a provider gets there", async () => {
    expect((await upload("Đạt", app.people.outsideTrainer)).status).toBe(404);
    expect((await app.fetch(path(), { as: app.people.outsideTrainer })).status).toBe(404);
    expect((await app.fetch(path(), { as: office() })).status).toBe(403);
  });

  test("a file that is no workbook says so at the field", async () => {
    const body = new FormData();
    body.set("idempotencyKey", crypto.randomUUID());
    body.set("file", new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])], "anh.jpg"));
    const answer = await app.fetch(path(), { method: "POST", body, as: trainer() });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("Đây là tệp ảnh");
  });

  test("pages are made of few statements", async () => {
    const preview = (await upload("Đạt")).headers.get("location") ?? "";
    for (const page of [path(), preview, `/provider/runs/${runId}`])
      expect(
        Number((await app.fetch(page, { as: trainer() })).headers.get("x-sql-statements")),
      ).toBeLessThanOrEqual(8);
  });
});
