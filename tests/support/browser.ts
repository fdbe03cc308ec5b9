import { accessSync, constants } from "node:fs";
import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const installed = [
  process.env.CHROME_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A real Chromium: the machine's own, else the one shipped in an npm package (Linux). Never skipped silently. */
export async function launchBrowser(): Promise<Browser> {
  const own = installed.find((path) => path && isExecutable(path));
  try {
    if (own) return await chromium.launch({ executablePath: own, args: quiet });
    return await chromium.launch({
      executablePath: await sparticuz.executablePath(),
      args: [...sparticuz.args, ...quiet],
    });
  } catch (error) {
    throw new Error(
      "Không chạy được trình duyệt nào. Xin cài Chromium hoặc Chrome (Debian: apt-get install chromium), hoặc đặt CHROME_PATH.",
      { cause: error },
    );
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
