import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { businesses } from "./businesses.ts";
import { createdAt, id, instant, version } from "./columns.ts";
import { courseRuns, seatAllotments } from "./courses.ts";
import { genderEnum, people, qualificationEnum } from "./people.ts";
import { needLines } from "./responses.ts";

/** `proposed` waits for the office (a business proposed it); a seat is given when the office accepts. */
export const nominationStatusEnum = pgEnum("nomination_status", [
  "proposed",
  "not_eligible",
  "primary",
  "reserve",
  "sent",
  "withdrawn",
]);
export const nominationSourceEnum = pgEnum("nomination_source", ["business", "office"]);
export const listStatusEnum = pgEnum("list_status", [
  "draft",
  "submitted",
  "approved",
  "returned",
  "issued",
  "received",
]);
export const seatKindEnum = pgEnum("seat_kind", ["primary", "reserve"]);
export const signingCapacityEnum = pgEnum("signing_capacity", ["chair", "for_chair", "by_order"]);

/** The official document for (run, ward). */
export const nomineeLists = pgTable(
  "nominee_lists",
  {
    id: id(),
    wardId: uuid().notNull(),
    runId: uuid().notNull(),
    status: listStatusEnum().notNull().default("draft"),
    proposedBy: uuid().references(() => accounts.id),
    submittedAt: instant(),
    /** What the proposer overrode and why, shown to the leader. */
    submitNote: text(),
    decidedBy: uuid().references(() => accounts.id),
    decidedAt: instant(),
    returnComment: text(),
    /** As printed, kept from the issue on: the run's name may still be mended, the letter may not. */
    title: text(),
    /** Of the ward, as printed, kept like the title: a ward may be renamed, what it issued may not. */
    wardCode: text(),
    wardName: text(),
    placeName: text(),
    letterSymbol: text(),
    /** The run's columns when the list was submitted: a list keeps those that the leader saw. */
    rosterTemplate: jsonb(),
    /** Given by the records clerk after approval; every document prints with these still blank. */
    letterNumber: integer(),
    letterYear: smallint(),
    letterDate: date({ mode: "string" }),
    signerName: text(),
    /** Post as printed under the capacity: "Phó Chủ tịch". */
    signerTitle: text(),
    signingCapacity: signingCapacityEnum(),
    issuedAt: instant(),
    /** SHA-256 over the canonical rows and head of the issued list, base64url. */
    contentHash: text(),
    receivedAt: instant(),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [
    unique("nominee_lists_tenant_key").on(table.wardId, table.id),
    unique("nominee_lists_one_per_run").on(table.wardId, table.runId),
    unique("nominee_lists_letter_unique").on(table.wardId, table.letterYear, table.letterNumber),
    foreignKey({
      name: "nominee_lists_allotment_fk",
      columns: [table.wardId, table.runId],
      foreignColumns: [seatAllotments.wardId, seatAllotments.runId],
    }),
    index("nominee_lists_status_index").on(table.wardId, table.status),
    check("nominee_lists_not_own_proposal", sql`${table.decidedBy} <> ${table.proposedBy}`),
    check(
      "nominee_lists_return_needs_comment",
      sql`${table.status} <> 'returned' or ${table.returnComment} is not null`,
    ),
    check(
      "nominee_lists_issued_is_whole",
      sql`${table.status} not in ('issued', 'received') or num_nulls(${table.title}, ${table.wardCode}, ${table.wardName},
        ${table.placeName}, ${table.letterSymbol}, ${table.letterNumber}, ${table.letterYear}, ${table.letterDate},
        ${table.signerName}, ${table.signingCapacity}, ${table.issuedAt}, ${table.contentHash}, ${table.decidedBy}) = 0`,
    ),
  ],
);

export const nominations = pgTable(
  "nominations",
  {
    id: id(),
    wardId: uuid().notNull(),
    runId: uuid().notNull(),
    personId: uuid().notNull(),
    businessId: uuid().notNull(),
    needLineId: uuid(),
    outsideNeedReason: text(),
    status: nominationStatusEnum().notNull(),
    source: nominationSourceEnum().notNull(),
    /** Place in the list, and among the reserves; given when the seat is decided. */
    position: integer(),
    statusReason: text(),
    proposedBy: uuid()
      .notNull()
      .references(() => accounts.id),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [
    unique("nominations_tenant_key").on(table.wardId, table.id),
    uniqueIndex("nominations_one_live_per_person")
      .on(table.runId, table.personId)
      .where(sql`${table.status} not in ('withdrawn', 'not_eligible')`),
    foreignKey({
      name: "nominations_allotment_fk",
      columns: [table.wardId, table.runId],
      foreignColumns: [seatAllotments.wardId, seatAllotments.runId],
    }),
    foreignKey({
      name: "nominations_person_fk",
      columns: [table.wardId, table.personId],
      foreignColumns: [people.wardId, people.id],
    }),
    foreignKey({
      name: "nominations_business_fk",
      columns: [table.wardId, table.businessId],
      foreignColumns: [businesses.wardId, businesses.id],
    }),
    foreignKey({
      name: "nominations_need_line_fk",
      columns: [table.wardId, table.needLineId],
      foreignColumns: [needLines.wardId, needLines.id],
    }),
    index("nominations_run_index").on(table.wardId, table.runId, table.status),
    index("nominations_person_index").on(table.wardId, table.personId),
    index("nominations_need_index").on(table.wardId, table.needLineId),
    index("nominations_business_index").on(table.wardId, table.businessId, table.runId),
    check(
      "nominations_need_or_reason",
      sql`(${table.needLineId} is null) <> (${table.outsideNeedReason} is null)`,
    ),
    check(
      "nominations_refusal_has_reason",
      sql`${table.status} not in ('not_eligible', 'withdrawn') or ${table.statusReason} is not null`,
    ),
  ],
);

/** The rows of a list as the leader approves them; after issue nothing may change them (trigger). */
export const nomineeListRows = pgTable(
  "nominee_list_rows",
  {
    id: id(),
    wardId: uuid().notNull(),
    listId: uuid().notNull(),
    runId: uuid()
      .notNull()
      .references(() => courseRuns.id),
    number: integer().notNull(),
    nominationId: uuid().notNull(),
    seat: seatKindEnum().notNull(),
    fullName: text().notNull(),
    gender: genderEnum(),
    birthDate: text(),
    nationalIdCipher: text(),
    nationalIdMasked: text(),
    phone: text(),
    email: text(),
    position: text(),
    qualification: qualificationEnum(),
    employer: text().notNull(),
    /** Of the employer, as it may be shown. */
    taxCode: text(),
  },
  (table) => [
    unique("nominee_list_rows_number_unique").on(table.listId, table.number),
    unique("nominee_list_rows_nomination_unique").on(table.listId, table.nominationId),
    foreignKey({
      name: "nominee_list_rows_list_fk",
      columns: [table.wardId, table.listId],
      foreignColumns: [nomineeLists.wardId, nomineeLists.id],
    }),
    foreignKey({
      name: "nominee_list_rows_nomination_fk",
      columns: [table.wardId, table.nominationId],
      foreignColumns: [nominations.wardId, nominations.id],
    }),
    index("nominee_list_rows_run_index").on(table.runId, table.wardId, table.number),
  ],
);
