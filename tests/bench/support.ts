import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuild } from "#app/cli/ensure-build.ts";
import { startEmbedded } from "#app/db/embedded.server.ts";
import { migrateDatabase } from "#app/db/migrate.server.ts";
import { type Application, startApplicationOn } from "#tests/support/application.ts";

export type BenchApplication = Application;

/** One result of a measurement as a line of JSON. */
export function print(result: Record<string, string | number>): void {
  console.log(JSON.stringify(result));
}

/** A PostgreSQL of the benchmark's own in a temporary folder, migrated. */
export async function startBenchDatabase(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "nhan-luc-so-bench-"));
  const engine = await startEmbedded({ dataDir: folder });
  await migrateDatabase(engine.url);
  return {
    url: engine.url,
    stop: async () => {
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The built server over such a database, with the people of tests/support/personas.ts. */
export async function startBenchApplication(): Promise<BenchApplication> {
  ensureBuild();
  const database = await startBenchDatabase();
  const app = await startApplicationOn(database.url);
  return {
    ...app,
    stop: async () => {
      await app.stop();
      await database.stop();
    },
  };
}
