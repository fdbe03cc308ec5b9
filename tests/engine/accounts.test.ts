import { spawnSync } from "node:child_process";
import { chmod, chown, copyFile, mkdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { EmbeddedStartError } from "#app/db/embedded.server.ts";
import {
  AppProcess,
  copyPrograms,
  isRoot,
  makeDataDir,
  makeFolder,
  query,
  start,
} from "#tests/support/engine.ts";

/** A container may keep this right even from root. */
const mayPass = spawnSync("setpriv", [
  "--inh-caps=+dac_read_search",
  "--ambient-caps=+dac_read_search",
  "true",
]);

test.runIf(!isRoot)("an ordinary user runs PostgreSQL himself", async () => {
  const { dataDirectory } = await start(await makeDataDir());
  expect((await stat(dataDirectory)).uid).toBe(process.getuid?.());
});

describe.runIf(isRoot)("as root", () => {
  test("an ordinary user runs PostgreSQL himself", async () => {
    const nobody = await findAccount("nobody");
    const dataDir = await makeDataDir();
    await mkdir(dataDir);
    await chown(dataDir, nobody.uid, nobody.gid);
    const programs = join(await copyPrograms(), "bin");
    const app = await AppProcess.launch(
      { dataDir, binDir: programs },
      { ...nobody, execPath: await copyNode() },
    );

    const { url } = await app.started;
    expect(await query(url, "select 1 as n")).toEqual([{ n: 1 }]);
    expect((await stat(join(dataDir, "postgresql/data"))).uid).toBe(nobody.uid);
    await app.stop();
  });

  test("PostgreSQL runs as the first account of the list that the machine has", async () => {
    const { dataDirectory, url } = await start(await makeDataDir(), {
      accounts: ["no-such-account", "nobody"],
    });
    expect((await stat(dataDirectory)).uid).toBe((await findAccount("nobody")).uid);
    expect(await query(url, "select 1 as n")).toEqual([{ n: 1 }]);
  });

  test("a cluster is run by its owner, whoever that is", async () => {
    const dataDir = await makeDataDir();
    await (await start(dataDir, { accounts: ["nobody"] })).stop();
    const { dataDirectory } = await start(dataDir);
    expect((await stat(dataDirectory)).uid).toBe((await findAccount("nobody")).uid);
  });

  test("a machine without a suitable account is told to make one", async () => {
    const refusal = start(await makeDataDir(), { accounts: ["no-such-account"] });
    await expect(refusal).rejects.toThrow("Hãy tạo một người dùng (useradd --system postgres)");
  });

  test("a cluster restored as root is refused with the command that mends it", async () => {
    const dataDir = await makeDataDir();
    const { dataDirectory, stop } = await start(dataDir);
    await stop();
    await chown(dataDirectory, 0, 0);
    await expect(start(dataDir)).rejects.toThrow(`chown -R postgres "${dirname(dataDirectory)}"`);
  });

  test("another user's cluster is refused to an ordinary user", async () => {
    const dataDir = await makeDataDir();
    await (await start(dataDir, { accounts: ["nobody"] })).stop();
    const stranger = { uid: 54_321, gid: 54_321, execPath: await copyNode() };
    const app = await AppProcess.launch({ dataDir }, stranger);
    await expect(app.started).rejects.toThrow("thuộc về một người dùng khác");
  });

  test("a private data folder is opened for the account that runs PostgreSQL, and for nobody else", async () => {
    const dataDir = await makeDataDir();
    await mkdir(dataDir, { mode: 0o700 });
    const { dataDirectory } = await start(dataDir);
    const [folder, data] = [await stat(dataDir), await stat(dataDirectory)];
    expect(folder.mode & 0o777).toBe(0o710);
    expect(folder.gid).toBe(data.gid);
  });

  test.runIf(mayPass.status === 0)(
    "a data folder below one that only root may enter is reached",
    async () => {
      const dataDir = await makeDataDir();
      await chmod(dirname(dataDir), 0o700);
      const { url, dataDirectory } = await start(dataDir);
      expect(await query(url, "show data_directory")).toEqual([{ data_directory: dataDirectory }]);
      expect((await stat(dirname(dataDir))).mode & 0o777).toBe(0o700);
    },
  );

  test("a data folder that cannot be reached is refused by name", async () => {
    const dataDir = await makeDataDir();
    await chmod(dirname(dataDir), 0o700);
    // Without the program setpriv there is no way past.
    vi.stubEnv("PATH", "/nonexistent");
    const refusal = await start(dataDir).catch((error: unknown) => error);
    vi.unstubAllEnvs();
    expect(refusal).toBeInstanceOf(EmbeddedStartError);
    expect(String(refusal)).toContain(`không vào được thư mục ${dataDir}`);
  });
});

async function findAccount(wanted: string): Promise<{ uid: number; gid: number }> {
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const [, , uid, gid] = lines.find(([name]) => name === wanted) ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

/** A Node that everybody may run, wherever the one that runs the tests lies. */
async function copyNode(): Promise<string> {
  const folder = await makeFolder();
  await chmod(folder, 0o755);
  const node = join(folder, "node");
  await copyFile(process.execPath, node);
  return node;
}
