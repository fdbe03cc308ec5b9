import { createServer } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";
import { connect } from "#app/db/client.server.ts";
import { startEngine } from "#app/db/engine.server.ts";
import { DatabaseUnavailable, translateDatabaseError } from "#app/db/errors.server.ts";
import { migrateDatabase } from "#app/db/migrate.server.ts";
import { createSetUpLink } from "#app/domain/accounts/set-up.server.ts";
import { purgeExpired } from "#app/domain/retention/purge.server.ts";
import { seedSkills } from "#app/domain/skills/commands.server.ts";
import { env } from "#app/lib/env.server.ts";
import { requireKeys } from "#app/lib/keys.server.ts";
import { log } from "#app/lib/log.server.ts";
import { createApplication } from "./application.server.ts";

/** Runs the whole program. What keeps it from starting is said in a sentence; then it ends with 1. */
export async function serve(
  build: ServerBuild | (() => Promise<ServerBuild>),
  assets?: RequestHandler,
): Promise<void> {
  try {
    await start(build, assets);
  } catch (error) {
    log.fatal({ err: error }, "not started");
    process.stderr.write(`\n  ${error instanceof Error ? error.message : error}\n\n`);
    process.exit(1);
  }
}

/**
 * Engine, migrations, HTTP. Ends them in the opposite order on SIGTERM or SIGINT: requests under way are finished,
 * then the pool, then the database that we started.
 */
async function start(
  build: ServerBuild | (() => Promise<ServerBuild>),
  assets: RequestHandler | undefined,
): Promise<void> {
  const { PORT, HOST, PUBLIC_ORIGIN, DATABASE_POOL } = env();
  requireKeys();
  const engine = await startEngine();
  const { db, close } = connect(engine.url, { pool: DATABASE_POOL });
  const server = createServer(
    {
      headersTimeout: 15_000,
      requestTimeout: 60_000,
      connectionsCheckingInterval: 5_000,
      maxHeaderSize: 16_384,
    },
    createApplication({ db, build, assets }),
  );
  server.maxConnections = 20_000;
  try {
    await migrateDatabase(engine.url).catch((error) => {
      throw unreachable(engine.url, error) ?? error;
    });
    await seedSkills(db);
    await new Promise<void>((ready, failed) => server.once("error", failed).listen(PORT, HOST, ready));
  } catch (error) {
    await close();
    await engine.stop();
    throw portTaken(PORT, error) ?? error;
  }
  log.info({ origin: PUBLIC_ORIGIN }, "listening");
  // A database that goes away at this moment comes back; the next start makes the link.
  await announce(db, PUBLIC_ORIGIN).catch((error) => log.error({ err: error }, "no set-up link was made"));
  const purge = () => purgeExpired(db).catch((error) => log.error({ err: error }, "nothing was purged"));
  void purge();
  const purging = setInterval(purge, 24 * 60 * 60 * 1000).unref();

  const stop = async (signal: string) => {
    log.info({ signal }, "stopping");
    clearInterval(purging);
    // Requests under way get 20 s; keep-alive connections without one are closed at once.
    const force = setTimeout(() => server.closeAllConnections(), 20_000);
    await new Promise((closed) => {
      server.close(closed);
      server.closeIdleConnections();
    });
    clearTimeout(force);
    await close();
    await engine.stop();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop(signal));
}

/** A server that is not there, does not know us, or has no such database. Its address holds a password: not shown. */
function unreachable(url: string, error: unknown): Error | null {
  const { code } = error as NodeJS.ErrnoException;
  const isRefused =
    translateDatabaseError(error) instanceof DatabaseUnavailable || /^(28|3D)/.test(code ?? "");
  if (!isRefused && code !== "ENOTFOUND" && code !== "EAI_AGAIN") return null;
  const { host, pathname } = new URL(url);
  return new Error(
    `Không kết nối được cơ sở dữ liệu ${pathname.slice(1)} trên máy chủ PostgreSQL ${host} (${code}). Hãy kiểm tra DATABASE_URL và máy chủ đó rồi chạy lại.`,
    { cause: error },
  );
}

function portTaken(port: number, error: unknown): Error | null {
  if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") return null;
  return new Error(
    `Cổng ${port} đang có chương trình khác dùng. Hãy đặt PORT khác, hoặc dừng chương trình đó.`,
    {
      cause: error,
    },
  );
}

/** An empty installation has no account: whoever reads the console makes the first administrator. */
async function announce(db: ReturnType<typeof connect>["db"], origin: string): Promise<void> {
  const token = await createSetUpLink(db);
  const lines = token
    ? [
        "Hệ thống chưa có tài khoản. Mở liên kết này (dùng một lần, trong 72 giờ) để tạo quản trị viên:",
        `${origin}/setup/${token}`,
      ]
    : [`Nhân lực số: ${origin}`];
  process.stdout.write(`\n${lines.map((line) => `  ${line}\n`).join("")}\n`);
}
