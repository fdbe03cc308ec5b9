import { createServer } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";
import { connect } from "#app/db/client.server.ts";
import { startEngine } from "#app/db/engine.server.ts";
import { migrateDatabase } from "#app/db/migrate.server.ts";
import { createSetUpLink } from "#app/domain/accounts/set-up.server.ts";
import { seedSkills } from "#app/domain/skills/commands.server.ts";
import { env } from "#app/lib/env.server.ts";
import { log } from "#app/lib/log.server.ts";
import { createApplication } from "./application.server.ts";

/**
 * Starts the whole program: engine, migrations, HTTP. Ends it in the opposite order on SIGTERM or SIGINT: requests
 * under way are finished, then the pool, then the database that we started.
 */
export async function serve(
  build: ServerBuild | (() => Promise<ServerBuild>),
  assets?: RequestHandler,
): Promise<void> {
  const { PORT, HOST, PUBLIC_ORIGIN, DATABASE_POOL } = env();
  const engine = await startEngine();
  await migrateDatabase(engine.url);
  const { db, close } = connect(engine.url, { pool: DATABASE_POOL });
  await seedSkills(db);

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
  await new Promise<void>((ready, failed) => server.once("error", failed).listen(PORT, HOST, ready));
  log.info({ origin: PUBLIC_ORIGIN }, "listening");
  await announce(db, PUBLIC_ORIGIN);

  const stop = async (signal: string) => {
    log.info({ signal }, "stopping");
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
