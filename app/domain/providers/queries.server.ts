import { asc } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { providers } from "#app/db/schema/index.ts";

/** Every training provider by name. They stand above the wards, so every signed-in role may read the names. */
export function listProviders(db: Queryable) {
  return db
    .select({ id: providers.id, name: providers.name })
    .from(providers)
    .orderBy(asc(providers.searchKey));
}
