import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { findProjectFile } from "#app/lib/project-files.server.ts";

/** Any number: it only has to be the same in every process that migrates one database. */
const migrationLock = 7_230_510;

/**
 * Brings the database at `url` to the newest schema. Safe to run twice, by two processes at once (an advisory lock
 * lets one wait for the other) and after an interruption (each run is one transaction).
 */
export async function migrateDatabase(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    await client`select pg_advisory_lock(${migrationLock})`;
    await migrate(drizzle(client), {
      migrationsFolder: fileURLToPath(findProjectFile("drizzle/migrations/")),
    });
  } finally {
    await client.end({ timeout: 5 });
  }
}
