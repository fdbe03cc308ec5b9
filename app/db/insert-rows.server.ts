import { getTableName, type SQL, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Transaction } from "./client.server.ts";

const rowsAtOnce = 2_000;

/**
 * Inserts rows of a list in few statements. They go as JSON, in one parameter: putting thousands of parameters together
 * keeps the process from everybody else, and PostgreSQL takes 65,535 of them at most. What some rows leave out is null
 * in them, what all leave out gets its default.
 * @param onConflict what follows the values
 */
export async function insertRows<Table extends PgTable>(
  tx: Transaction,
  table: Table,
  rows: readonly Table["$inferInsert"][],
  onConflict: SQL = sql``,
): Promise<void> {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = sql.join(
    keys.map((key) => sql.identifier(toSnakeCase(key))),
    sql`, `,
  );
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const batch = rows
      .slice(start, start + rowsAtOnce)
      .map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [toSnakeCase(key), value])));
    await tx.execute(sql`
      insert into ${table} (${columns}) select ${columns}
      from jsonb_populate_recordset(null::${sql.identifier(getTableName(table))}, ${JSON.stringify(batch)}::jsonb)
      ${onConflict}`);
  }
}
