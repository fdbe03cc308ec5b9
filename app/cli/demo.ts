import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "#app/db/client.server.ts";
import { type EmbeddedPostgres, startEmbedded } from "#app/db/embedded.server.ts";
import { migrateDatabase } from "#app/db/migrate.server.ts";
import { newKey } from "#app/lib/keys.server.ts";
import { ensureBuild } from "./ensure-build.ts";

/**
 * `npm run demo`: builds if needed, starts a PostgreSQL in a temporary folder, fills the demo ward, serves it, and
 * leaves nothing behind. `--dev` serves through vite instead of the build.
 */
const isDev = process.argv.includes("--dev");
process.env.APP_KEYS ??= newKey("demo");
// The seed is imported after the key is set: the key ring is read once.
const { seedDemo } = await import("../../drizzle/seed/demo.ts");
const { demoPassword, demoSignIns } = await import("../../drizzle/seed/demo-accounts.ts");

if (!isDev) ensureBuild();
const folder = mkdtempSync(join(tmpdir(), "nhan-luc-so-demo-"));
let engine: EmbeddedPostgres | undefined;
let server: ChildProcess | undefined;

async function stop(code: number): Promise<never> {
  if (server?.exitCode === null && server.kill("SIGTERM")) await once(server, "exit");
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop(0));

try {
  engine = await startEmbedded({ dataDir: folder });
  await migrateDatabase(engine.url);
  const { db, close } = connect(engine.url, { pool: 4 });
  const { surveyPath } = await seedDemo(db);
  await close();
  const origin = process.env.PUBLIC_ORIGIN ?? `http://localhost:${process.env.PORT ?? 3000}`;
  const lines = demoSignIns.map(({ email, role }) => `  ${email.padEnd(26)} ${role}`);
  console.log(
    `\nBản trình diễn (mọi người và cơ sở đều hư cấu). Mật khẩu chung: ${demoPassword}\n${lines.join("\n")}`,
  );
  console.log(`\nPhiếu khảo sát của một cơ sở: ${origin}${surveyPath}\n`);
  const args = isDev ? ["--import", "tsx", "app/server.dev.ts"] : ["build/server/server.js"];
  server = spawn(process.execPath, args, {
    env: {
      ...process.env,
      NODE_ENV: isDev ? "development" : "production",
      DATABASE_URL: engine.url,
      DATA_DIR: folder,
    },
    stdio: "inherit",
  });
  server.once("exit", (code) => void stop(code ?? 0));
} catch (error) {
  console.error(error);
  await stop(1);
}
