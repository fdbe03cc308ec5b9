import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";

/** Migrated once for each run by database-setup.ts. */
export const templateDatabase = "template_app";

export type TestDatabase = { url: string; drop(): Promise<void> };

/** A migrated, empty database of the caller's own: one for each test file, made in about 0.1 s. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await asAdmin((sql) => sql`create database ${sql(name)} template ${sql(templateDatabase)}`);
  return {
    url: urlOf(inject("postgresUrl"), name),
    drop: () => asAdmin((sql) => sql`drop database if exists ${sql(name)} with (force)`),
  };
}

/** The same server and role, another database. */
export function urlOf(url: string, database: string): string {
  return new URL(`/${database}`, url).href;
}

async function asAdmin(work: (sql: postgres.Sql) => PromiseLike<unknown>): Promise<void> {
  const sql = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
