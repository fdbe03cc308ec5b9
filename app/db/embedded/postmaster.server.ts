import { readFile, realpath, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Binaries } from "./binaries.server.ts";
import type { Cluster } from "./cluster.server.ts";
import { type Identity, runAs } from "./identity.server.ts";
import { findCommand, findWorkingFolder, isAlive } from "./os-process.server.ts";
import { codeOf, EmbeddedStartError } from "./start-error.server.ts";

/** A running PostgreSQL of our directory. `port` is null in its first moment, before it has written one down. */
export type Postmaster = { pid: number; port: number | null };

/** For a cheap machine: about 25 MB when idle. */
const modestSettings: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "60",
  shared_buffers: "64MB",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  // A refused statement and its values may hold a person's data: the log gets the error's first line only.
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
};

/** What happens when two start at once, or when processes of a killed PostgreSQL are still ending: try again. */
const passing = /lock file "[^"]*" already exists|still in use|could not bind|could not create any TCP/;

/** The PostgreSQL that runs in this directory, as its own postmaster.pid says, or null. */
export async function findPostmaster(cluster: Cluster): Promise<Postmaster | null> {
  const named = await readPidFile(cluster);
  return named && isAlive(named.pid) && (await worksIn(named.pid, cluster.data)) ? named : null;
}

async function readPidFile(cluster: Cluster): Promise<Postmaster | null> {
  const [pid, , , port] = (await readIfThere(pidFile(cluster))).split("\n");
  return pid ? { pid: Number(pid), port: Number(port) || null } : null;
}

/**
 * PostgreSQL clears up after its own dead, but takes a living stranger who got the number for itself and never
 * starts. Only for the holder of the claim, after `findPostmaster` found none.
 */
async function forgetStranger(cluster: Cluster): Promise<void> {
  const named = await readPidFile(cluster);
  if (named && isAlive(named.pid)) await rm(pidFile(cluster), { force: true });
}

/**
 * PostgreSQL works inside its data directory. Where the system hides that (root in a container), the directory it was
 * started with tells; where that is hidden too, only what is no PostgreSQL is excluded.
 */
async function worksIn(pid: number, data: string): Promise<boolean> {
  const command = await findCommand(pid);
  const started = /\0-D\0([^\0]+)/.exec(command ?? "")?.[1];
  const folder =
    (await findWorkingFolder(pid)) ?? (started && (await realpath(started).catch(() => started)));
  if (folder) return folder === (await realpath(data));
  return command === null || /postgres|postmaster/.test(command);
}

/**
 * Starts PostgreSQL on a free port, or on the one that `settings` names, and waits for it. False: something passing is in the way, look again. Only for the
 * holder of the claim, after `findPostmaster` found none.
 */
export async function startPostmaster(
  cluster: Cluster,
  binaries: Binaries,
  identity: Identity | null,
  settings: Readonly<Record<string, string>>,
): Promise<boolean> {
  const all = { ...modestSettings, port: String(await findFreePort()), ...settings };
  const options = Object.entries(all).map(([name, value]) => quote(`--${name}=${value}`));
  const where = ["-D", cluster.data, "-l", cluster.logFile];
  await forgetStranger(cluster);
  const logged = (await readIfThere(cluster.logFile)).length;
  try {
    const args = ["start", ...where, "-w", "-t", "60", "-o", options.join(" ")];
    await runAs(identity, join(binaries.binDir, "pg_ctl"), args);
    return true;
  } catch (error) {
    const said = (await readIfThere(cluster.logFile)).slice(logged);
    // Still there: another process's, or ours that needs more than a minute to recover.
    if (passing.test(said) || (await findPostmaster(cluster))) return false;
    throw explain(cluster, said, error);
  }
}

/**
 * A clean stop: open statements are rolled back, connections ended, a checkpoint written. Returns when this PostgreSQL
 * is gone, or after a minute; it then ends by itself. pg_ctl's own waiting would mistake one that a newcomer starts
 * in the meantime for the one that has to go.
 */
export async function stopPostmaster(
  cluster: Cluster,
  binaries: Binaries,
  identity: Identity | null,
): Promise<void> {
  const leaving = await findPostmaster(cluster);
  if (!leaving) return;
  await runAs(identity, join(binaries.binDir, "pg_ctl"), ["stop", "-D", cluster.data, "-m", "fast", "-W"]);
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && (await findPostmaster(cluster))?.pid === leaving.pid) await pause(50);
}

function pidFile(cluster: Cluster): string {
  return join(cluster.data, "postmaster.pid");
}

function explain(cluster: Cluster, said: string, error: unknown): EmbeddedStartError {
  const advice = /No space left on device/.test(said)
    ? "Ổ đĩa đã đầy: hãy giải phóng dung lượng rồi chạy lại."
    : `Hãy xem lý do ở cuối tệp ${cluster.logFile}, khắc phục rồi chạy lại.`;
  return new EmbeddedStartError(`Không khởi động được PostgreSQL trong thư mục ${cluster.data}. ${advice}`, {
    cause: new Error(said, { cause: error }),
  });
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** pg_ctl passes the options of PostgreSQL through the shell. */
function quote(option: string): string {
  return process.platform === "win32" ? `"${option}"` : `'${option.replaceAll("'", "'\\''")}'`;
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "";
    throw error;
  }
}
