import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { startEmbedded } from "#app/db/embedded.server.ts";
import { migrateDatabase } from "#app/db/migrate.server.ts";
import { freePort, startApplicationOn, startServer, stopServer } from "#tests/support/application.ts";

test("while the database is stopped for 5 s every page says so with 503, and is well again by itself", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nhan-luc-so-outage-"));
  const first = await startEmbedded({ dataDir: folder });
  await migrateDatabase(first.url);
  const app = await startApplicationOn(first.url);
  const page = () => app.fetch("/office/clusters", { headers: { Cookie: cookie } });
  const cookie = await app.cookieOf(app.people.office);
  expect((await page()).status).toBe(200);

  await first.stop();
  for (const end = Date.now() + 5_000; Date.now() < end; await pause(250)) {
    const answer = await page();
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
    expect(await answer.text()).toContain("Dữ liệu đã lưu không mất");
    expect((await app.fetch("/healthz")).status).toBe(200);
    expect((await app.fetch("/readyz")).status).toBe(503);
  }

  const again = await startEmbedded({ dataDir: folder, settings: { port: new URL(first.url).port } });
  const recovered = await (async () => {
    for (const end = Date.now() + 10_000; Date.now() < end; await pause(100))
      if ((await page()).status === 200) return true;
    return false;
  })();
  expect(recovered).toBe(true);

  await app.stop();
  await again.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("an embedded PostgreSQL that is killed under the application is started again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nhan-luc-so-killed-"));
  const port = await freePort();
  const server = await startServer({ PORT: String(port), DATA_DIR: folder, DATABASE_URL: "" });
  const isReady = async () => (await fetch(`http://localhost:${port}/readyz`)).status === 200;
  expect(await isReady()).toBe(true);

  const pid = Number(readFileSync(join(folder, "postgresql/data/postmaster.pid"), "utf8").split("\n")[0]);
  process.kill(pid, "SIGKILL");
  await expect.poll(isReady, { timeout: 5_000 }).toBe(false);
  await expect.poll(isReady, { timeout: 30_000 }).toBe(true);

  await stopServer(server);
  rmSync(folder, { recursive: true, force: true });
});
