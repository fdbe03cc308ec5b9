import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { businesses } from "./businesses.ts";
import { createdAt, id, instant, version } from "./columns.ts";
import { surveyRounds } from "./rounds.ts";
import { skills } from "./skills.ts";
import { wards } from "./wards.ts";

export const responseStatusEnum = pgEnum("response_status", ["submitted", "verified", "returned"]);
export const responseSourceEnum = pgEnum("response_source", ["own", "phone", "paper"]);
export const needModeEnum = pgEnum("need_mode", ["hire", "train"]);
export const needStatusEnum = pgEnum("need_status", ["open", "partly_met", "met", "withdrawn"]);

/** What a business typed and has not sent, exactly as its form posts it. Its own: the office neither sees nor ends it. */
export const responseDrafts = pgTable(
  "response_drafts",
  {
    wardId: uuid().notNull(),
    roundId: uuid().notNull(),
    businessId: uuid().notNull(),
    /** Null once it was sent: the row goes on counting versions, so that a page left open cannot bring it back. */
    content: jsonb().$type<Record<string, unknown>>(),
    /** Revision of the response that the form was made from; 0 for none. */
    revision: integer().notNull().default(0),
    savedAt: instant().notNull(),
    version: version(),
  },
  (table) => [
    primaryKey({ name: "response_drafts_pk", columns: [table.roundId, table.businessId] }),
    foreignKey({
      name: "response_drafts_round_fk",
      columns: [table.wardId, table.roundId],
      foreignColumns: [surveyRounds.wardId, surveyRounds.id],
    }),
    foreignKey({
      name: "response_drafts_business_fk",
      columns: [table.wardId, table.businessId],
      foreignColumns: [businesses.wardId, businesses.id],
    }),
  ],
);

/** The last receipt number that a ward gave in a year; taken under the row's lock. */
export const receiptCounters = pgTable(
  "receipt_counters",
  {
    wardId: uuid()
      .notNull()
      .references(() => wards.id),
    year: smallint().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ name: "receipt_counters_pk", columns: [table.wardId, table.year] })],
);

/** The answer of a business as it was sent last; there is none before the first sending. */
export const responses = pgTable(
  "responses",
  {
    id: id(),
    wardId: uuid().notNull(),
    roundId: uuid().notNull(),
    businessId: uuid().notNull(),
    status: responseStatusEnum().notNull(),
    source: responseSourceEnum().notNull().default("own"),
    contactName: text(),
    contactTitle: text(),
    phone: text(),
    workerCount: integer(),
    femaleCount: integer(),
    /** Workers whose main work is IT, networks or IoT. */
    digitalWorkerCount: integer(),
    /** The honest "none": an answer without need lines. */
    noNeed: boolean().notNull().default(false),
    note: text(),
    /** `KS-2027-0042`, counted in the ward and year of the round; kept through every correction. */
    receiptNumber: text().notNull(),
    /** Each sending makes the next one. */
    revision: integer().notNull().default(1),
    firstSubmittedAt: instant(),
    submittedAt: instant().notNull(),
    late: boolean().notNull().default(false),
    returnComment: text(),
    reviewedBy: uuid().references(() => accounts.id),
    reviewedAt: instant(),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [
    unique("responses_tenant_key").on(table.wardId, table.id),
    unique("responses_one_per_business").on(table.roundId, table.businessId),
    unique("responses_receipt_unique").on(table.wardId, table.receiptNumber),
    foreignKey({
      name: "responses_round_fk",
      columns: [table.wardId, table.roundId],
      foreignColumns: [surveyRounds.wardId, surveyRounds.id],
    }),
    foreignKey({
      name: "responses_business_fk",
      columns: [table.wardId, table.businessId],
      foreignColumns: [businesses.wardId, businesses.id],
    }),
    index("responses_list_index").on(table.wardId, table.roundId, table.status),
    check(
      "responses_return_needs_comment",
      sql`${table.status} <> 'returned' or ${table.returnComment} is not null`,
    ),
    check("responses_women_among_workers", sql`${table.femaleCount} <= ${table.workerCount}`),
  ],
);

/** Every sending of a response, as it was sent. */
export const responseRevisions = pgTable(
  "response_revisions",
  {
    id: id(),
    wardId: uuid().notNull(),
    responseId: uuid().notNull(),
    revision: integer().notNull(),
    source: responseSourceEnum().notNull(),
    /** The account that answered on behalf; null when the business answered through its link. */
    submittedBy: uuid().references(() => accounts.id),
    submittedAt: instant().notNull(),
    content: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    unique("response_revisions_unique").on(table.responseId, table.revision),
    foreignKey({
      name: "response_revisions_response_fk",
      columns: [table.wardId, table.responseId],
      foreignColumns: [responses.wardId, responses.id],
    }),
  ],
);

/** The account of a need: stated → seated → nominated → approved → attended → passed = met. */
export const needLines = pgTable(
  "need_lines",
  {
    id: id(),
    wardId: uuid().notNull(),
    roundId: uuid().notNull(),
    businessId: uuid().notNull(),
    responseId: uuid().notNull(),
    /** Number of the line inside its response; never used again for another line. */
    number: smallint().notNull(),
    /** Position as the business calls it. */
    position: text().notNull(),
    skillId: uuid()
      .notNull()
      .references(() => skills.id),
    /** Wanted level 1 to 4 (skill levels of domain.md 4.3). */
    level: smallint().notNull(),
    people: integer().notNull(),
    mode: needModeEnum().notNull(),
    wantedYear: smallint().notNull(),
    wantedQuarter: smallint().notNull(),
    status: needStatusEnum().notNull().default("open"),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [
    unique("need_lines_tenant_key").on(table.wardId, table.id),
    unique("need_lines_number_unique").on(table.responseId, table.number),
    foreignKey({
      name: "need_lines_response_fk",
      columns: [table.wardId, table.responseId],
      foreignColumns: [responses.wardId, responses.id],
    }),
    foreignKey({
      name: "need_lines_business_fk",
      columns: [table.wardId, table.businessId],
      foreignColumns: [businesses.wardId, businesses.id],
    }),
    index("need_lines_round_index").on(table.wardId, table.roundId, table.skillId),
    index("need_lines_business_index").on(table.wardId, table.businessId),
    check("need_lines_level", sql`${table.level} between 1 and 4`),
    check("need_lines_people", sql`${table.people} between 1 and 1000`),
    check("need_lines_quarter", sql`${table.wantedQuarter} between 1 and 4`),
  ],
);
