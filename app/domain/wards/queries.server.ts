import { asc, count, eq } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { wards } from "#app/db/schema/index.ts";
import { matchesSearch } from "#app/db/search.server.ts";
import type { AdminActor } from "../actor.ts";
import { NotFound } from "../errors.ts";

type ListParams = { search: string; page: number; pageSize: number };

/** One page of the installation's wards by code, and how many match. */
export async function listWards(db: Queryable, _actor: AdminActor, { search, page, pageSize }: ListParams) {
  const matches = matchesSearch(wards.searchKey, search);
  const rows = await db
    .select({
      id: wards.id,
      code: wards.code,
      name: wards.name,
      provinceName: wards.provinceName,
      letterSymbol: wards.letterSymbol,
    })
    .from(wards)
    .where(matches)
    .orderBy(asc(wards.code))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const [all] = await db.select({ total: count() }).from(wards).where(matches);
  return { rows, total: all?.total ?? 0 };
}

export async function countWards(db: Queryable, _actor: AdminActor): Promise<number> {
  const [all] = await db.select({ total: count() }).from(wards);
  return all?.total ?? 0;
}

/** Every ward by its name, to choose one from. */
export function listWardChoices(db: Queryable, _actor: AdminActor) {
  return db.select({ id: wards.id, name: wards.name }).from(wards).orderBy(asc(wards.searchKey));
}

/** @throws NotFound */
export async function getWard(db: Queryable, _actor: AdminActor, wardId: string) {
  const [ward] = await db
    .select({
      id: wards.id,
      code: wards.code,
      name: wards.name,
      placeName: wards.placeName,
      provinceCode: wards.provinceCode,
      provinceName: wards.provinceName,
      letterSymbol: wards.letterSymbol,
      officePhone: wards.officePhone,
      version: wards.version,
    })
    .from(wards)
    .where(eq(wards.id, wardId));
  if (!ward) throw new NotFound();
  return ward;
}
