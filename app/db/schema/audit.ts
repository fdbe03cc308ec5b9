import { bigint, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { createdAt, id, instant } from "./columns.ts";
import { wards } from "./wards.ts";

/** Head of each chain: one per ward (its id) and one for the installation ("installation"). Locked to append. */
export const auditChains = pgTable("audit_chains", {
  chain: text().primaryKey(),
  sequence: bigint({ mode: "number" }).notNull().default(0),
  headHash: text().notNull().default(""),
});

/** Append-only (trigger), tamper-evident, and without any name or number of a person. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    chain: text().notNull(),
    sequence: bigint({ mode: "number" }).notNull(),
    at: instant().notNull(),
    /** `account:<id>`, `invitation:<id>` or `system`. */
    actor: text().notNull(),
    role: text().notNull(),
    action: text().notNull(),
    entity: text().notNull(),
    entityId: text().notNull(),
    /** Canonical JSON text, hashed as stored; personal values are keyed digests. */
    before: text(),
    after: text(),
    requestId: text(),
    previousHash: text().notNull(),
    hash: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.chain, table.sequence] }),
    unique("audit_entries_no_fork").on(table.chain, table.previousHash),
    index("audit_entries_entity_index").on(table.chain, table.entity, table.entityId),
  ],
);

/** A form that was already carried out: its key, and what it answered. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    key: uuid().primaryKey(),
    /** The actor the key belongs to; the key of another actor is a conflict, never a replay. */
    actor: text().notNull(),
    /** Keyed digest of what was asked: the key with another content is a conflict too. */
    fingerprint: text().notNull(),
    result: jsonb().$type<unknown>(),
    createdAt: createdAt(),
  },
  (table) => [index("idempotency_keys_age_index").on(table.createdAt)],
);

/** Every file with people in it that left the system. */
export const exports = pgTable(
  "exports",
  {
    id: id(),
    at: createdAt(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    /** The ward whose people it shows: a roster that joins several has a row for each, so that each finds it. */
    wardId: uuid().references(() => wards.id),
    kind: text().notNull(),
    subjectId: uuid().notNull(),
    columns: text().array().notNull(),
    rowCount: integer().notNull(),
    recipient: text().notNull(),
    purpose: text().notNull(),
  },
  (table) => [
    index("exports_ward_index").on(table.wardId, table.at),
    index("exports_subject_index").on(table.subjectId, table.at),
  ],
);
