import { sql } from "drizzle-orm";
import { expect, inject, onTestFinished, test } from "vitest";
import { type Connection, connect } from "#app/db/client.server.ts";
import { freePort } from "#tests/support/application.ts";

/** A pool of its own, for a server on which nobody else's connections may be ended. */
function open(url: string, pool = 2): Connection {
  const connection = connect(url, { pool });
  onTestFinished(() => connection.close());
  return connection;
}
const processOf = async ({ db }: Connection) => {
  const [row] = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return row!.pid;
};

test("of several hosts in DATABASE_URL the one that answers is used", async () => {
  const { hostname, port } = new URL(inject("postgresUrl"));
  const there = `${hostname}:${port}`;
  const url = inject("postgresUrl").replace(there, `${hostname}:${await freePort()},${there}`);
  expect(await processOf(open(url))).toBeGreaterThan(0);
});

test("a server that is not there is named in the error, and the pool can be asked again", async () => {
  const url = new URL(inject("postgresUrl"));
  url.port = String(await freePort());
  const nowhere = open(url.href);
  for (let attempt = 0; attempt < 2; attempt++)
    await expect(processOf(nowhere)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
});

test("a connection that the server has ended is opened again", async () => {
  const [pool, other] = [open(inject("postgresUrl"), 1), open(inject("postgresUrl"), 1)];
  const first = await processOf(pool);
  await other.db.execute(sql`select pg_terminate_backend(${first}::int)`);
  await expect.poll(() => processOf(pool).catch(() => first)).not.toBe(first);
});
