import { Socket } from "node:net";
import { type ExtractTablesWithRelations, sql } from "drizzle-orm";
import type { PgDatabase, PgTransaction } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { requestContext } from "#app/lib/request-context.server.ts";
import * as schema from "./schema/index.ts";

type Schema = typeof schema;
type Tables = ExtractTablesWithRelations<Schema>;

/** The pool. Only routes/, http/, the seed and the command line hold one; a command passes it to `inTransaction`. */
export type Database = PgDatabase<PostgresJsQueryResultHKT, Schema, Tables>;
/** One open transaction. */
export type Transaction = PgTransaction<PostgresJsQueryResultHKT, Schema, Tables>;
/** What a query needs: it works inside and outside a transaction. */
export type Queryable = Database | Transaction;

export type Connection = { db: Database; close(): Promise<void> };

/**
 * Opens a pool on a PostgreSQL server. All waiting is bounded: connecting 5 s, a lock 5 s, a statement 15 s, an
 * idle transaction 15 s; how many requests may wait for a connection is bounded by http/admission.server.ts.
 */
export function connect(url: string, { pool = 12 } = {}): Connection {
  const client = postgres(url, {
    max: pool,
    // Spread, because the driver's types leave this option out.
    ...{ socket: socketOpener() },
    connect_timeout: 5,
    idle_timeout: 300,
    max_lifetime: 3600,
    // The default grows to 20 s, so that the first good answer after a restart of the server came too late.
    backoff: (retries) => Math.min(0.1 * 2 ** retries, 1),
    onnotice: () => {},
    // Drizzle knows our types; looking them up would cost every new connection a statement.
    fetch_types: false,
    connection: {
      application_name: "nhan-luc-so",
      TimeZone: "UTC",
      statement_timeout: 15_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 15_000,
    },
  });
  return {
    db: drizzle(forDrizzle(client), { schema, casing: "snake_case" }),
    close: () => client.end({ timeout: 5 }),
  };
}

/** What the driver has read from the URL: a path for a Unix socket, or one or more hosts with their ports. */
type Address = { path: string | false; host: string[]; port: number[] };

/**
 * Opens the driver's sockets without Nagle's algorithm. The driver sends the last statements of a transaction in
 * several small writes, and each would wait up to 40 ms until the server has acknowledged the one before it. Of
 * several hosts each attempt takes the next, as the driver does itself.
 */
function socketOpener(): (address: Address) => Socket {
  let attempts = 0;
  return ({ path, host: hosts, port: ports }) => {
    const attempt = attempts++ % hosts.length;
    const [host = "localhost", port = 5432] = [hosts[attempt], ports[attempt]];
    const socket = new Socket().setNoDelay();
    // Not before the driver listens to the socket: it would never hear of a connection that fails at once.
    queueMicrotask(() => socket.connect(path ? { path } : { host, port }));
    // The driver checks a certificate against this name, and names both in its errors.
    return Object.assign(socket, { host, port });
  };
}

/** More parameters than any query of a page has: rows in bulk, a different statement for each number of them. */
const maxPreparedParameters = 120;

/**
 * What Drizzle gets instead of the bare driver. It sends its queries unprepared, and the driver then asks the server
 * for the types of the parameters first: two round trips for each. Prepared ones need one and keep their plan for as
 * long as the connection lives. Statements are counted here, where they still belong to their request.
 */
function forDrizzle<C extends postgres.Sql | postgres.TransactionSql>(client: C): C {
  return new Proxy(client, {
    get(target, name) {
      if (name === "unsafe")
        return (query: string, params: never[] = [], options?: postgres.UnsafeQueryOptions) => {
          countStatements(1);
          const prepare = params.length > 0 && params.length <= maxPreparedParameters;
          return target.unsafe(query, params, { ...options, prepare });
        };
      if (name === "begin")
        return (work: (tx: postgres.TransactionSql) => unknown) => {
          // BEGIN, and COMMIT or ROLLBACK.
          countStatements(2);
          return (target as postgres.Sql).begin((tx) => work(forDrizzle(tx)));
        };
      return Reflect.get(target, name) as unknown;
    },
  });
}

function countStatements(count: number): void {
  const context = requestContext();
  if (context) context.statements += count;
}

/** True when the database answers now. */
export async function isReachable(db: Database): Promise<boolean> {
  try {
    await db.execute(sql`select 1`);
    return true;
  } catch {
    return false;
  }
}
