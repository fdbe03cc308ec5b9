import { and, eq, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { Transaction } from "#app/db/client.server.ts";
import { insertRows } from "#app/db/insert-rows.server.ts";
import { isOneOf } from "#app/db/is-one-of.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { people } from "#app/db/schema/index.ts";
import type { OfficeActor } from "../actor.ts";
import type { AuditRecord } from "../audit/commands.server.ts";
import { keysOf, personalFields } from "../people/file-of.server.ts";
import { protectNationalId } from "../people/national-id.server.ts";
import type { KnownPerson } from "./import-person.ts";
import type { PlannedNominee } from "./import-plan.ts";

/** What saving did to one file: the version it left, and what was written over where the file was known. */
export type SavedPerson = {
  id: string;
  version: number;
  fullName: string;
  before: Partial<Omit<typeof people.$inferSelect, "id" | "wardId">> | null;
};

export type PersonWrite = {
  rowNumber: number;
  values: typeof people.$inferInsert;
  saved: SavedPerson;
  audit: AuditRecord;
  movesEmployer: boolean;
};

const written = [
  "gender",
  "birthDate",
  "nationalIdCipher",
  "nationalIdIndex",
  "nationalIdMasked",
  "phone",
  "email",
  "qualification",
  "position",
  "businessId",
] as const;

/** What a row writes into a file: a new one, or what changes in a known one. Null where the file stays as it is. */
export function personWriteOf({ wardId }: OfficeActor, planned: PlannedNominee): PersonWrite | null {
  if (planned.state !== "new" && planned.state !== "changed") return null;
  const { rowNumber } = planned.row;
  if (planned.state === "new" && planned.person === null) {
    const { nationalId, ...facts } = planned.values;
    const { businessId } = planned;
    const id = newId();
    const number = nationalId === null ? {} : protectNationalId({ wardId, personId: id, nationalId });
    return {
      rowNumber,
      values: { id, wardId, ...facts, ...keysOf(facts.fullName), ...number, businessId },
      saved: { id, version: 1, fullName: facts.fullName, before: null },
      audit: auditOf("person.create", id, null, { ...planned.values, businessId }),
      movesEmployer: false,
    };
  }
  const { person, changes } = planned;
  if (person === null) return null;
  // Whom a business sends works there, once the office has said so.
  const businessId = planned.state === "new" ? planned.businessId : person.businessId;
  const movesEmployer = businessId !== person.businessId;
  if (!movesEmployer && Object.keys(changes).length === 0) return null;
  return {
    rowNumber,
    values: { ...columnsOf(wardId, person), ...changedColumns(wardId, person.id, changes), businessId },
    saved: {
      id: person.id,
      version: person.version + 1,
      fullName: person.fullName,
      before: beforeOf(person, changes, movesEmployer),
    },
    audit: auditOf("person.update", person.id, beforeOf(person, changes, movesEmployer), {
      ...changes,
      ...(movesEmployer ? { businessId } : {}),
    }),
    movesEmployer,
  };
}

type Changes = Extract<PlannedNominee, { state: "changed" }>["changes"];

/** The row of a known file as it stands; a number that it has is not among what an import knows, and stays. */
function columnsOf(wardId: string, person: KnownPerson): typeof people.$inferInsert {
  const { id, fullName, gender, birthDate, phone, email, qualification, position } = person;
  return {
    id,
    wardId,
    fullName,
    ...keysOf(fullName),
    gender,
    birthDate,
    phone,
    email,
    qualification,
    position,
  };
}

function changedColumns(
  wardId: string,
  personId: string,
  { nationalId, fullName: _name, ...facts }: Changes,
) {
  return { ...facts, ...(nationalId ? protectNationalId({ wardId, personId, nationalId }) : {}) };
}

function beforeOf(
  person: KnownPerson,
  changes: Changes,
  movesEmployer: boolean,
): NonNullable<SavedPerson["before"]> {
  const { nationalId, fullName: _name, ...facts } = changes;
  const names = Object.keys(facts) as (keyof typeof facts)[];
  return {
    ...Object.fromEntries(names.map((name) => [name, person[name]])),
    ...(nationalId ? { nationalIdCipher: null, nationalIdIndex: null, nationalIdMasked: null } : {}),
    ...(movesEmployer ? { businessId: person.businessId } : {}),
  };
}

function auditOf(
  action: string,
  entityId: string,
  before: Record<string, unknown> | null,
  after: Record<string, unknown>,
): AuditRecord {
  return { action, entity: "person", entityId, before, after, personal: personalFields };
}

/** New files are added and known ones changed, in few statements for all. */
export async function writePeople(tx: Transaction, writes: readonly PersonWrite[]): Promise<void> {
  const kept = new Set(["nationalIdCipher", "nationalIdIndex", "nationalIdMasked"]);
  const set = written.map((column) => {
    const name = sql.identifier(toSnakeCase(column));
    // A number is only ever filled in.
    return kept.has(column)
      ? sql`${name} = coalesce(${people[column]}, excluded.${name})`
      : sql`${name} = excluded.${name}`;
  });
  const values = writes.map((write) => write.values);
  const change = sql`on conflict (id) do update set ${sql.join(set, sql`, `)}, version = ${people.version} + 1`;
  await insertRows(tx, people, values, change);
}

/** Puts the values before back into known files of the ward and removes the added ones; a statement for each kind of change. */
export async function revertPeople(
  tx: Transaction,
  { wardId }: OfficeActor,
  saved: readonly SavedPerson[],
): Promise<void> {
  const added = saved.flatMap(({ id, before }) => (before ? [] : [id]));
  const known = saved.filter(({ before }) => before !== null);
  if (known.length > 0) {
    const entries = JSON.stringify(known.map(({ id, before }) => ({ id, before })));
    const restored = written.map((column) => {
      const name = sql.identifier(toSnakeCase(column));
      const type = sql.raw(restoredTypes[column] ?? "text");
      return sql`${name} = case when entry->'before' ? ${column} then (entry->'before'->>${column})::${type} else p.${name} end`;
    });
    await tx.execute(sql`
      update ${people} p set version = p.version + 1, ${sql.join(restored, sql`, `)}
      from jsonb_array_elements(${entries}::jsonb) entry
      where p.ward_id = ${wardId} and p.id = (entry->>'id')::uuid`);
  }
  if (added.length > 0)
    await tx.delete(people).where(and(eq(people.wardId, wardId), isOneOf(people.id, added)));
}

const restoredTypes: Partial<Record<(typeof written)[number], string>> = {
  gender: "gender",
  qualification: "qualification",
  businessId: "uuid",
};
