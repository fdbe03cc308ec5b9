import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { AppProcess, findPostmasterPid, makeDataDir, query, start } from "#tests/support/engine.ts";

test("a PostgreSQL left behind by a killed app is adopted by the next one", async () => {
  const dataDir = await makeDataDir();
  const killed = await AppProcess.launch({ dataDir });
  const { url } = await killed.started;
  await query(url, "create table kept as select 1 as n");
  const pid = await findPostmasterPid(dataDir);
  await killed.kill();
  expect(await query(url, "select n from kept")).toEqual([{ n: 1 }]);

  const lines: string[] = [];
  const next = await start(dataDir, { log: (line) => lines.push(line) });
  expect(await findPostmasterPid(dataDir)).toBe(pid);
  expect(next).toMatchObject({ url, owner: true });
  expect(lines).toEqual([
    expect.stringContaining(`Nhận lại PostgreSQL còn chạy từ lần trước (tiến trình ${pid}`),
  ]);
  await next.stop();
  expect(await findPostmasterPid(dataDir)).toBeNull();
});

test("a killed PostgreSQL recovers at the next start with everything that was acknowledged", async () => {
  const dataDir = await makeDataDir();
  const first = await start(dataDir);
  await query(first.url, "create table kept (n int)");
  for (let n = 1; n <= 20; n++) await query(first.url, `insert into kept values (${n})`);
  process.kill((await findPostmasterPid(dataDir)) ?? 0, "SIGKILL");

  const second = await start(dataDir);
  expect(second.owner).toBe(true);
  expect(await query(second.url, "select count(*)::int as n from kept")).toEqual([{ n: 20 }]);
});

test("stopping an app whose PostgreSQL was killed is no error", async () => {
  const dataDir = await makeDataDir();
  const engine = await start(dataDir);
  process.kill((await findPostmasterPid(dataDir)) ?? 0, "SIGKILL");
  await engine.stop();
});

test("an app killed during its first start leaves a folder that the next one starts from", async () => {
  const dataDir = await makeDataDir();
  const killed = await AppProcess.launch({ dataDir });
  await vi.waitFor(
    async () => {
      const work = (await readdir(dataDir)).find((name) => name.startsWith("postgresql.new-")) ?? "";
      expect(existsSync(join(dataDir, work, "data/PG_VERSION"))).toBe(true);
    },
    { timeout: 10_000, interval: 5 },
  );
  await killed.kill();
  expect(existsSync(join(dataDir, "postgresql"))).toBe(false);

  const { url } = await start(dataDir);
  expect(await query(url, "select 1 as n")).toEqual([{ n: 1 }]);
  expect(existsSync(join(dataDir, "postgresql.starting"))).toBe(false);
});

test("a pid file that names a stranger's living process does not hinder the start, nor harm the stranger", async () => {
  const dataDir = await makeDataDir();
  const first = await start(dataDir);
  await first.stop();
  const data = first.dataDirectory;
  const { uid, gid } = await stat(data);
  const stranger = spawn("tail", ["-f", "/dev/null"], { uid, gid });
  onTestFinished(() => void stranger.kill("SIGKILL"));
  await writeFile(join(data, "postmaster.pid"), `${stranger.pid}\n${data}\n1700000000\n5432\n\n127.0.0.1\n`);

  const second = await start(dataDir);
  expect(await findPostmasterPid(dataDir)).not.toBe(stranger.pid);
  expect(second.owner).toBe(true);
  expect(stranger).toMatchObject({ exitCode: null, signalCode: null });
});
