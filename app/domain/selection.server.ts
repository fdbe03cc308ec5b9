import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { Conflict, Invalid } from "./errors.ts";
import { mostAtOnce, type Selection } from "./selection.ts";

/** Says which rows match, beside how many: an aggregate over their ids for the query that counts them. */
export function digestOfMatches(id: PgColumn): SQL<string> {
  return sql<string>`encode(sha256(coalesce(string_agg(uuid_send(${id}), ''::bytea order by ${id}), '')), 'hex')`;
}

/** As `digestOfMatches`, of rows that were read. */
export function digestOfIds(ids: readonly string[]): string {
  const hash = createHash("sha256");
  for (const id of [...ids].sort()) hash.update(Buffer.from(id.replaceAll("-", ""), "hex"));
  return hash.digest("hex");
}

/**
 * The rows that were selected must be found: of those that were ticked as many, of "all that match" the very ones that
 * the page counted.
 * @throws Conflict when others are
 */
export function requireAsSeen(found: readonly string[], { scope, chosen, seen }: Selection): void {
  if (found.length > mostAtOnce) throw new Invalid("scope", "app:errors.tooManyChosen", { max: mostAtOnce });
  const isAsSeen = scope === "all" ? digestOfIds(found) === seen : found.length === chosen.length;
  if (!isAsSeen) throw new Conflict("app:errors.selectionChanged");
}
