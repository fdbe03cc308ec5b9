import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "#app/db/client.server.ts";
import { businesses, people } from "#app/db/schema/index.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import type { OfficeActor } from "../actor.ts";
import { nationalIdIndexOf } from "../people/national-id.server.ts";
import type { KnownPerson } from "./import-person.ts";
import type { KnownNominees } from "./import-plan.ts";
import { liveStatuses } from "./rules.ts";
import type { NomineeRow } from "./workbook.ts";

type KnownPeople = Pick<KnownNominees, "byNationalId" | "byName">;
type Row = Awaited<ReturnType<typeof selectPeople>>[number];

/** The ward's files that the rows may mean, by number and by name, with their place in the run. One statement. */
export async function findKnownPeople(
  db: Queryable,
  actor: OfficeActor,
  runId: string,
  rows: readonly NomineeRow[],
): Promise<KnownPeople> {
  return known(actor, rows, await selectPeople(db, actor, runId, rows));
}

/** As `findKnownPeople`, locked until the command ends, in one order. */
export async function lockKnownPeople(
  tx: Transaction,
  actor: OfficeActor,
  runId: string,
  rows: readonly NomineeRow[],
): Promise<KnownPeople> {
  const found = await selectPeople(tx, actor, runId, rows)
    .orderBy(people.id)
    .for("no key update", { of: people });
  return known(actor, rows, found);
}

function selectPeople(db: Queryable, actor: OfficeActor, runId: string, rows: readonly NomineeRow[]) {
  const indexes = rows.flatMap(({ nationalId }) =>
    nationalId === null ? [] : [nationalIdIndexOf(actor.wardId, nationalId)],
  );
  const names = rows.flatMap(({ fullName }) => (fullName === null ? [] : [searchKey(fullName)]));
  return db
    .select({
      id: people.id,
      fullName: people.fullName,
      searchKey: people.searchKey,
      gender: people.gender,
      birthDate: people.birthDate,
      nationalIdIndex: people.nationalIdIndex,
      nationalIdMasked: people.nationalIdMasked,
      phone: people.phone,
      email: people.email,
      qualification: people.qualification,
      position: people.position,
      businessId: people.businessId,
      business: businesses.name,
      version: people.version,
      nominated: sql<KnownPerson["nominated"]>`(
        select case when bool_or(n.status in ${liveStatuses}) then 'live' when count(*) > 0 then 'gone' end
        from nominations n where n.ward_id = ${people.wardId} and n.person_id = ${people.id} and n.run_id = ${runId})`,
    })
    .from(people)
    .leftJoin(businesses, and(eq(businesses.wardId, people.wardId), eq(businesses.id, people.businessId)))
    .where(
      and(
        eq(people.wardId, actor.wardId),
        eq(people.status, "active"),
        or(inArray(people.nationalIdIndex, indexes), inArray(people.searchKey, [...new Set(names)])),
      ),
    );
}

function known(actor: OfficeActor, rows: readonly NomineeRow[], found: Row[]): KnownPeople {
  const byIndex = new Map(found.map((row) => [row.nationalIdIndex, knownOf(row)]));
  const byName = new Map<string, KnownPerson[]>();
  for (const row of found) byName.set(row.searchKey, [...(byName.get(row.searchKey) ?? []), knownOf(row)]);
  return {
    byNationalId: new Map(
      rows.flatMap(({ nationalId }) => {
        const person = nationalId && byIndex.get(nationalIdIndexOf(actor.wardId, nationalId));
        return nationalId && person ? [[nationalId, person] as const] : [];
      }),
    ),
    byName,
  };
}

function knownOf({ nationalIdIndex, ...row }: Row): KnownPerson {
  return { ...row, isUnsettled: nationalIdIndex === null && row.nationalIdMasked !== null };
}
