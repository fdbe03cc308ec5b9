import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  numeric,
  pgEnum,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, searchKeyColumn, sortKeyColumn, version } from "./columns.ts";
import { wards } from "./wards.ts";

export const registryStatusEnum = pgEnum("registry_status", ["active", "closed", "merged"]);
export const businessKindEnum = pgEnum("business_kind", [
  "company",
  "joint_stock",
  "private_enterprise",
  "cooperative",
  "household",
  "branch",
  "other",
]);

export const clusters = pgTable(
  "clusters",
  {
    id: id(),
    wardId: uuid()
      .notNull()
      .references(() => wards.id),
    name: text().notNull(),
    searchKey: searchKeyColumn(),
    /** Decision that established the cluster, as written: "QĐ 27/QĐ-UBND ngày 17/01/2022". */
    decision: text(),
    /** Hectares. */
    area: numeric({ precision: 8, scale: 2, mode: "number" }),
    status: registryStatusEnum().notNull().default("active"),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [
    unique("clusters_tenant_key").on(table.wardId, table.id),
    unique("clusters_name_unique").on(table.wardId, table.searchKey),
    check("clusters_name_nfc", sql`${table.name} is nfc normalized`),
  ],
);

export const businesses = pgTable(
  "businesses",
  {
    id: id(),
    wardId: uuid()
      .notNull()
      .references(() => wards.id),
    clusterId: uuid(),
    name: text().notNull(),
    searchKey: searchKeyColumn(),
    /** Byte order of this key is the Vietnamese order of the names. */
    sortKey: sortKeyColumn().notNull(),
    kind: businessKindEnum().notNull(),
    /** A 12-digit tax code is a citizen's ID number, so every tax code is stored encrypted … */
    taxCodeCipher: text(),
    /** … is found by its blind index … */
    taxCodeIndex: text(),
    /** … and is shown by this text: plain for an organisation, masked for a person. */
    taxCodeShown: text(),
    address: text(),
    contactName: text(),
    contactTitle: text(),
    /** E.164. */
    phone: text(),
    email: text(),
    workerCount: integer(),
    femaleCount: integer(),
    status: registryStatusEnum().notNull().default("active"),
    closedReason: text(),
    mergedIntoId: uuid(),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [
    unique("businesses_tenant_key").on(table.wardId, table.id),
    unique("businesses_tax_code_unique").on(table.wardId, table.taxCodeIndex),
    foreignKey({
      name: "businesses_cluster_fk",
      columns: [table.wardId, table.clusterId],
      foreignColumns: [clusters.wardId, clusters.id],
    }),
    foreignKey({
      name: "businesses_merged_fk",
      columns: [table.wardId, table.mergedIntoId],
      foreignColumns: [table.wardId, table.id],
    }),
    index("businesses_list_index").on(table.wardId, table.status, table.sortKey),
    index("businesses_cluster_index").on(table.wardId, table.clusterId, table.status),
    index("businesses_search_index").using("gin", table.searchKey.op("gin_trgm_ops")),
    check("businesses_name_nfc", sql`${table.name} is nfc normalized`),
    check("businesses_women_among_workers", sql`${table.femaleCount} <= ${table.workerCount}`),
    check(
      "businesses_closed_has_reason",
      sql`${table.status} <> 'closed' or ${table.closedReason} is not null`,
    ),
    check(
      "businesses_merged_has_target",
      sql`(${table.status} = 'merged') = (${table.mergedIntoId} is not null)`,
    ),
  ],
);
