import { sql } from "drizzle-orm";
import {
  check,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  time,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, searchKeyColumn, version } from "./columns.ts";
import { skills } from "./skills.ts";
import { wards } from "./wards.ts";

export const runStatusEnum = pgEnum("run_status", [
  "draft",
  "open",
  "closed",
  "running",
  "finished",
  "cancelled",
]);
export const runModeEnum = pgEnum("run_mode", ["in_person", "online", "blended"]);

export const providers = pgTable(
  "providers",
  {
    id: id(),
    name: text().notNull(),
    searchKey: searchKeyColumn(),
    phone: text(),
    email: text(),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [unique("providers_name_unique").on(table.searchKey)],
);

export const courses = pgTable(
  "courses",
  {
    id: id(),
    name: text().notNull(),
    searchKey: searchKeyColumn(),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [unique("courses_name_unique").on(table.searchKey)],
);

export const courseSkills = pgTable(
  "course_skills",
  {
    courseId: uuid()
      .notNull()
      .references(() => courses.id),
    skillId: uuid()
      .notNull()
      .references(() => skills.id),
    level: smallint().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.courseId, table.skillId] }),
    check("course_skills_level", sql`${table.level} between 1 and 4`),
  ],
);

/** Courses are run above the wards: a ward sees a run through its seat allotment. */
export const courseRuns = pgTable(
  "course_runs",
  {
    id: id(),
    courseId: uuid()
      .notNull()
      .references(() => courses.id),
    providerId: uuid()
      .notNull()
      .references(() => providers.id),
    /** The ward whose office recorded the call and may edit it. */
    ownerWardId: uuid()
      .notNull()
      .references(() => wards.id),
    /** "khóa 2", as the call names it. */
    label: text().notNull(),
    startsOn: date({ mode: "string" }).notNull(),
    endsOn: date({ mode: "string" }).notNull(),
    place: text().notNull(),
    mode: runModeEnum().notNull().default("in_person"),
    /** The letter that calls for participants. */
    callLetter: text(),
    callLetterDate: date({ mode: "string" }),
    callIssuer: text(),
    /** Last local day on which the list may be sent. */
    nominationDeadline: date({ mode: "string" }).notNull(),
    eligibility: text(),
    /** Columns of its rosters, in the shape of domain/rosters/template.ts; null: those of an issued list. */
    rosterTemplate: jsonb(),
    seats: integer().notNull(),
    /** Primary nominations of all wards; moved only by the seat function. */
    seatsTaken: integer().notNull().default(0),
    status: runStatusEnum().notNull().default("draft"),
    cancelReason: text(),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [
    index("course_runs_provider_index").on(table.providerId, table.startsOn),
    check("course_runs_days_in_order", sql`${table.startsOn} <= ${table.endsOn}`),
    check("course_runs_deadline_before_start", sql`${table.nominationDeadline} <= ${table.startsOn}`),
    check("course_runs_seats_bound", sql`${table.seatsTaken} between 0 and ${table.seats}`),
    check(
      "course_runs_cancelled_has_reason",
      sql`${table.status} <> 'cancelled' or ${table.cancelReason} is not null`,
    ),
  ],
);

export const runSessions = pgTable(
  "run_sessions",
  {
    id: id(),
    runId: uuid()
      .notNull()
      .references(() => courseRuns.id),
    number: smallint().notNull(),
    heldOn: date({ mode: "string" }).notNull(),
    startsAt: time().notNull(),
    endsAt: time().notNull(),
    topic: text(),
  },
  (table) => [
    unique("run_sessions_number_unique").on(table.runId, table.number),
    check("run_sessions_times_in_order", sql`${table.startsAt} < ${table.endsAt}`),
  ],
);

export const seatAllotments = pgTable(
  "seat_allotments",
  {
    runId: uuid()
      .notNull()
      .references(() => courseRuns.id),
    wardId: uuid()
      .notNull()
      .references(() => wards.id),
    seats: integer().notNull(),
    /** Primary nominations of this ward; moved only by the seat function. */
    seatsTaken: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.wardId, table.runId] }),
    index("seat_allotments_run_index").on(table.runId),
    check("seat_allotments_seats_bound", sql`${table.seatsTaken} between 0 and ${table.seats}`),
  ],
);
