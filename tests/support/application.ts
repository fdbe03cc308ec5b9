import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { sql } from "drizzle-orm";
import { type Connection, connect } from "#app/db/client.server.ts";
import { sessions } from "#app/db/schema/index.ts";
import { hashToken, newToken } from "#app/lib/keys.server.ts";
import { createTestDatabase } from "./database.ts";
import { createPersonas, type Personas } from "./personas.ts";

export type Application = {
  origin: string;
  url: string;
  db: Connection["db"];
  people: Personas;
  process: ChildProcess;
  /** A session cookie for an account, made directly in the database: signing in itself is tested elsewhere. */
  cookieOf(account: { accountId: string }): Promise<string>;
  /** A request as a browser on this site sends it. Redirects are returned, not followed. */
  fetch(path: string, init?: RequestInit & { as?: { accountId: string } }): Promise<Response>;
  /** A form post as a browser without scripts sends it. */
  post(path: string, fields: Record<string, string>, as?: { accountId: string }): Promise<Response>;
  stop(): Promise<void>;
};

/** The built server on a free port over a database of its own, with two wards and their people. */
export async function startApplication(extraEnv: Record<string, string> = {}): Promise<Application> {
  const database = await createTestDatabase();
  const app = await startApplicationOn(database.url, extraEnv);
  return {
    ...app,
    stop: async () => {
      await app.stop();
      await database.drop();
    },
  };
}

/** The same over a migrated database that the caller made and removes. */
export async function startApplicationOn(
  url: string,
  extraEnv: Record<string, string> = {},
): Promise<Application> {
  const connection = connect(url, { pool: 4 });
  const { db } = connection;
  const people = await createPersonas(db);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const server = await startServer({ PORT: String(port), DATABASE_URL: url, ...extraEnv });

  const cookieOf = async ({ accountId }: { accountId: string }) => {
    const token = newToken();
    await db
      .insert(sessions)
      .values({ tokenHash: hashToken(token), accountId, expiresAt: sql`now() + interval '1 hour'` });
    return `sid=${token}`;
  };
  const request: Application["fetch"] = async (path, { as, headers, ...init } = {}) => {
    const all = new Headers(headers);
    if (as) all.set("Cookie", await cookieOf(as));
    if (init.method && init.method !== "GET" && !all.has("Origin")) all.set("Origin", origin);
    return fetch(origin + path, { redirect: "manual", ...init, headers: all });
  };
  return {
    origin,
    url,
    db,
    people,
    process: server,
    cookieOf,
    fetch: request,
    post: (path, fields, as) => request(path, { method: "POST", body: new URLSearchParams(fields), as }),
    stop: async () => {
      await stopServer(server);
      await connection.close();
    },
  };
}

/** Starts build/server/server.js as `npm start` does and waits until it listens. */
export async function startServer(env: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["build/server/server.js"], {
    env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "debug", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const errors: string[] = [];
  child.stderr?.on("data", (chunk) => errors.push(String(chunk)));
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    if (line.includes('"listening"')) {
      child.stdout?.resume();
      return child;
    }
  }
  throw new Error(`the server ended before it listened: ${errors.join("")}`);
}

export async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
