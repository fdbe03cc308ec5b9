import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Journey, startJourney } from "#tests/support/journey.ts";
import { insertBusiness } from "#tests/support/personas.ts";
import { seedAccounts, seedWard } from "../../drizzle/seed/demo-accounts.ts";

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney(async ({ db }) => {
    const { ward, provider } = await seedWard(db);
    await seedAccounts(db, { wardId: ward.id, providerId: provider.id, businessId: null });
    await insertBusiness(db, ward.id, "Cơ sở mộc hư cấu");
  });
});
afterAll(() => journey?.stop());

/** Keeps the answer to a post back, as a slow line does. @returns what lets it through */
async function holdAnswer(page: Page, path: string): Promise<() => Promise<void>> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send("Fetch.enable", { patterns: [{ urlPattern: `*${path}*`, requestStage: "Response" }] });
  let pass: () => void;
  const mayPass = new Promise<void>((resolve) => {
    pass = resolve;
  });
  protocol.on("Fetch.requestPaused", async ({ requestId }) => {
    await mayPass;
    await protocol.send("Fetch.continueResponse", { requestId });
  });
  return async () => {
    pass();
    await page.waitForURL((url) => url.pathname !== path);
    await protocol.detach();
  };
}

test("an officer sees how far a file is read, that a download has come whole, and why one has not", async () => {
  const office = await journey.signIn("vhxh@dakcam.demo");
  await office.goto("/office/businesses/import");
  const lines = Array.from({ length: 1200 }, (_, n) => `Cơ sở nhập thử ${n};${6_101_900_000 + n}`);
  await office.getByLabel("Tệp Excel").setInputFiles({
    name: "co-so.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`\ufeffTên cơ sở;Mã số thuế\n${lines.join("\n")}\n`),
  });
  const letThrough = await holdAnswer(office, "/office/businesses/import");
  await office.getByRole("button", { name: "Đọc tệp" }).click();
  await office.getByText("Đang đọc tệp: 1.201 dòng…").waitFor();
  await letThrough();

  await office.goto("/office/businesses");
  await office.getByText("Xuất tệp").click();
  const [download] = await Promise.all([
    office.waitForEvent("download"),
    office.getByRole("link", { name: /Văn bản/ }).click(),
  ]);
  expect(await download.failure()).toBeNull();
  // It stays while another page is opened, for those who see it and for those who hear it.
  await office.getByRole("link", { name: "Lớp đào tạo" }).click();
  await expect.poll(() => office.getByText("Đã tải xong: 1 dòng.").count()).toBe(2);
  await office.getByRole("button", { name: "Đóng" }).click();
  await office.getByRole("button", { name: "Đóng" }).waitFor({ state: "detached" });

  await office.goto("/office/businesses");
  // 60 files in ten minutes.
  for (let count = 0; count < 60; count += 1) await office.request.get("/office/businesses.csv");
  await office.getByText("Xuất tệp").click();
  await office.getByRole("link", { name: /Văn bản/ }).click();
  await office
    .getByText(/^Đã thử quá nhiều lần\. Xin thử lại sau \d+ phút\.$/)
    .first()
    .waitFor();
});
