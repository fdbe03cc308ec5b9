import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeDataDir, query, start } from "#tests/support/engine.ts";

test("the first start makes a durable UTF-8 database that only this machine reaches, with a password", async () => {
  const dataDir = await makeDataDir();
  const { url, owner, dataDirectory } = await start(dataDir);

  const [shown] = await query(
    url,
    `select current_setting('data_directory') as directory, current_setting('data_checksums') as checksums,
       current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
       current_setting('server_encoding') as encoding, current_setting('listen_addresses') as addresses,
       current_setting('unix_socket_directories') as sockets, current_setting('timezone') as zone`,
  );
  expect(shown).toEqual({
    directory: dataDirectory,
    checksums: "on",
    fsync: "on",
    pages: "on",
    encoding: "UTF8",
    addresses: "127.0.0.1",
    sockets: "",
    zone: "UTC",
  });
  expect(owner).toBe(true);
  const [lowered] = await query(url, "select lower('ĐĂK CẤM') as name");
  expect(lowered).toEqual({ name: "đăk cấm" });
  expect((await stat(join(dataDir, "postgresql/password"))).mode & 0o777).toBe(0o600);
  await expect(query(url.replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toMatchObject({
    code: "28P01",
  });
});

test("a later start finds the data of the first", async () => {
  const dataDir = await makeDataDir();
  const first = await start(dataDir);
  await query(first.url, "create table kept as select 'Đặng' as name");
  await first.stop();
  expect(existsSync(join(dataDir, "postgresql/data/postmaster.pid"))).toBe(false);

  const lines: string[] = [];
  const second = await start(dataDir, { log: (line) => lines.push(line) });
  expect(await query(second.url, "select name from kept")).toEqual([{ name: "Đặng" }]);
  expect(lines).toEqual([expect.stringMatching(/^Đã khởi động PostgreSQL/)]);
});

test("settings of the caller reach PostgreSQL unchanged", async () => {
  const { url } = await start(await makeDataDir(), {
    settings: { cluster_name: "it's $HOME", work_mem: "8MB" },
  });
  const [shown] = await query(
    url,
    "select current_setting('cluster_name') as name, current_setting('work_mem') as memory",
  );
  expect(shown).toEqual({ name: "it's $HOME", memory: "8MB" });
});
