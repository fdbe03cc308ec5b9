import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Binaries } from "./binaries.server.ts";
import { EmbeddedStartError } from "./start-error.server.ts";

/** Where the app's own PostgreSQL keeps its things: `root` is our folder, `data` in it is PostgreSQL's. */
export type Cluster = { root: string; data: string; passwordFile: string; logFile: string };

/** The only role of a new cluster. */
export const superuser = "postgres";

export function clusterAt(root: string): Cluster {
  const data = join(root, "data");
  return { root, data, passwordFile: join(root, "password"), logFile: join(data, "server.log") };
}

/** The cluster below the app's data folder. */
export function clusterIn(folder: string): Cluster {
  return clusterAt(join(folder, "postgresql"));
}

/**
 * Creates the app's data folder if need be. Refuses one that cannot be used: not writable, a PostgreSQL's own data
 * directory, or with a character in its path that pg_ctl would hand to the shell unquoted.
 */
export async function openFolder(folder: string): Promise<void> {
  if (process.platform !== "win32" && /["$`\\\n]/.test(folder)) {
    throw new EmbeddedStartError(
      `Đường dẫn thư mục dữ liệu ${folder} có ký tự mà PostgreSQL không nhận (" $ \` \\). Hãy đặt DATA_DIR vào một thư mục khác.`,
    );
  }
  try {
    // As root others may pass through, because PostgreSQL's account has to; they cannot list what is inside.
    await mkdir(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  } catch (cause) {
    throw new EmbeddedStartError(
      `Không tạo được thư mục dữ liệu ${folder}. Hãy kiểm tra quyền ghi và dung lượng đĩa, hoặc đặt DATA_DIR vào một thư mục khác.`,
      { cause },
    );
  }
  if (existsSync(join(folder, "PG_VERSION"))) {
    throw new EmbeddedStartError(
      `Thư mục ${folder} là thư mục dữ liệu của một PostgreSQL khác; ứng dụng không dùng và không sửa nó. Hãy đặt DATA_DIR vào một thư mục riêng.`,
    );
  }
}

/** Refuses an app's data folder in which no database was ever made. */
export function requireCluster(folder: string): void {
  if (existsSync(clusterIn(folder).root)) return;
  throw new EmbeddedStartError(
    `Trong thư mục ${folder} chưa có cơ sở dữ liệu nào của ứng dụng. Hãy kiểm tra DATA_DIR, hoặc đặt DATABASE_URL nếu dữ liệu nằm trên một máy chủ PostgreSQL.`,
  );
}

/** The password of `superuser`, made by initdb.server.ts; readable for the account of PostgreSQL only, and for root. */
export async function readPassword(cluster: Cluster): Promise<string> {
  try {
    return await readFile(cluster.passwordFile, "utf8");
  } catch (cause) {
    throw new EmbeddedStartError(
      `Không đọc được tệp mật khẩu ${cluster.passwordFile}. Hãy khôi phục tệp này từ bản sao lưu, hoặc cho người dùng đang chạy ứng dụng quyền đọc.`,
      { cause },
    );
  }
}

/** Refuses a cluster that these programs cannot run: each major version of PostgreSQL has its own file format. */
export async function checkVersion(cluster: Cluster, binaries: Binaries): Promise<void> {
  let found: string;
  try {
    found = (await readFile(join(cluster.data, "PG_VERSION"), "utf8")).trim();
  } catch (cause) {
    throw new EmbeddedStartError(
      `Thư mục ${cluster.root} không phải là cơ sở dữ liệu của ứng dụng, hoặc đã mất tệp. Hãy khôi phục thư mục này từ bản sao lưu, hoặc đặt DATA_DIR vào một thư mục khác.`,
      { cause },
    );
  }
  if (found !== String(binaries.major)) {
    throw new EmbeddedStartError(
      `Thư mục ${cluster.data} chứa dữ liệu của PostgreSQL ${found}, còn ứng dụng chạy PostgreSQL ${binaries.major}. Hãy đặt DATA_DIR vào một thư mục khác, hoặc đặt DATABASE_URL trỏ tới máy chủ PostgreSQL ${found} giữ dữ liệu này.`,
    );
  }
}
