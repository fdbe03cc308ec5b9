import { chmod, mkdir, readdir, readlink, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { EmbeddedStartError } from "#app/db/embedded.server.ts";
import { copyPrograms, isRoot, makeDataDir, makeFolder, query, start } from "#tests/support/engine.ts";

test("data of another version of PostgreSQL is refused with a sentence and not touched", async () => {
  const dataDir = await makeDataDir();
  const { dataDirectory, stop } = await start(dataDir);
  await stop();
  await writeFile(join(dataDirectory, "PG_VERSION"), "14\n");
  const before = await readdir(dataDirectory);

  const refusal = await start(dataDir).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(EmbeddedStartError);
  expect(String(refusal)).toContain(`Thư mục ${dataDirectory} chứa dữ liệu của PostgreSQL 14`);
  expect(await readdir(dataDirectory)).toEqual(before);
});

test("the data directory of somebody's PostgreSQL is refused as a data folder and not touched", async () => {
  const folder = await makeFolder();
  await writeFile(join(folder, "PG_VERSION"), "17\n");
  await expect(start(folder)).rejects.toThrow(`Thư mục ${folder} là thư mục dữ liệu của một PostgreSQL khác`);
  expect(await readdir(folder)).toEqual(["PG_VERSION"]);
});

test("a path that a shell would change is refused", async () => {
  const folder = await makeFolder();
  await expect(start(join(folder, "$HOME"))).rejects.toThrow("có ký tự mà PostgreSQL không nhận");
  expect(await readdir(folder)).toEqual([]);
});

test("a lost password file is named", async () => {
  const dataDir = await makeDataDir();
  await (await start(dataDir)).stop();
  await rm(join(dataDir, "postgresql/password"));
  await expect(start(dataDir)).rejects.toThrow(`Không đọc được tệp mật khẩu ${dataDir}/postgresql/password`);
});

test("a broken configuration is reported with the log file that tells why", async () => {
  const dataDir = await makeDataDir();
  const refusal = await start(dataDir, { settings: { shared_buffers: "much" } }).catch(
    (error: unknown) => error,
  );
  expect(String(refusal)).toContain(`Hãy xem lý do ở cuối tệp ${dataDir}/postgresql/data/server.log`);
  expect(String((refusal as Error).cause)).toContain('invalid value for parameter "shared_buffers"');
});

test("programs installed without links and without the right to execute are mended", async () => {
  const programs = await copyPrograms();
  for (const name of ["postgres", "initdb", "pg_ctl"]) await chmod(join(programs, "bin", name), 0o644);
  const library = await readlink(join(programs, "lib/libpq.so.5"));
  for (const entry of await readdir(join(programs, "lib"), { withFileTypes: true })) {
    if (entry.isSymbolicLink()) await rm(join(programs, "lib", entry.name));
  }

  const { url } = await start(await makeDataDir(), { binDir: join(programs, "bin") });
  expect(await query(url, "select 1 as n")).toEqual([{ n: 1 }]);
  expect(await readlink(join(programs, "lib/libpq.so.5"))).toBe(library);
});

test.runIf(isRoot)(
  "programs that only root can reach are copied into the data folder, once (as root)",
  async () => {
    const programs = await copyPrograms();
    await chmod(dirname(programs), 0o700);
    const dataDir = await makeDataDir();
    for (let round = 0; round < 2; round++) {
      const engine = await start(dataDir, { binDir: join(programs, "bin") });
      expect(await query(engine.url, "select 1 as n")).toEqual([{ n: 1 }]);
      await engine.stop();
    }
    expect((await readdir(dataDir)).sort()).toEqual([
      "postgresql",
      expect.stringMatching(/^postgresql\.programs-[0-9a-f]{12}$/),
    ]);
  },
);

test("programs that do not run are reported with what to do", async () => {
  const bin = join(await makeFolder(), "bin");
  await mkdir(bin);
  await expect(start(await makeDataDir(), { binDir: bin })).rejects.toThrow("Hãy cài lại bằng lệnh npm ci");
});
