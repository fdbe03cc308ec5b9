import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { businesses } from "./businesses.ts";
import { createdAt, id, instant, version } from "./columns.ts";
import { wards } from "./wards.ts";

/** "Closing" is not stored: it is an open round after its last day, until its late day (see survey/rules.ts). */
export const roundStatusEnum = pgEnum("round_status", ["draft", "open", "closed"]);
export const channelEnum = pgEnum("channel", ["zalo", "phone", "email", "paper"]);

export const surveyRounds = pgTable(
  "survey_rounds",
  {
    id: id(),
    wardId: uuid()
      .notNull()
      .references(() => wards.id),
    year: smallint().notNull(),
    number: smallint().notNull(),
    title: text().notNull(),
    /** All three are whole local days in Asia/Ho_Chi_Minh; each day belongs to the round. */
    opensOn: date({ mode: "string" }).notNull(),
    closesOn: date({ mode: "string" }).notNull(),
    lateUntil: date({ mode: "string" }).notNull(),
    questionnaireVersion: smallint().notNull().default(1),
    status: roundStatusEnum().notNull().default("draft"),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [
    unique("survey_rounds_tenant_key").on(table.wardId, table.id),
    unique("survey_rounds_number_unique").on(table.wardId, table.year, table.number),
    check(
      "survey_rounds_days_in_order",
      sql`${table.opensOn} <= ${table.closesOn} and ${table.closesOn} <= ${table.lateUntil}`,
    ),
  ],
);

/** A business in a round, and its personal link. */
export const invitations = pgTable(
  "invitations",
  {
    id: id(),
    wardId: uuid().notNull(),
    roundId: uuid().notNull(),
    businessId: uuid().notNull(),
    /** SHA-256 of the token; the token is recomputed from id, generation and the installation's key. */
    tokenHash: text().notNull(),
    generation: integer().notNull().default(1),
    channel: channelEnum(),
    sentAt: instant(),
    firstOpenedAt: instant(),
    lastOpenedAt: instant(),
    timesOpened: integer().notNull().default(0),
    reminders: integer().notNull().default(0),
    lastRemindedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    unique("invitations_tenant_key").on(table.wardId, table.id),
    unique("invitations_one_per_business").on(table.roundId, table.businessId),
    unique("invitations_token_unique").on(table.tokenHash),
    foreignKey({
      name: "invitations_round_fk",
      columns: [table.wardId, table.roundId],
      foreignColumns: [surveyRounds.wardId, surveyRounds.id],
    }),
    foreignKey({
      name: "invitations_business_fk",
      columns: [table.wardId, table.businessId],
      foreignColumns: [businesses.wardId, businesses.id],
    }),
    index("invitations_business_index").on(table.wardId, table.businessId),
  ],
);
