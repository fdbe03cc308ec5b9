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
