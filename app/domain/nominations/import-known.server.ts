import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "#app/db/client.server.ts";
import { isOneOf } from "#app/db/is-one-of.server.ts";
import { businesses, nominations, people } from "#app/db/schema/index.ts";
import { mapInTurns } from "#app/lib/in-turns.server.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import type { OfficeActor } from "../actor.ts";
import { hasNationalId } from "../people/file-of.server.ts";
import { nationalIdIndexOf } from "../people/national-id.server.ts";
import type { KnownPerson } from "./import-person.ts";
import type { KnownPeople } from "./import-recognise.ts";
import { liveStatuses } from "./rules.ts";
import type { NomineeRow } from "./workbook.ts";

type Row = Awaited<ReturnType<typeof selectPeople>>[number];

/** The ward's files that the rows may mean, by number and by name, with their place in the run. One statement. */
export async function findKnownPeople(
  db: Queryable,
  actor: OfficeActor,
  runId: string,
  rows: readonly NomineeRow[],
): Promise<KnownPeople> {
  const indexes = await indexNumbers(actor, rows);
  return known(rows, indexes, await selectPeople(db, actor, runId, await namesOf(rows), indexes));
}

/** As `findKnownPeople`, locked until the command ends. */
export async function lockKnownPeople(
  tx: Transaction,
  actor: OfficeActor,
  runId: string,
  rows: readonly NomineeRow[],
): Promise<KnownPeople> {
  const indexes = await indexNumbers(actor, rows);
  const found = await selectPeople(tx, actor, runId, await namesOf(rows), indexes).for("no key update", {
    of: people,
  });
  return known(rows, indexes, found);
}

type Indexes = ReadonlyMap<string, string>;

/** By number, what `people.national_id_index` holds for it. */
async function indexNumbers({ wardId }: OfficeActor, rows: readonly NomineeRow[]): Promise<Indexes> {
  const numbers = [...new Set(rows.flatMap(({ nationalId }) => nationalId ?? []))];
  return new Map(await mapInTurns(numbers, (number) => [number, nationalIdIndexOf(wardId, number)] as const));
}

async function namesOf(rows: readonly NomineeRow[]): Promise<string[]> {
  const names = new Set(rows.flatMap(({ fullName }) => fullName ?? []));
  return [...new Set(await mapInTurns([...names], searchKey))];
}

/** In one order: a look and the save after it make the same plan, and locks are taken without a deadlock. */
function selectPeople(
  db: Queryable,
  actor: OfficeActor,
  runId: string,
  names: readonly string[],
  indexes: Indexes,
) {
  const ofRun = and(eq(nominations.wardId, actor.wardId), eq(nominations.runId, runId));
  // Each is looked up in a set that is made once, whatever the planner believes of a run that was just filled.
  const nominees = db.select({ id: nominations.personId }).from(nominations).where(ofRun);
  const live = db
    .select({ id: nominations.personId })
    .from(nominations)
    .where(and(ofRun, inArray(nominations.status, liveStatuses)));
  return db
    .select({
      id: people.id,
      fullName: people.fullName,
      searchKey: people.searchKey,
      gender: people.gender,
      birthDate: people.birthDate,
      nationalIdIndex: people.nationalIdIndex,
      nationalIdMasked: people.nationalIdMasked,
      hasNationalId,
      phone: people.phone,
      email: people.email,
      qualification: people.qualification,
      position: people.position,
      businessId: people.businessId,
      business: businesses.name,
      version: people.version,
      nominated: sql<KnownPerson["nominated"]>`
        case when ${people.id} in ${live} then 'live' when ${people.id} in ${nominees} then 'gone' end`,
    })
    .from(people)
    .leftJoin(businesses, and(eq(businesses.wardId, people.wardId), eq(businesses.id, people.businessId)))
    .where(
      and(
        eq(people.wardId, actor.wardId),
        eq(people.status, "active"),
        or(isOneOf(people.nationalIdIndex, [...indexes.values()]), isOneOf(people.searchKey, names)),
      ),
    )
    .orderBy(people.id);
}

async function known(rows: readonly NomineeRow[], indexes: Indexes, found: Row[]): Promise<KnownPeople> {
  const files = await mapInTurns(found, knownOf);
  const byIndex = new Map(found.map((row, place) => [row.nationalIdIndex, files[place]]));
  const byName = new Map<string, KnownPerson[]>();
  for (const file of files) {
    const namesakes = byName.get(file.searchKey);
    if (namesakes) namesakes.push(file);
    else byName.set(file.searchKey, [file]);
  }
  return {
    byNationalId: new Map(
      rows.flatMap(({ nationalId }) => {
        const person = nationalId && byIndex.get(indexes.get(nationalId) ?? "");
        return nationalId && person ? [[nationalId, person] as const] : [];
      }),
    ),
    byName,
  };
}

function knownOf({ nationalIdIndex: _index, ...row }: Row): KnownPerson {
  return { ...row, isUnsettled: !row.hasNationalId && row.nationalIdMasked !== null };
}
