import { realpath } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { type Cluster, superuser } from "./cluster.server.ts";
import { codeOf, EmbeddedStartError } from "./start-error.server.ts";

/**
 * One app process's use of the shared PostgreSQL: a connection that holds an advisory lock for as long as the process
 * lives. PostgreSQL itself gives the lock back when the process ends in any way, so there is nothing to go stale.
 */
export type Lease = {
  /** False: another process already held one. */
  first: boolean;
  /** Gives the lease back; runs `stop` if nobody else holds one, while whoever comes now has to wait for its end. */
  giveBack(stop: () => Promise<void>): Promise<void>;
};

/** The database of the app; the leases are held in `postgres`, so that it can be dropped and restored. */
const appDatabase = "nhan_luc_so";
/** Any number: it only has to be the same in every process that uses one cluster. */
const leaseLock = 7_230_511;

/** PostgreSQL is starting, stopping or gone since we looked: worth another look. */
const passing = new Set([
  "57P01",
  "57P03",
  "ECONNREFUSED",
  "ECONNRESET",
  "CONNECTION_CLOSED",
  "CONNECT_TIMEOUT",
]);

/** Where the app's database is reached. */
export function databaseUrl(port: number, password: string): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${appDatabase}`;
}

/** Takes a lease on the PostgreSQL at `port`, after making sure that it is ours. Null: not ready, look again. */
export async function takeLease(cluster: Cluster, port: number, password: string): Promise<Lease | null> {
  let held = false;
  let closing = false;
  const sql = connect(port, password, () => {
    if (!held || closing) return;
    held = false;
    void holdAgain();
  });

  /** After a restart of PostgreSQL below a living app. */
  async function holdAgain(): Promise<void> {
    while (!held && !closing) {
      held = await share(sql).catch(() => false);
      if (!held) await pause(1_000, undefined, { ref: false });
    }
  }

  async function giveBack(stop: () => Promise<void>): Promise<void> {
    closing = true;
    try {
      if (await isLast(sql)) await stop();
    } finally {
      await sql.end({ timeout: 0 });
    }
  }

  try {
    const first = await enter(sql, cluster);
    held = true;
    return { first, giveBack };
  } catch (error) {
    await sql.end({ timeout: 0 });
    if (isPassing(error)) return null;
    throw new EmbeddedStartError(
      `PostgreSQL đang chạy ở thư mục ${cluster.data} nhưng không nhận kết nối của ứng dụng. Hãy kiểm tra tệp ${cluster.passwordFile} có đúng là tệp gốc không, hoặc dừng PostgreSQL đó rồi chạy lại ứng dụng.`,
      { cause: error },
    );
  }
}

function connect(port: number, password: string, onclose: () => void): postgres.Sql {
  return postgres({
    host: "127.0.0.1",
    port,
    database: "postgres",
    username: superuser,
    password,
    max: 1,
    max_lifetime: null,
    connect_timeout: 10,
    fetch_types: false,
    onnotice: () => {},
    onclose,
    connection: { application_name: "nhan-luc-so lease" },
  });
}

/** True for the first process; it prepares the app's database while the others wait for the shared lock. */
async function enter(sql: postgres.Sql, cluster: Cluster): Promise<boolean> {
  const [shown] = await sql<{ data_directory: string }[]>`show data_directory`;
  if (!shown || (await realpath(shown.data_directory)) !== (await realpath(cluster.data))) {
    throw new Error(`the server works in ${shown?.data_directory}`);
  }
  const first = await tryAlone(sql);
  if (first) await createAppDatabase(sql);
  await share(sql);
  if (first) await sql`select pg_advisory_unlock(${leaseLock})`;
  return first;
}

async function createAppDatabase(sql: postgres.Sql): Promise<void> {
  const existing = await sql`select from pg_database where datname = ${appDatabase}`;
  if (existing.length === 0) await sql`create database ${sql(appDatabase)}`;
}

/** Of several that leave at once exactly one is the last. One that is already gone needs nobody to stop it. */
async function isLast(sql: postgres.Sql): Promise<boolean> {
  try {
    await sql`select pg_advisory_unlock_shared(${leaseLock})`;
    return await tryAlone(sql);
  } catch (error) {
    if (isPassing(error)) return false;
    throw error;
  }
}

async function share(sql: postgres.Sql): Promise<true> {
  await sql`select pg_advisory_lock_shared(${leaseLock})`;
  return true;
}

async function tryAlone(sql: postgres.Sql): Promise<boolean> {
  const [row] = await sql<{ alone: boolean }[]>`select pg_try_advisory_lock(${leaseLock}) as alone`;
  return row?.alone ?? false;
}

function isPassing(error: unknown): boolean {
  return passing.has(codeOf(error) ?? "");
}
