import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test, vi } from "vitest";
import { AppProcess, findPostmasterPid, makeDataDir, query, start } from "#tests/support/engine.ts";

const leases = "select count(*)::int as n from pg_locks where locktype = 'advisory'";

test("apps that start at once share one PostgreSQL, made by one of them, until the last one leaves", async () => {
  const dataDir = await makeDataDir();
  const apps = await Promise.all([1, 2, 3].map(() => AppProcess.launch({ dataDir })));
  const started = await Promise.all(apps.map((app) => app.started));

  expect(started.filter(({ owner }) => owner)).toHaveLength(1);
  expect(new Set(started.map(({ url }) => url)).size).toBe(1);
  expect(apps.flatMap(({ lines }) => lines).filter((line) => line.includes("lần đầu"))).toHaveLength(1);

  const url = started[0]?.url ?? "";
  for (const app of apps) {
    expect(await query(url, "select 1 as n")).toEqual([{ n: 1 }]);
    await app.stop();
  }
  await expect(query(url, "select 1")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  expect(await findPostmasterPid(dataDir)).toBeNull();
});

test("an app that joined does not stop PostgreSQL under the one that started it, and outlives it", async () => {
  const dataDir = await makeDataDir();
  const first = await AppProcess.launch({ dataDir });
  const { url } = await first.started;
  const guest = await start(dataDir);
  expect(guest).toMatchObject({ url, owner: false });
  await guest.stop();
  expect(await query(url, "select 1 as n")).toEqual([{ n: 1 }]);

  const second = await start(dataDir);
  await first.kill();
  expect(await query(second.url, "select 1 as n")).toEqual([{ n: 1 }]);
  await second.stop();
  expect(await findPostmasterPid(dataDir)).toBeNull();
});

test("apps that come while the last one leaves get a PostgreSQL that answers", async () => {
  const dataDir = await makeDataDir();
  let leaving = await start(dataDir);
  for (let round = 0; round < 5; round++) {
    const [coming] = await Promise.all([start(dataDir), leaving.stop()]);
    expect(await query(coming.url, "select 1 as n")).toEqual([{ n: 1 }]);
    leaving = coming;
  }
});

test("an app keeps its claim on PostgreSQL over a crash and restart of the server", async () => {
  const dataDir = await makeDataDir();
  const { url } = await start(dataDir);
  const [backend] = await query(url, "select pg_backend_pid() as pid, pg_postmaster_start_time() as since");
  const sleeping = query(url, "select pg_backend_pid() as pid, pg_sleep(60)").catch(() => "killed");
  const pid = await vi.waitFor(async () => {
    const [row] = await query(
      url,
      "select pid from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid()",
    );
    return (row as { pid: number }).pid;
  });
  process.kill(pid, "SIGKILL");
  expect(await sleeping).toBe("killed");
  expect(backend).toBeDefined();
  await vi.waitFor(async () => expect(await query(url, leases)).toEqual([{ n: 1 }]), { timeout: 20_000 });

  const guest = await start(dataDir);
  expect(guest.owner).toBe(false);
  await guest.stop();
  expect(await query(url, "select 1 as n")).toEqual([{ n: 1 }]);
});

test("a copy of a folder in use starts a PostgreSQL of its own and leaves the original alone", async () => {
  const dataDir = await makeDataDir();
  const original = await start(dataDir);
  const pid = await findPostmasterPid(dataDir);
  const copyDir = await makeDataDir();
  await promisify(execFile)("cp", ["-a", dataDir, copyDir]);

  const copy = await start(copyDir);
  expect(copy.dataDirectory).toBe(join(copyDir, "postgresql/data"));
  expect(copy.url).not.toBe(original.url);
  expect(await query(original.url, "show data_directory")).toEqual([
    { data_directory: original.dataDirectory },
  ]);
  await copy.stop();
  expect(await findPostmasterPid(dataDir)).toBe(pid);
});
