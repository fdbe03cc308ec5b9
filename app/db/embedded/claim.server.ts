import { readFile, rm, stat, writeFile } from "node:fs/promises";
import type { Cluster } from "./cluster.server.ts";
import { isAlive } from "./os-process.server.ts";
import { codeOf, EmbeddedStartError } from "./start-error.server.ts";

/** Longer than any start: an older claim is of a process that is gone, even if its number is in use again. */
const lastsMs = 150_000;

/**
 * Runs `work`, unless another process is bringing this cluster up: then false, and the caller looks again. It saves a
 * second initdb and keeps all hands but one off postmaster.pid. Should two ever hold a claim (both took over a dead
 * process's), the rename in initdb.server.ts and PostgreSQL's own lock still let only one of them win.
 */
export async function withClaim(cluster: Cluster, work: () => Promise<boolean>): Promise<boolean> {
  const claim = `${cluster.root}.starting`;
  try {
    await writeFile(claim, String(process.pid), { flag: "wx" });
  } catch (cause) {
    if (codeOf(cause) === "EEXIST") {
      await removeIfDead(claim);
      return false;
    }
    throw new EmbeddedStartError(
      `Không ghi được vào thư mục dữ liệu (tệp ${claim}). Hãy kiểm tra quyền ghi và dung lượng đĩa rồi chạy lại.`,
      { cause },
    );
  }
  try {
    return await work();
  } finally {
    await rm(claim, { force: true });
  }
}

async function removeIfDead(claim: string): Promise<void> {
  try {
    const holder = await readFile(claim, "utf8");
    const { mtimeMs } = await stat(claim);
    const isDead = holder !== "" && !isAlive(Number(holder));
    if (isDead || Date.now() - mtimeMs > lastsMs) await rm(claim, { force: true });
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
}
