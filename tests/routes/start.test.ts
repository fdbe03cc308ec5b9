import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { connect } from "#app/db/client.server.ts";
import { startEmbedded } from "#app/db/embedded.server.ts";
import { createSetUpLink } from "#app/domain/accounts/set-up.server.ts";
import { newKey } from "#app/lib/keys.server.ts";
import { freePort, startServer, stopServer } from "#tests/support/application.ts";
import { PlainBrowser } from "#tests/support/plain-browser.ts";

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "nhan-luc-so-start-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}

type Running = { origin: string; server: ChildProcess };

/** The built server on a port of its own; what is still there when the test ends is killed. */
async function run(env: Record<string, string>): Promise<Running> {
  const port = String(await freePort());
  const server = await startServer({ PORT: port, ...env });
  onTestFinished(() => void server.kill("SIGKILL"));
  return { origin: `http://localhost:${port}`, server };
}

/** A start that has to fail: what it says, and how it ends. */
async function refuse(env: Record<string, string>, program = ["build/server/server.js"]) {
  const child = spawn(process.execPath, program, {
    env: { ...process.env, NODE_ENV: "production", PORT: String(await freePort()), ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    said += text;
  });
  const [code] = await once(child, "close");
  return { code, said };
}

function browserOf({ origin }: Running): PlainBrowser {
  const send = (path: string, init: RequestInit = {}) =>
    fetch(origin + path, {
      redirect: "manual",
      ...init,
      headers: [...new Headers(init.headers), ["Origin", origin]],
    });
  return new PlainBrowser({ fetch: send });
}

const administrator = { email: "quan.tri@test.example", password: "một câu dài không ai đoán ra" };

async function setUp(browser: PlainBrowser, url: string): Promise<void> {
  const { db, close } = connect(url, { pool: 1 });
  const token = await createSetUpLink(db);
  await close();
  await browser.open(`/setup/${token}`);
  const { email, password } = administrator;
  await browser.press({}, { fullName: "Quản trị (hư cấu)", email, password, passwordAgain: password });
}

describe("with DATABASE_URL", () => {
  test("the application uses that server, makes no database of its own, and leaves it running", async () => {
    const engine = await startEmbedded({ dataDir: makeFolder() });
    onTestFinished(() => engine.stop());
    const unused = makeFolder();
    const keys = newKey("t1");
    const running = await run({ DATABASE_URL: engine.url, APP_KEYS: keys, DATA_DIR: unused });
    const browser = browserOf(running);
    await setUp(browser, engine.url);
    await (await browser.open("/login")).press({}, administrator);
    expect([browser.path, browser.status]).toEqual(["/admin", 200]);

    await stopServer(running.server);
    expect(running.server.exitCode).toBe(0);
    expect(await readdir(unused)).toEqual([]);
    const again = await run({ DATABASE_URL: engine.url, APP_KEYS: keys, DATA_DIR: unused });
    const returning = browserOf(again);
    for (const [name, value] of browser.cookies) returning.cookies.set(name, value);
    expect((await returning.open("/admin")).status).toBe(200);
    await stopServer(again.server);
  });

  test("but without APP_KEYS it does not start, and says so", async () => {
    const { code, said } = await refuse({ DATABASE_URL: "postgres://a:geheim@127.0.0.1:1/a", APP_KEYS: "" });
    expect(code).toBe(1);
    expect(said).toContain("Có DATABASE_URL thì phải đặt APP_KEYS");
    expect(said).not.toMatch(/^\s+at /m);
  });

  test("with keys that are none, a server that is not there, or a taken port, it says which", async () => {
    const wrongKeys = await refuse({ DATABASE_URL: "postgres://a@127.0.0.1:1/a", APP_KEYS: "abc" });
    expect(wrongKeys).toMatchObject({ code: 1, said: expect.stringContaining("APP_KEYS sai") });
    const nobody = await refuse({
      DATABASE_URL: "postgres://a:geheim@127.0.0.1:1/kho",
      APP_KEYS: newKey("t1"),
    });
    expect(nobody).toMatchObject({
      code: 1,
      said: expect.stringContaining(
        "Không kết nối được cơ sở dữ liệu kho trên máy chủ PostgreSQL 127.0.0.1:1",
      ),
    });
    expect(nobody.said).not.toContain("geheim");
  });
});

describe("two processes on one DATA_DIR", () => {
  test("share its database and its keys; when one is killed the other goes on, and the last one stops it", async () => {
    const env = { DATA_DIR: makeFolder(), DATABASE_URL: "", APP_KEYS: "" };
    const [first, second] = await Promise.all([run(env), run(env)]);
    const engine = await startEmbedded({ dataDir: env.DATA_DIR, create: false });
    expect(engine.owner).toBe(false);
    const browser = browserOf(first);
    await setUp(browser, engine.url);
    await engine.stop();
    await (await browser.open("/login")).press({}, administrator);
    expect(browser.path).toBe("/admin");

    const other = browserOf(second);
    for (const [name, value] of browser.cookies) other.cookies.set(name, value);
    expect((await other.open("/admin")).status).toBe(200);
    first.server.kill("SIGKILL");
    await once(first.server, "exit");
    expect((await other.open("/admin/wards")).status).toBe(200);

    const third = await run(env);
    await stopServer(second.server);
    expect(await (await fetch(`${third.origin}/readyz`)).text()).toBe("ready");
    await stopServer(third.server);
    expect(third.server.exitCode).toBe(0);
    await expect(readdir(join(env.DATA_DIR, "postgresql/data"))).resolves.not.toContain("postmaster.pid");
  });

  test("on one port as well: the second says that the port is taken, and harms nothing", async () => {
    const env = { DATA_DIR: makeFolder(), DATABASE_URL: "", APP_KEYS: "" };
    const first = await run(env);
    const { code, said } = await refuse({ ...env, PORT: new URL(first.origin).port });
    expect(code).toBe(1);
    expect(said).toContain("đang có chương trình khác dùng");
    expect(await (await fetch(`${first.origin}/readyz`)).text()).toBe("ready");
    await stopServer(first.server);
  });

  test("goes on when PostgreSQL itself is killed below both", async () => {
    const env = { DATA_DIR: makeFolder(), DATABASE_URL: "", APP_KEYS: "" };
    const [first, second] = await Promise.all([run(env), run(env)]);
    const pidFile = await readFile(join(env.DATA_DIR, "postgresql/data/postmaster.pid"), "utf8");
    process.kill(Number.parseInt(pidFile, 10), "SIGKILL");
    const ready = async ({ origin }: Running) => (await fetch(`${origin}/readyz`)).status;
    await vi.waitFor(async () => expect([await ready(first), await ready(second)]).toEqual([200, 200]), {
      timeout: 60_000,
      interval: 500,
    });
    await stopServer(first.server);
    expect(await ready(second)).toBe(200);
    await stopServer(second.server);
  });
});

test("npm run audit:verify refuses an empty DATA_DIR with a sentence, and leaves it empty", async () => {
  const folder = makeFolder();
  const program = ["--import", "tsx", "app/cli/audit-verify.ts"];
  const { code, said } = await refuse({ DATA_DIR: folder, DATABASE_URL: "", APP_KEYS: "" }, program);
  expect(code).toBe(1);
  expect(said).toContain(`Trong thư mục ${folder} chưa có cơ sở dữ liệu nào`);
  expect(said).not.toMatch(/^\s+at /m);
  expect(await readdir(folder)).toEqual([]);
});
