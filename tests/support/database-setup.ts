import { readFileSync, rmSync } from "node:fs";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "#app/db/embedded.server.ts";
import { migrateDatabase } from "#app/db/migrate.server.ts";
import { templateDatabase, urlOf } from "./database.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Superuser, in the database `postgres`, of the PostgreSQL that this run started for itself. */
    postgresUrl: string;
  }
}

/**
 * Starts a PostgreSQL of this run's own in a temporary folder and prepares the database that every test file clones.
 * TEST_POSTGRES_BIN names another version's programs, for example /usr/lib/postgresql/15/bin.
 */
export default async function startTestDatabase(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "nhan-luc-so-test-"));
  const server = await startEmbedded({
    dataDir: folder,
    binDir: process.env.TEST_POSTGRES_BIN || undefined,
    // Test files run side by side, each with a pool of its own. fsync stays on: without it a file saves 0.1 s.
    settings: { max_connections: "200" },
  });
  const abandon = () => endAtOnce(server.dataDirectory, folder);
  process.once("exit", abandon);
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
    process.off("exit", abandon);
  };
  try {
    const adminUrl = urlOf(server.url, "postgres");
    await prepareTemplate(adminUrl, folder);
    project.provide("postgresUrl", adminUrl);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Ctrl-C ends vitest without a teardown, and then nothing asynchronous runs any more. */
function endAtOnce(dataDirectory: string, folder: string): void {
  process.kill(Number.parseInt(readFileSync(join(dataDirectory, "postmaster.pid"), "utf8"), 10), "SIGQUIT");
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

async function prepareTemplate(adminUrl: string, folder: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const [shown] = await sql<{ data_directory: string }[]>`show data_directory`;
    if (!shown?.data_directory.startsWith(await realpath(folder))) {
      throw new Error(`the tests would write into ${shown?.data_directory}, which is not their own`);
    }
    await sql`create database ${sql(templateDatabase)}`;
    await migrateDatabase(urlOf(adminUrl, templateDatabase));
    // Cloning fails while anybody is connected to the template: from now on nobody can be.
    await sql`alter database ${sql(templateDatabase)} with allow_connections false`;
  } finally {
    await sql.end();
  }
}
