import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import ExcelJS from "exceljs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OfficeActor } from "#app/domain/actor.ts";
import { importBusinesses } from "#app/domain/businesses/import-businesses.server.ts";
import { seedSkills } from "#app/domain/skills/commands.server.ts";
import { maxFileBytes } from "#app/lib/upload-limits.ts";
import { openRun } from "#tests/support/courses.ts";
import { type Journey, startJourney } from "#tests/support/journey.ts";
import { seedAccounts, seedWard } from "../../drizzle/seed/demo-accounts.ts";

let journey: Journey;
let runId = "";
beforeAll(async () => {
  journey = await startJourney(async ({ db }) => {
    await seedSkills(db);
    const { ward, provider } = await seedWard(db);
    const { office } = await seedAccounts(db, { wardId: ward.id, providerId: provider.id, businessId: null });
    const bytes = await readFile("tests/fixtures/co-so-trong-cum.xlsx");
    await importBusinesses(db, office, { fileName: "co-so.xlsx", bytes, clusterId: null });
    runId = await openRun(db, office as OfficeActor, { seats: 8 });
  });
});
afterAll(() => journey?.stop());

const listFile = "tests/fixtures/de-cu-nhieu-don-vi.xlsx";

async function upload(page: Page): Promise<void> {
  await page.goto(`/office/runs/${runId}/import`);
  await page.getByLabel("Tệp Excel").setInputFiles(listFile);
  await page.getByRole("button", { name: "Đọc tệp" }).click();
  await page.waitForURL(/\/import\/[0-9a-f-]{36}/);
}

/** Says which business of the ward each employer of the file is, and why its people serve no stated need. */
async function answerEmployers(page: Page): Promise<void> {
  const selects = page.getByLabel(/là cơ sở$/);
  for (let place = 0; place < (await selects.count()); place += 1)
    await selects.nth(place).selectOption({ index: place + 1 });
  await page.getByLabel("Lý do cử ngoài nhu cầu").fill("Chưa khảo sát");
  await page.getByRole("button", { name: "Xem lại theo lựa chọn này" }).click();
  await page.getByRole("link", { name: /^Cần chọn/ }).waitFor({ state: "detached" });
}

async function mend(page: Page, row: number, label: string, text: string): Promise<void> {
  await page
    .getByRole("group", { name: `Dòng ${row}` })
    .getByLabel(label)
    .fill(text);
}

/** Checks the rows that were mended, and finds the focus at what came of it. */
async function check(page: Page, outcome: string): Promise<void> {
  await page.getByRole("button", { name: "Kiểm tra lại các dòng này" }).click();
  await page.locator("#checked:focus").getByText(outcome).waitFor();
}

test("an officer imports the list of several employers, mends three rows, saves, and undoes another import", async () => {
  const office = await journey.signIn("vhxh@dakcam.demo");
  await upload(office);

  // What was understood is said, and can be changed: a column gets another meaning and its own one back.
  await office.getByText("«DS đề cử (lần 2)»").first().waitFor();
  const meaning = office.getByLabel("Cột H nghĩa là");
  await meaning.selectOption("note");
  await office.getByLabel("Dòng ẩn").selectOption("take");
  await office.getByRole("button", { name: "Đọc lại theo lựa chọn này" }).click();
  await office.getByText("Đang theo cách đọc lần trước").waitFor();
  await office.getByText("Đã chọn: Lấy các dòng ẩn.").waitFor();
  const change = office.getByText("Sửa cách hiểu tệp");
  if (!(await meaning.isVisible())) await change.click();
  await meaning.selectOption("position");
  await office.getByRole("button", { name: "Đọc lại theo lựa chọn này" }).click();
  await office.getByText("Thợ điện").first().waitFor();

  await answerEmployers(office);
  expect((await new AxeBuilder({ page: office }).analyze()).violations).toEqual([]);
  await office.getByRole("link", { name: "Cần sửa: 4" }).waitFor();
  await mend(office, 15, "Số CCCD", "062095997901");
  // What was typed is not lost by a button that does not send it.
  await office.getByRole("button", { name: /^Lưu \d+ dòng đúng/ }).click();
  await office.getByText("xin bấm «Kiểm tra lại các dòng này» trước").waitFor();
  await mend(office, 19, "Số CCCD", "062091004419");
  await mend(office, 22, "Ngày sinh", "31/02/1991");
  await check(office, "Đã xong 2 dòng, còn 2 dòng.");
  await mend(office, 22, "Ngày sinh", "28/02/1990");
  await check(office, "Đã xong 1 dòng, còn 1 dòng.");
  await office.getByRole("link", { name: "Cần sửa: 1" }).waitFor();

  // The sender gets the own file back with what is still wrong.
  const [download] = await Promise.all([
    office.waitForEvent("download"),
    office.getByRole("link", { name: "Tải về 1 dòng cần sửa" }).click(),
  ]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(await download.path());
  const sheet = workbook.getWorksheet("DS đề cử (lần 2)");
  expect(rowText(sheet, 7)).toContain("Cần sửa");
  expect(rowText(sheet, 25)).toContain("Số CCCD");

  // Nothing is saved by who wants to mend all rows first; the good rows can be saved alone.
  await office.getByRole("link", { name: "Sửa hết rồi mới lưu" }).click();
  await office.locator("#rows:focus").waitFor();
  await office.getByText("Chưa lưu gì.").first().waitFor();
  await office.getByRole("button", { name: "Lưu 18 dòng đúng, để lại 1 dòng" }).click();
  await office.getByText("thêm mới 18").waitFor();
  const onward = office.getByRole("main").getByRole("link");
  expect(await onward.first().textContent()).toBe("Tải về 1 dòng cần sửa");
  await office.getByRole("link", { name: "Về danh sách của lớp" }).first().click();
  await office.getByText("Hồ Thị Ngọc Phương").first().waitFor();
  await office.getByText("A Blưh").first().waitFor();

  // The same file again changes nothing; read by the remembered columns.
  await upload(office);
  await office.getByText("Đúng tệp này đã được lưu").waitFor();

  // Another import is taken back as a whole.
  await office.goto("/office/businesses/import");
  const file = office.getByLabel("Tệp Excel");
  await office.getByRole("button", { name: "Đọc tệp" }).click();
  await office.getByText("Chưa chọn tệp nào.").waitFor();
  expect(await file.evaluate((field) => field === document.activeElement)).toBe(true);
  await file.setInputFiles({
    name: "them.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("\ufeffTên cơ sở;Mã số thuế\nCơ sở nhập nhầm;6101990009\n"),
  });
  await office.getByRole("button", { name: "Đọc tệp" }).click();
  await office.waitForURL(/\/import\/[0-9a-f-]{36}/);
  await office.getByRole("button", { name: "Lưu 1 dòng" }).click();
  await office.getByText("thêm mới 1").waitFor();
  await office.getByRole("button", { name: "Hoàn tác lần nhập này" }).click();
  await office.getByText("đã được hoàn tác lúc").waitFor();
  await office.goto("/office/businesses?q=nhap+nham");
  expect(await office.getByText("Cơ sở nhập nhầm").count()).toBe(0);
});

function rowText(sheet: ExcelJS.Worksheet | undefined, number: number): string {
  const texts: string[] = [];
  sheet?.getRow(number).eachCell((cell) => void texts.push(cell.text));
  return texts.join("\n");
}

test("a file above 2 MB is refused at its field, and is not sent", async () => {
  const office = await journey.signIn("vhxh@dakcam.demo");
  await office.goto(`/office/runs/${runId}/import`);
  const large = { name: "lon.xlsx", mimeType: "", buffer: Buffer.alloc(maxFileBytes + 1) };
  await office.getByLabel("Tệp Excel").setInputFiles(large);
  await office.getByRole("button", { name: "Đọc tệp" }).click();
  await office.getByLabel("Tệp Excel").and(office.locator("[aria-invalid]:focus")).waitFor();
  await office.getByText("Tệp lớn hơn 2 MB.").waitFor();
});
