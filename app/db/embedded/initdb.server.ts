import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Binaries } from "./binaries.server.ts";
import { type Cluster, clusterAt, superuser } from "./cluster.server.ts";
import { type Identity, runAs } from "./identity.server.ts";
import { EmbeddedStartError } from "./start-error.server.ts";

/**
 * Creates a new cluster: initdb in a folder beside it, then one rename, so that a half-made one is never seen under
 * the real name. Somebody else's that appears meanwhile is kept.
 */
export async function initializeCluster(
  cluster: Cluster,
  binaries: Binaries,
  identity: Identity | null,
): Promise<void> {
  const prefix = `${cluster.root}.new-`;
  let work: Cluster | undefined;
  try {
    await removeAbandoned(prefix);
    work = clusterAt(await mkdtemp(prefix));
    await mkdir(work.data, { mode: 0o700 });
    await writeFile(work.passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
    if (identity) await handOver(work, identity);
    await runAs(identity, join(binaries.binDir, "initdb"), initdbArguments(work, binaries));
    await rename(work.root, cluster.root);
    await syncFolder(dirname(cluster.root));
  } catch (cause) {
    if (existsSync(cluster.root)) return;
    throw new EmbeddedStartError(
      `Không tạo được cơ sở dữ liệu ${cluster.root}. Hãy kiểm tra quyền ghi và dung lượng đĩa (cần khoảng 200 MB) rồi chạy lại.`,
      { cause },
    );
  } finally {
    if (work) await rm(work.root, { recursive: true, force: true });
  }
}

function initdbArguments(work: Cluster, { major }: Binaries): string[] {
  // Unicode rules without a language; ordering by language is named in SQL. Only Linux is sure to have C.UTF-8.
  const locale = process.platform === "linux" ? "C.UTF-8" : "C";
  return [
    `--pgdata=${work.data}`,
    `--username=${superuser}`,
    `--pwfile=${work.passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    `--locale=${locale}`,
    ...(major >= 17 ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : []),
    "--data-checksums",
    "--no-instructions",
  ];
}

async function handOver(work: Cluster, { uid, gid }: Identity): Promise<void> {
  await chown(work.data, uid, gid);
  await chown(work.passwordFile, uid, gid);
  await chown(work.root, 0, gid);
  await chmod(work.root, 0o710);
}

/** What a killed process left. Its initdb may live a moment longer than it and write again: then next time. */
async function removeAbandoned(prefix: string): Promise<void> {
  const names = await readdir(dirname(prefix));
  for (const name of names.filter((name) => name.startsWith(basename(prefix)))) {
    await rm(join(dirname(prefix), name), { recursive: true, force: true }).catch(() => {});
  }
}

/** Makes a rename outlive a power cut. Windows cannot open a folder and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
