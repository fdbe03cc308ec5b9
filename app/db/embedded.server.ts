import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { embeddedBinDir, prepareBinaries } from "./embedded/binaries.server.ts";
import { withClaim } from "./embedded/claim.server.ts";
import {
  checkVersion,
  clusterIn,
  openFolder,
  readPassword,
  requireCluster,
} from "./embedded/cluster.server.ts";
import { chooseIdentity } from "./embedded/identity.server.ts";
import { initializeCluster } from "./embedded/initdb.server.ts";
import { databaseUrl, type Lease, takeLease } from "./embedded/lease.server.ts";
import {
  findPostmaster,
  type Postmaster,
  startPostmaster,
  stopPostmaster,
} from "./embedded/postmaster.server.ts";
import { EmbeddedStartError } from "./embedded/start-error.server.ts";

export { EmbeddedStartError, embeddedBinDir };

export type EmbeddedOptions = {
  /** The app's data folder; PostgreSQL gets `postgresql/` in it. Created if missing. */
  dataDir: string;
  /** Folder of initdb, pg_ctl and postgres; without it the programs that npm installed. */
  binDir?: string;
  /** False: refuses a data folder without a database instead of making one. */
  create?: boolean;
  /** Gets one Vietnamese sentence for each thing worth telling whoever started the app. */
  log?: (line: string) => void;
  /** PostgreSQL settings beside or instead of our own. Not applied to a PostgreSQL that already runs. */
  settings?: Readonly<Record<string, string>>;
  /** System accounts to run PostgreSQL as when we are root; the first that exists. */
  accounts?: readonly string[];
};

export type EmbeddedPostgres = {
  /** The app's database, as superuser. The port changes with each start. */
  url: string;
  /** PostgreSQL's data directory, to compare with `SHOW data_directory`. */
  dataDirectory: string;
  /** False: another process of the app was already using this PostgreSQL. */
  owner: boolean;
  /** Call at exit, after the pool is closed. Stops PostgreSQL cleanly once no other process of the app uses it. */
  stop(): Promise<void>;
};

const startWithinMs = 120_000;

/**
 * Starts the app's own PostgreSQL, or joins the one that runs in this folder already: another process's, or one left
 * by a process that was killed. Safe to call from several processes at once; a crash at any point leaves a folder
 * that the next call starts from. Throws EmbeddedStartError, whose message says what to do.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { binDir = embeddedBinDir(), log = () => {}, accounts = ["postgres", "nobody"] } = options;
  if (options.create === false) requireCluster(resolve(options.dataDir));
  await openFolder(resolve(options.dataDir));
  const folder = await realpath(options.dataDir);
  const cluster = clusterIn(folder);
  const identity = await chooseIdentity(folder, cluster.data, accounts);
  const binaries = await prepareBinaries(binDir, folder, identity);

  /** False: somebody else's is there, or something passing is in the way. */
  async function bringUp(): Promise<boolean> {
    if (!existsSync(cluster.root)) {
      log(`Đang tạo cơ sở dữ liệu lần đầu trong ${cluster.root}`);
      await initializeCluster(cluster, binaries, identity);
    }
    if (await findPostmaster(cluster)) return false;
    return startPostmaster(cluster, binaries, identity, options.settings ?? {});
  }

  let started = false;
  for (const deadline = Date.now() + startWithinMs; Date.now() < deadline; await pause(100)) {
    if (existsSync(cluster.root)) await checkVersion(cluster, binaries);
    const running = await findPostmaster(cluster);
    if (!running) started = await withClaim(cluster, bringUp);
    if (!running?.port) continue;
    const password = await readPassword(cluster);
    const lease = await takeLease(cluster, running.port, password);
    if (!lease) continue;
    log(describe(lease, started, running));
    let stopped: Promise<void> | undefined;
    return {
      url: databaseUrl(running.port, password),
      dataDirectory: cluster.data,
      owner: lease.first,
      stop: () => (stopped ??= lease.giveBack(() => stopPostmaster(cluster, binaries, identity))),
    };
  }
  throw new EmbeddedStartError(
    `PostgreSQL trong thư mục ${cluster.data} chưa sẵn sàng sau ${startWithinMs / 1000} giây. Nếu máy vừa mất điện, hãy đợi vài phút cho PostgreSQL khôi phục rồi chạy lại; nếu vẫn vậy, hãy xem cuối tệp ${cluster.logFile}.`,
  );
}

function describe(lease: Lease, started: boolean, { pid, port }: Postmaster): string {
  if (!lease.first) return `Dùng chung PostgreSQL với một tiến trình khác của ứng dụng (cổng ${port})`;
  if (!started) return `Nhận lại PostgreSQL còn chạy từ lần trước (tiến trình ${pid}, cổng ${port})`;
  return `Đã khởi động PostgreSQL (tiến trình ${pid}, cổng ${port})`;
}
