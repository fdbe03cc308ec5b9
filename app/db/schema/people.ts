import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgEnum, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { businesses } from "./businesses.ts";
import { createdAt, id, searchKeyColumn, sortKeyColumn, version } from "./columns.ts";
import { wards } from "./wards.ts";

export const genderEnum = pgEnum("gender", ["male", "female"]);
export const personStatusEnum = pgEnum("person_status", ["active", "anonymised"]);
export const qualificationEnum = pgEnum("qualification", [
  "none",
  "skilled_worker",
  "elementary",
  "intermediate",
  "college",
  "bachelor",
  "master",
  "doctor",
]);

/** One file per human being in a ward, across employers and courses. */
export const people = pgTable(
  "people",
  {
    id: id(),
    wardId: uuid()
      .notNull()
      .references(() => wards.id),
    /** As typed: never split, never re-cased. */
    fullName: text().notNull(),
    searchKey: searchKeyColumn(),
    /** Byte order of this key is the office order: given name first, syllable by syllable. */
    sortKey: sortKeyColumn().notNull(),
    gender: genderEnum(),
    /** `yyyy-mm-dd`, or `yyyy` where only the year is known. */
    birthDate: text(),
    nationalIdCipher: text(),
    /** Null beside a number that a business typed and that stands in another file: the office has to decide. */
    nationalIdIndex: text(),
    nationalIdMasked: text(),
    /** E.164. */
    phone: text(),
    email: text(),
    qualification: qualificationEnum(),
    position: text(),
    /** Present employer. */
    businessId: uuid(),
    status: personStatusEnum().notNull().default("active"),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [
    unique("people_tenant_key").on(table.wardId, table.id),
    unique("people_national_id_unique").on(table.wardId, table.nationalIdIndex),
    foreignKey({
      name: "people_business_fk",
      columns: [table.wardId, table.businessId],
      foreignColumns: [businesses.wardId, businesses.id],
    }),
    index("people_list_index").on(table.wardId, table.sortKey),
    index("people_business_index").on(table.wardId, table.businessId, table.sortKey),
    index("people_search_index").using("gin", table.searchKey.op("gin_trgm_ops")),
    check("people_name_nfc", sql`${table.fullName} is nfc normalized`),
    check("people_birth_date", sql`${table.birthDate} ~ '^\\d{4}(-\\d{2}-\\d{2})?$'`),
    check(
      "people_national_id_whole",
      sql`num_nulls(${table.nationalIdCipher}, ${table.nationalIdMasked}) in (0, 2)
        and (${table.nationalIdIndex} is null or ${table.nationalIdCipher} is not null)`,
    ),
  ],
);
