import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgEnum, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { businesses } from "./businesses.ts";
import { createdAt, id, instant, searchKeyColumn, version } from "./columns.ts";
import { providers } from "./courses.ts";
import { wards } from "./wards.ts";

export const roleEnum = pgEnum("role", [
  "business",
  "office",
  "leader",
  "unit",
  "provider",
  "province",
  "admin",
]);
export const unitEnum = pgEnum("unit", ["economy_infra_division", "media_centre", "ward_police"]);
export const accountStatusEnum = pgEnum("account_status", ["invited", "active", "disabled"]);
export const accountLinkKindEnum = pgEnum("account_link_kind", ["setup", "password"]);

export const accounts = pgTable(
  "accounts",
  {
    id: id(),
    email: text().notNull(),
    fullName: text().notNull(),
    /** Of name and address, see domain/accounts/commands.server.ts. */
    searchKey: searchKeyColumn().default(""),
    /** Post title as printed under a signature: "Phó Chủ tịch". */
    postTitle: text(),
    role: roleEnum().notNull(),
    wardId: uuid().references(() => wards.id),
    unit: unitEnum(),
    businessId: uuid(),
    providerId: uuid().references(() => providers.id),
    provinceCode: text(),
    status: accountStatusEnum().notNull().default("invited"),
    /** argon2id PHC string; null until the holder has set a password. */
    passwordHash: text(),
    lastSignInAt: instant(),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [
    unique("accounts_email_unique").on(table.email),
    index("accounts_ward_index").on(table.wardId, table.email),
    foreignKey({
      name: "accounts_business_fk",
      columns: [table.wardId, table.businessId],
      foreignColumns: [businesses.wardId, businesses.id],
    }),
    check("accounts_email_lower", sql`${table.email} = lower(${table.email})`),
    check(
      "accounts_scope_of_role",
      sql`case ${table.role}
        when 'business' then ${table.wardId} is not null and ${table.businessId} is not null
        when 'office' then ${table.wardId} is not null
        when 'leader' then ${table.wardId} is not null
        when 'unit' then ${table.wardId} is not null and ${table.unit} is not null
        when 'provider' then ${table.providerId} is not null and ${table.wardId} is null
        when 'province' then ${table.provinceCode} is not null and ${table.wardId} is null
        else ${table.wardId} is null end`,
    ),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    /** SHA-256 of the cookie's token; the token itself is never stored. */
    tokenHash: text().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
    lastSeenAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
  },
  (table) => [
    index("sessions_account_index").on(table.accountId),
    index("sessions_expiry_index").on(table.expiresAt),
  ],
);

/** One-time links: the first set-up of an installation, and the first or a new password of an account. */
export const accountLinks = pgTable("account_links", {
  tokenHash: text().primaryKey(),
  kind: accountLinkKindEnum().notNull(),
  accountId: uuid().references(() => accounts.id, { onDelete: "cascade" }),
  createdAt: createdAt(),
  expiresAt: instant().notNull(),
  usedAt: instant(),
});

/** Storage of rate-limiter-flexible: points used of a key until it expires. */
export const rateLimits = pgTable("rate_limits", {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: instant(),
});
