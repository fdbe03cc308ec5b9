import { sql } from "drizzle-orm";
import { check, index, jsonb, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { bytes, createdAt, id, version } from "./columns.ts";
import { providers } from "./courses.ts";
import { wards } from "./wards.ts";

export const providerFormStatusEnum = pgEnum("provider_form_status", ["draft", "active", "retired"]);

/**
 * A workbook of a training provider that its rosters are written into, and how. One that a ward's office uploaded on
 * behalf of the provider bears the ward: that ward and the provider see it, no other ward does.
 */
export const providerForms = pgTable(
  "provider_forms",
  {
    id: id(),
    providerId: uuid()
      .notNull()
      .references(() => providers.id),
    /** The ward whose office uploaded it; null for the provider's own. */
    wardId: uuid().references(() => wards.id),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    name: text().notNull(),
    fileName: text().notNull(),
    /** The blank form as it came; it may hold examples with people in them. */
    fileCipher: bytes().notNull(),
    /** What a person changed of what was recognised. */
    choices: jsonb().notNull(),
    /** How it is filled; null until a list was found in it. */
    mapping: jsonb(),
    status: providerFormStatusEnum().notNull().default("draft"),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [
    index("provider_forms_provider_index").on(table.providerId, table.createdAt),
    index("provider_forms_ward_index").on(table.wardId, table.createdAt),
    check("provider_forms_name_nfc", sql`${table.name} is nfc normalized`),
    check(
      "provider_forms_active_is_understood",
      sql`${table.status} <> 'active' or ${table.mapping} is not null`,
    ),
  ],
);
