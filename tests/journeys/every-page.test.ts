import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Journey, startJourney } from "#tests/support/journey.ts";
import { seedDemo } from "../../drizzle/seed/demo.ts";

let journey: Journey;
let surveyPath = "";
beforeAll(async () => {
  journey = await startJourney(async ({ db }) => {
    ({ surveyPath } = await seedDemo(db));
  });
}, 120_000);
afterAll(() => journey?.stop());

/** Pages that each role starts from; the first link of each kind on a page is followed too. */
const starts: Record<string, { email: string; area: string }> = {
  office: { email: "vhxh@dakcam.demo", area: "/office" },
  leader: { email: "lanhdao@dakcam.demo", area: "/leader" },
  unit: { email: "kinhte@dakcam.demo", area: "/unit" },
  provider: { email: "daotao@vnpt.demo", area: "/provider" },
  province: { email: "tinh@quangngai.demo", area: "/province" },
  admin: { email: "admin@dakcam.demo", area: "/admin" },
  business: { email: "nhansu@doanhnghiep.demo", area: "/business" },
};

/** What every page must hold: axe finds nothing, nothing sticks out at 360 px, and few SQL statements made it. */
async function inspect(page: Page, path: string): Promise<string[]> {
  const problems: string[] = [];
  await page.setViewportSize({ width: 1366, height: 768 });
  const answer = await page.goto(path);
  if (answer?.status() !== 200) problems.push(`${path}: status ${answer?.status()}`);
  const statements = Number(answer?.headers()["x-sql-statements"]);
  if (!(statements <= 8)) problems.push(`${path}: ${statements} SQL statements`);
  for (const width of [1366, 360]) {
    await page.setViewportSize({ width, height: 740 });
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const { id, nodes } of violations)
      problems.push(`${path} at ${width} px: ${id} ${nodes[0]?.html.slice(0, 160)}`);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (beyond > 0) problems.push(`${path} at ${width} px: ${beyond} px stick out`);
  }
  return problems;
}

/** Ids look alike: of links that differ in them alone one is enough, and downloads are no pages. */
const kindOf = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "#").replace(/\?.*/, "");

async function linksOf(page: Page, area: string): Promise<string[]> {
  const paths = await page
    .locator(`a[href^="${area}"]:not([download])`)
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  return paths.filter((path) => !/\.(xlsx|csv|pdf)/.test(path));
}

describe.each(Object.entries(starts))("every page of the %s", (_role, { email, area }) => {
  test("is clean at both widths and made of few statements", async () => {
    const page = await journey.signIn(email);
    const seen = new Set([kindOf(area)]);
    const queue = [area];
    const problems: string[] = [];
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      problems.push(...(await inspect(page, path)));
      for (const next of await linksOf(page, area)) {
        if (seen.has(kindOf(next))) continue;
        seen.add(kindOf(next));
        queue.push(next);
      }
    }
    expect(problems).toEqual([]);
    expect(seen.size).toBeGreaterThanOrEqual(1);
    await page.context().close();
  });
});

test("the public pages and the survey are clean at both widths", async () => {
  const page = await journey.openPhone();
  expect([
    ...(await inspect(page, "/")),
    ...(await inspect(page, "/login")),
    ...(await inspect(page, surveyPath)),
  ]).toEqual([]);
});
