import { type Column, like, type SQL } from "drizzle-orm";
import { searchKey } from "#app/vietnamese/text.ts";

/**
 * The condition of a list's search: every row whose search key contains what was typed, accents and case apart.
 * Undefined when nothing was typed, which `and()` leaves out. The trigram index of the column serves it.
 */
export function matchesSearch(column: Column, typed: string | null): SQL | undefined {
  const key = searchKey(typed ?? "");
  // A search key holds letters, digits and blanks alone, so nothing in it can act as a wildcard.
  return key === "" ? undefined : like(column, `%${key}%`);
}
