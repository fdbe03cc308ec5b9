import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/**
 * As `inArray` with one parameter however many values there are: a statement takes 65,535 parameters at most. The array
 * is written out, so that PostgreSQL plans with its values and looks them up instead of comparing each with each row.
 */
export function isOneOf(column: PgColumn, values: readonly string[]): SQL {
  const elements = values.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`);
  return sql`${column} = any(${`{${elements.join(",")}}`}::${sql.raw(column.getSQLType())}[])`;
}
