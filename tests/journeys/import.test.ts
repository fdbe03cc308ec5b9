import { readFile } from "node:fs/promises";
import ExcelJS from "exceljs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OfficeActor } from "#app/domain/actor.ts";
import { importBusinesses } from "#app/domain/businesses/import-businesses.server.ts";
import { seedSkills } from "#app/domain/skills/commands.server.ts";
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

const file = "tests/fixtures/de-cu-nhieu-don-vi.xlsx";

async function upload(page: Page): Promise<void> {
  await page.goto(`/office/runs/${runId}/import`);
  await page.getByLabel("Tệp Excel").setInputFiles(file);
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
  await page.getByRole("link", { name: /^Cần chọn: 0/ }).waitFor();
}

async function mend(page: Page, row: number, label: string, text: string): Promise<void> {
  const card = page.getByRole("listitem").filter({ hasText: `Dòng ${row}` });
  await card.getByLabel(label).fill(text);
  await card.getByRole("button", { name: `Sửa dòng ${row}` }).click();
  await card.waitFor({ state: "detached" });
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
  const change = office.getByText("Sửa cách hiểu tệp");
  if (!(await meaning.isVisible())) await change.click();
  await meaning.selectOption("position");
  await office.getByRole("button", { name: "Đọc lại theo lựa chọn này" }).click();
  await office.getByText("Thợ điện").first().waitFor();

  await answerEmployers(office);
  await office.getByRole("link", { name: "Cần sửa: 4" }).waitFor();
  await mend(office, 15, "Số CCCD", "062095997901");
  await mend(office, 19, "Số CCCD", "062091004419");
  await mend(office, 22, "Ngày sinh", "28/02/1990");
  await office.getByRole("link", { name: "Cần sửa: 1" }).waitFor();

  // The sender gets the own file back with what is still wrong.
  const [download] = await Promise.all([
    office.waitForEvent("download"),
    office.getByRole("link", { name: /Cần sửa» \(1 dòng\)/ }).click(),
  ]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(await download.path());
  const sheet = workbook.getWorksheet("DS đề cử (lần 2)");
  expect(rowText(sheet, 7)).toContain("Cần sửa");
  expect(rowText(sheet, 25)).toContain("Số CCCD");

  // Saving all is refused in plain words; saving the good rows is not.
  await office.getByRole("button", { name: "Chỉ lưu khi mọi dòng đều đúng" }).click();
  await office.getByText("Còn 1 dòng cần sửa hoặc cần chọn nên chưa lưu gì.").waitFor();
  await office.getByRole("button", { name: "Lưu 18 dòng đúng, để lại 1 dòng" }).click();
  await office.getByText("thêm mới 18").waitFor();
  await office.getByRole("link", { name: "Về danh sách của lớp" }).first().click();
  await office.getByText("Hồ Thị Ngọc Phương").first().waitFor();
  await office.getByText("A Blưh").first().waitFor();

  // The same file again changes nothing; read by the remembered columns.
  await upload(office);
  await office.getByText("Đúng tệp này đã được lưu").waitFor();

  // Another import is taken back as a whole.
  await office.goto("/office/businesses/import");
  await office.getByLabel("Tệp Excel").setInputFiles({
    name: "them.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("\ufeffTên cơ sở;Mã số thuế\nCơ sở nhập nhầm;6101990009\n"),
  });
  await office.getByRole("button", { name: "Đọc tệp" }).click();
  await office.waitForURL(/\/import\/[0-9a-f-]{36}/);
  await office.getByRole("button", { name: "Lưu cả 1 dòng" }).click();
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
