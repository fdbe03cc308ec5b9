import { and, eq, inArray } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { businesses, people } from "#app/db/schema/index.ts";
import type { OfficeActor } from "../actor.ts";
import { nationalIdIndexOf } from "./national-id.server.ts";

type TypedNumber = {
  personId: string;
  searchKey: string;
  nationalId: string | null;
  nationalIdIndex: string | null;
};

/**
 * Whose the numbers are that businesses typed and that stand in other files, by the person for whom each was typed.
 * For the office alone.
 */
export async function findHolders(db: Queryable, actor: OfficeActor, typed: readonly TypedNumber[]) {
  const claims = typed.flatMap(({ personId, searchKey, nationalId, nationalIdIndex }) =>
    nationalId === null || nationalIdIndex !== null
      ? []
      : [{ personId, searchKey, index: nationalIdIndexOf(actor.wardId, nationalId) }],
  );
  if (claims.length === 0) return new Map<string, never>();
  const rows = await db
    .select({
      index: people.nationalIdIndex,
      fullName: people.fullName,
      searchKey: people.searchKey,
      business: businesses.name,
    })
    .from(people)
    .leftJoin(businesses, and(eq(businesses.wardId, people.wardId), eq(businesses.id, people.businessId)))
    .where(
      and(
        eq(people.wardId, actor.wardId),
        inArray(
          people.nationalIdIndex,
          claims.map(({ index }) => index),
        ),
      ),
    );
  const holders = new Map(rows.map((row) => [row.index, row]));
  return new Map(
    claims.flatMap(({ personId, searchKey, index }) => {
      const holder = holders.get(index);
      if (!holder) return [];
      const { fullName, business } = holder;
      return [[personId, { fullName, business, isSameName: holder.searchKey === searchKey }] as const];
    }),
  );
}
