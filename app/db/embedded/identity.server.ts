import { execFile } from "node:child_process";
import { chmod, chown, readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { codeOf, EmbeddedStartError } from "./start-error.server.ts";

/** The system account that PostgreSQL runs as, and the command that stands before each of its programs. */
export type Identity = { name: string; uid: number; gid: number; prefix: readonly string[] };

const execute = promisify(execFile);

/** All that PostgreSQL's programs see of our environment: APP_KEYS must not reach another account. */
const passedOn = ["PATH", "LD_LIBRARY_PATH", "SystemRoot", "TEMP", "TMP"];

/** Runs a program as `identity` (null: as ourselves) and returns what it prints; a failure carries its stderr. */
export async function runAs(
  identity: Identity | null,
  program: string,
  args: readonly string[],
): Promise<string> {
  const [file = program, ...rest] = [...(identity?.prefix ?? []), program, ...args];
  const passed = Object.fromEntries(passedOn.map((name) => [name, process.env[name]]));
  const env = { ...passed, NODE_ENV: process.env.NODE_ENV, LC_ALL: "C" };
  const account = identity && identity.prefix.length === 0 ? { uid: identity.uid, gid: identity.gid } : {};
  // The current folder may be closed to the account; the root never is.
  const { stdout } = await execute(file, rest, { cwd: "/", env, ...account });
  return stdout;
}

/**
 * Decides who runs PostgreSQL, which refuses to run as root. An ordinary user runs it himself (null). For root it is
 * the owner of `data` or, before that exists, the first of `accounts` that the machine has.
 * @param folder the app's data folder, which exists; @param data PostgreSQL's own folder below it
 */
export async function chooseIdentity(
  folder: string,
  data: string,
  accounts: readonly string[],
): Promise<Identity | null> {
  const me = process.getuid?.();
  if (me === undefined) return null;
  const owner = await findOwner(data);
  if (me === 0) return reach(folder, await chooseAccount(data, owner, accounts));
  if (owner && owner.uid !== me) throw foreignOwner(data);
  return null;
}

async function findOwner(data: string): Promise<{ uid: number; gid: number } | null> {
  try {
    return await stat(data);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw foreignOwner(data, error);
  }
}

async function chooseAccount(
  data: string,
  owner: { uid: number; gid: number } | null,
  accounts: readonly string[],
): Promise<Identity> {
  const known = await readAccounts();
  if (!owner) {
    const account = accounts.flatMap((name) => known.filter((candidate) => candidate.name === name))[0];
    if (account) return account;
    throw new EmbeddedStartError(
      `PostgreSQL không chạy bằng quyền root, mà máy này không có người dùng nào trong số: ${accounts.join(", ")}. Hãy tạo một người dùng (useradd --system postgres), hoặc chạy ứng dụng bằng người dùng thường.`,
    );
  }
  if (owner.uid === 0) {
    throw new EmbeddedStartError(
      `Thư mục ${data} thuộc về root nên PostgreSQL không nhận. Hãy trả lại cho người dùng chạy PostgreSQL, ví dụ: chown -R ${accounts[0] ?? "postgres"} "${dirname(data)}", rồi chạy lại.`,
    );
  }
  const name = known.find((candidate) => candidate.uid === owner.uid)?.name ?? String(owner.uid);
  return { name, uid: owner.uid, gid: owner.gid, prefix: [] };
}

async function readAccounts(): Promise<Identity[]> {
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n");
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(":");
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid), prefix: [] }] : [];
  });
}

/** Makes sure the account can pass into the app's data folder, or says which folder is in the way. */
async function reach(folder: string, account: Identity): Promise<Identity> {
  const refusals: unknown[] = [];
  const ways = [
    async () => account,
    () => letGroupPass(folder, account),
    async () => withReadSearch(account),
  ];
  for (const way of ways) {
    try {
      const candidate = await way();
      await runAs(candidate, "/bin/sh", ["-c", 'cd -- "$1"', "sh", folder]);
      return candidate;
    } catch (error) {
      refusals.push(error);
    }
  }
  throw new EmbeddedStartError(
    `Ứng dụng chạy bằng quyền root nên PostgreSQL chạy bằng người dùng "${account.name}", nhưng người dùng này không vào được thư mục ${folder}. Hãy đặt DATA_DIR ra ngoài các thư mục riêng như /root (ví dụ /var/lib/nhan-luc-so), hoặc chạy ứng dụng bằng người dùng thường.`,
    { cause: new AggregateError(refusals) },
  );
}

/** Only the app's own folder, and only while its group has no right in it: nobody else gains or loses anything. */
async function letGroupPass(folder: string, account: Identity): Promise<Identity> {
  const { mode, uid } = await stat(folder);
  if ((mode & 0o070) === 0) {
    await chown(folder, uid, account.gid);
    await chmod(folder, (mode & 0o7777) | 0o010);
  }
  return account;
}

/** The way past a parent folder that only root may enter: the right to read and search folders, and no other. */
function withReadSearch(account: Identity): Identity {
  const ids = [`--reuid=${account.uid}`, `--regid=${account.gid}`, "--clear-groups"];
  const rights = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"];
  return { ...account, prefix: ["setpriv", ...ids, ...rights] };
}

function foreignOwner(data: string, cause?: unknown): EmbeddedStartError {
  return new EmbeddedStartError(
    `Thư mục ${data} thuộc về một người dùng khác của máy. Hãy chạy ứng dụng bằng người dùng đó (hoặc root), hoặc đặt DATA_DIR vào một thư mục khác.`,
    { cause },
  );
}
