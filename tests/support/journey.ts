import type { Browser, BrowserContext, Page } from "playwright-core";
import { demoPassword, seedAccounts, seedWard } from "../../drizzle/seed/demo-accounts.ts";
import { type Application, startApplicationOn } from "./application.ts";
import { launchBrowser } from "./browser.ts";
import { createTestDatabase } from "./database.ts";

const desk = { width: 1366, height: 768 };
const phone = { width: 360, height: 740 };

export type Journey = {
  app: Application;
  browser: Browser;
  /** A browser window at a desk, signed in through the sign-in page. */
  signIn(email: string): Promise<Page>;
  /** A phone's browser without an account. */
  openPhone(options?: { javaScriptEnabled?: boolean }): Promise<Page>;
  stop(): Promise<void>;
};

/**
 * The built server with the demo's accounts and a real browser. Nothing may go wrong quietly: an error in a page's
 * console, a CSP refusal among them, fails the journey at `stop`.
 */
export async function startJourney(prepare?: (app: Application) => Promise<void>): Promise<Journey> {
  const database = await createTestDatabase();
  const app = await startApplicationOn(database.url);
  if (prepare) await prepare(app);
  else {
    const { ward, provider } = await seedWard(app.db);
    await seedAccounts(app.db, { wardId: ward.id, providerId: provider.id, businessId: null });
  }
  const browser = await launchBrowser();
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  const open = async (options: Parameters<Browser["newContext"]>[0]) => {
    const context = await browser.newContext({
      baseURL: app.origin,
      locale: "vi-VN",
      acceptDownloads: true,
      ...options,
    });
    contexts.push(context);
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
    page.on("console", (entry) => {
      // A refused form answers 4xx on purpose, and the browser says so.
      if (entry.type() === "error" && !/status of 4\d\d/.test(entry.text()))
        complaints.push(`${page.url()}: ${entry.text()}`);
    });
    return page;
  };
  return {
    app,
    browser,
    signIn: async (email) => {
      const page = await open({ viewport: desk });
      await page.goto("/login");
      await page.getByLabel("Thư điện tử").fill(email);
      await page.getByLabel("Mật khẩu").fill(demoPassword);
      await page.getByRole("button", { name: "Đăng nhập" }).click();
      await page.waitForURL((url) => url.pathname !== "/login");
      return page;
    },
    openPhone: (options = {}) => open({ viewport: phone, isMobile: true, hasTouch: true, ...options }),
    stop: async () => {
      for (const context of contexts) await context.close();
      await browser.close();
      await app.stop();
      await database.drop();
      if (complaints.length > 0) throw new Error(`the browser complained:\n${complaints.join("\n")}`);
    },
  };
}
