import ExcelJS from "exceljs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, showDate, todayInVietnam } from "#app/vietnamese/dates.ts";
import { type Journey, startJourney } from "#tests/support/journey.ts";

const today = todayInVietnam(new Date());
const inDays = (days: number) => showDate(addDays(today, days));

let journey: Journey;
let office: Page;
beforeAll(async () => {
  journey = await startJourney();
  office = await journey.signIn("vhxh@dakcam.demo");
});
afterAll(() => journey?.stop());

/** The file that a link downloads, opened as a workbook. */
async function download(page: Page, link: string): Promise<ExcelJS.Worksheet> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: link }).first().click(),
  ]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(await file.path());
  const [sheet] = workbook.worksheets;
  if (!sheet) throw new Error("the workbook has no sheet");
  return sheet;
}

test("four people carry one need to a seat, a person and a roster", async () => {
  // The office makes a cluster, imports its businesses and opens a round.
  await office.goto("/office/clusters");
  await office.getByLabel("Tên cụm").fill("Cụm CN-TTCN phường Ngô Mây và xã Đăk Cấm");
  await office.getByRole("button", { name: "Thêm cụm" }).click();
  await office.getByRole("link", { name: "Cụm CN-TTCN phường Ngô Mây và xã Đăk Cấm" }).waitFor();

  await office.goto("/office/businesses/import");
  await office.getByLabel("Tệp Excel").setInputFiles("tests/fixtures/co-so-trong-cum.xlsx");
  await office.getByRole("button", { name: "Đọc tệp" }).click();
  await office.waitForURL(/\/import\/[0-9a-f-]+/);
  await office.getByRole("button", { name: /^Lưu/ }).click();
  await office.getByText("thêm mới 36").waitFor();
  await office.goto("/office/businesses");
  await office.getByText("1–36 trên 36").waitFor();

  await office.goto("/office/rounds");
  await office.getByLabel("Nhận phiếu từ ngày").fill(inDays(-1));
  await office.getByLabel("Đến hết ngày", { exact: false }).first().fill(inDays(14));
  await office.getByRole("button", { name: "Tạo đợt khảo sát" }).click();
  await office.getByRole("button", { name: "Mở đợt khảo sát" }).click();
  await office.getByRole("link", { name: "HTX Gỗ Sê San 3" }).click();
  const link = await office.locator("input[readonly], textarea[readonly]").first().inputValue();
  const path = new URL(/https?:\/\/\S+\/s\/[\w-]+/.exec(link)?.[0] ?? "").pathname;

  // The business answers on a phone.
  const phone = await journey.openPhone();
  await phone.goto(path);
  await phone.getByLabel("Mã số thuế của cơ sở").fill("7678");
  await phone.getByRole("button", { name: "Đúng, tiếp tục" }).click();
  await phone.getByLabel("Việc làm").first().fill("Vận hành cảm biến");
  await phone.getByLabel("Kỹ năng cần").first().selectOption({ label: "IoT cơ bản" });
  await phone.getByLabel("Cần làm được đến mức").first().selectOption("2");
  await phone.getByLabel("Đào tạo người đang làm").first().check();
  await phone.getByLabel("Số người").first().fill("2");
  await phone.getByLabel("Cần vào quý").first().selectOption({ index: 2 });
  await phone.getByText(/^Đã lưu \d\d:\d\d/).waitFor();
  await phone.getByRole("button", { name: "Xem lại và gửi" }).click();
  await phone.getByRole("button", { name: "Gửi phiếu" }).click();
  await phone.getByText("Đã nhận phiếu số").waitFor();
  const receipt = /KS-\d{4}[\d.]*-\d{4}/.exec((await phone.locator("main").textContent()) ?? "")?.[0] ?? "";
  expect(receipt).not.toBe("");

  // The office verifies the answer and sees the need.
  await office.goto("/office/rounds");
  await office.getByRole("link", { name: /^Đợt 1/ }).click();
  await office.getByRole("link", { name: receipt }).click();
  await office.getByRole("button", { name: "Xác nhận phiếu" }).click();
  await office.getByText("Đã xác nhận").first().waitFor();
  await office.goto("/office/needs/rows");
  await office.getByText("Vận hành cảm biến").waitFor();

  // It records a call, opens the run, and nominates a person for this need.
  await office.goto("/office/runs/new");
  await office.getByLabel("Tên khóa học mới").fill("IoT cơ bản cho cơ sở sản xuất");
  await office.getByLabel("Kỹ năng", { exact: true }).selectOption({ label: "IoT cơ bản" });
  await office.getByLabel("Mức đạt được").selectOption("2");
  await office
    .getByLabel("Đơn vị đào tạo", { exact: true })
    .selectOption({ label: "VNPT Quảng Ngãi (bản trình diễn)" });
  await office.getByLabel("Tên lớp").fill("khóa 1");
  await office.getByLabel("Khai giảng").fill(inDays(20));
  await office.getByLabel("Kết thúc").fill(inDays(22));
  await office.getByLabel("Địa điểm").fill("Hội trường UBND phường");
  await office.getByLabel("Ngày cuối còn nhận danh sách").fill(inDays(10));
  await office.getByLabel("Số chỗ của phường").fill("8");
  await office.getByRole("button", { name: "Lưu lớp" }).click();
  await office.getByRole("button", { name: "Mở nhận danh sách" }).click();
  await office.getByRole("link", { name: "Thêm người" }).click();
  await office.locator("select[name=business]").selectOption({ label: "HTX Gỗ Sê San 3" });
  await office.getByRole("button", { name: "Tiếp tục" }).click();
  await office.getByLabel("Họ và tên").fill('=HYPERLINK("x")');
  await office.getByRole("button", { name: "Thêm vào danh sách" }).click();
  await office.locator("[aria-invalid=true][name=fullName]").waitFor();
  await office.getByLabel("Họ và tên").fill("Rmah H'Bia");
  await office.getByLabel("Ngày sinh").fill("05/9/1996");
  await office.getByLabel("Nữ", { exact: true }).check();
  await office.getByLabel("Số CCCD").fill("062196991234");
  await office.getByLabel("Điện thoại").fill("0912 345 678");
  await office.getByLabel("Vị trí việc làm").fill("Công nhân vận hành");
  // The business's own need is chosen already.
  expect(await office.locator("select[name=needLineId]").inputValue()).not.toBe("");
  await office.getByRole("button", { name: "Thêm vào danh sách" }).click();
  await office.waitForURL((url) => !url.pathname.endsWith("/nominate") || url.search.includes("added"));
  await office.goto("/office/lists");
  await office.getByRole("link", { name: "IoT cơ bản cho cơ sở sản xuất – khóa 1" }).click();
  await office.getByText("062*****1234").waitFor();
  await office.getByRole("button", { name: "Trình duyệt" }).click();
  await office.getByText("Danh sách đang chờ lãnh đạo duyệt.").waitFor();

  // The leader returns it with a comment, the office mends and submits again, the leader approves.
  const leader = await journey.signIn("lanhdao@dakcam.demo");
  await leader.getByRole("link", { name: "IoT cơ bản cho cơ sở sản xuất – khóa 1" }).click();
  await leader.getByRole("button", { name: "Trả lại" }).click();
  await leader.locator("[aria-invalid=true][name=comment]").waitFor();
  await leader.getByLabel("Ý kiến khi trả lại").fill("Xin ghi rõ vị trí việc làm.");
  await leader.getByRole("button", { name: "Trả lại" }).click();
  await leader.getByText("Xin ghi rõ vị trí việc làm.").first().waitFor();
  await office.reload();
  await office.getByText("Xin ghi rõ vị trí việc làm.").first().waitFor();
  await office.getByRole("button", { name: "Trình duyệt" }).click();
  await office.getByText("Danh sách đang chờ lãnh đạo duyệt.").waitFor();
  await leader.goto("/leader");
  await leader.getByRole("link", { name: "IoT cơ bản cho cơ sở sản xuất – khóa 1" }).click();
  await leader.getByRole("button", { name: "Duyệt", exact: true }).click();
  await leader.getByText("Đã duyệt, chờ số").first().waitFor();

  // Before the number is given the roster prints with blanks; the provider has nothing yet.
  const draft = await (async () => {
    await office.reload();
    await office.locator("summary", { hasText: "Tải về" }).click();
    return download(office, "Excel");
  })();
  expect(textOf(draft)).toContain(
    "(Kèm theo Công văn số …/UBND-VX ngày … tháng … năm … của Ủy ban nhân dân phường Đăk Cấm)",
  );
  await office.getByLabel("Số công văn").fill("7");
  await office.getByLabel("Ngày công văn").fill(inDays(0));
  await office.getByLabel("Người ký").selectOption({ index: 0 });
  await office.getByRole("button", { name: "Ban hành" }).click();
  await office.getByText("Danh sách đã ban hành và không thay đổi nữa", { exact: false }).first().waitFor();

  // The provider downloads the roster of its run.
  const trainer = await journey.signIn("daotao@vnpt.demo");
  await trainer.getByRole("link", { name: "IoT cơ bản cho cơ sở sản xuất – khóa 1" }).click();
  const roster = await download(trainer, "Tải");
  expect(textOf(roster)).toContain("07/UBND-VX");
  const row = findRow(roster, "Rmah H'Bia");
  expect(row).toContain("062196991234");
  expect(row).toContainEqual(new Date("1996-09-05T00:00:00Z"));
  expect(row).toContain("0912 345 678");
  expect(row).toContain("HTX Gỗ Sê San 3");
  expect(textOf(roster)).toMatch(/01 người/);
  expect(formulasOf(roster)).toEqual([]);

  // Nothing but the office's and the provider's downloads left the system, and each is written down.
  await office.goto("/office/exports");
  await office.getByText("VNPT Quảng Ngãi (bản trình diễn)").first().waitFor();
});

function textOf(sheet: ExcelJS.Worksheet): string {
  const texts: string[] = [];
  sheet.eachRow((row) => row.eachCell((cell) => void (cell.value !== null && texts.push(cell.text))));
  return texts.join("\n");
}

function findRow(sheet: ExcelJS.Worksheet, name: string): unknown[] {
  let found: unknown[] = [];
  sheet.eachRow((row) => {
    const values = row.values as unknown[];
    if (values.includes(name)) found = values;
  });
  return found;
}

function formulasOf(sheet: ExcelJS.Worksheet): string[] {
  const formulas: string[] = [];
  sheet.eachRow((row) =>
    row.eachCell((cell) => void (cell.type === ExcelJS.ValueType.Formula && formulas.push(cell.address))),
  );
  return formulas;
}
