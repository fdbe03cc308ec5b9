import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { chmod, cp, mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { build } from "vite";
import { afterAll, onTestFinished } from "vitest";
import {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  embeddedBinDir,
  startEmbedded,
} from "#app/db/embedded.server.ts";

/** TEST_POSTGRES_BIN as in database-setup.ts. */
export const binDir = process.env.TEST_POSTGRES_BIN || embeddedBinDir();
export const isRoot = process.getuid?.() === 0;

/** A folder that is gone, with any PostgreSQL left in it, when the test is over. */
export async function makeFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "nhan-luc-so-engine-")));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A data folder with spaces and accents in its path, which every test of this folder therefore covers. */
export async function makeDataDir(): Promise<string> {
  const folder = await makeFolder();
  await chmod(folder, 0o755);
  const dataDir = join(folder, "dữ liệu của phường");
  onTestFinished(() => endPostmaster(dataDir));
  return dataDir;
}

/** Starts in this process; stopped when the test is over. */
export async function start(
  dataDir: string,
  options: Partial<EmbeddedOptions> = {},
): Promise<EmbeddedPostgres> {
  const engine = await startEmbedded({ dataDir, binDir, ...options });
  onTestFinished(() => engine.stop());
  return engine;
}

/** A copy of what npm installed, without the way back: everybody may run it, the test may damage it. */
export async function copyPrograms(): Promise<string> {
  const folder = await makeFolder();
  await chmod(folder, 0o755);
  const programs = join(folder, "native");
  await cp(dirname(embeddedBinDir()), programs, { recursive: true, verbatimSymlinks: true });
  return programs;
}

/** Runs one statement over a connection of its own. */
export async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await sql.end({ timeout: 0 });
  }
}

/** The process that postmaster.pid names, or null without one. */
export async function findPostmasterPid(dataDir: string): Promise<number | null> {
  const file = await readFile(join(dataDir, "postgresql/data/postmaster.pid"), "utf8").catch(() => null);
  return file ? Number.parseInt(file, 10) : null;
}

async function endPostmaster(dataDir: string): Promise<void> {
  const pid = await findPostmasterPid(dataDir);
  if (pid && pid !== process.pid) process.kill(pid, "SIGKILL");
}

type Message = { line?: string; started?: { url: string; owner: boolean }; failed?: string };

/** Another process of the app. */
export class AppProcess {
  readonly lines: string[] = [];
  readonly started: Promise<{ url: string; owner: boolean }>;

  private constructor(private readonly child: ChildProcess) {
    onTestFinished(() => this.kill());
    this.started = new Promise((resolve, reject) => {
      child.on("message", ({ line, started, failed }: Message) => {
        if (line) this.lines.push(line);
        if (started) resolve(started);
        if (failed) reject(new Error(failed));
      });
      child.once("exit", () => reject(new Error("the process ended")));
    });
    // A test that kills the process does not wait for its start.
    this.started.catch(() => {});
  }

  /** @param as who runs it and with which Node; without it, as we do */
  static async launch(
    options: EmbeddedOptions,
    as: { uid?: number; gid?: number; execPath?: string } = {},
  ): Promise<AppProcess> {
    bundled ??= bundle();
    const program = await bundled;
    const argument = JSON.stringify({ binDir, ...options });
    return new AppProcess(fork(program, [argument], { execArgv: [], cwd: "/", ...as }));
  }

  /** The clean end. */
  async stop(): Promise<void> {
    this.child.send("stop");
    await once(this.child, "exit");
  }

  /** kill -9. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await ended;
  }
}

let bundled: Promise<string> | undefined;
afterAll(async () => bundled && rm(dirname(await bundled), { recursive: true }));

/** One file without imports, so that it also runs as a user who may not read the repository. */
async function bundle(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), "nhan-luc-so-program-"));
  await chmod(outDir, 0o755);
  await build({
    configFile: false,
    logLevel: "error",
    root: fileURLToPath(new URL("../..", import.meta.url)),
    ssr: { noExternal: true },
    build: { ssr: "tests/support/engine-program.ts", outDir, target: "node20", emptyOutDir: false },
  });
  return join(outDir, "engine-program.js");
}
