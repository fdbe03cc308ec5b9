import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { bytes, createdAt, id, instant, version } from "./columns.ts";
import { courseRuns, providers, runSessions } from "./courses.ts";
import { importStatusEnum } from "./imports.ts";
import { nominations } from "./nominations.ts";

export const attendanceEnum = pgEnum("attendance", ["present", "absent", "excused"]);
export const resultEnum = pgEnum("result", ["passed", "failed", "exempt"]);

/** Whether a nominee was at a session. */
export const attendances = pgTable(
  "attendances",
  {
    wardId: uuid().notNull(),
    nominationId: uuid().notNull(),
    sessionId: uuid()
      .notNull()
      .references(() => runSessions.id),
    attendance: attendanceEnum().notNull(),
    recordedBy: uuid()
      .notNull()
      .references(() => accounts.id),
    recordedAt: instant().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.nominationId, table.sessionId] }),
    foreignKey({
      name: "attendances_nomination_fk",
      columns: [table.wardId, table.nominationId],
      foreignColumns: [nominations.wardId, nominations.id],
    }),
  ],
);

/** What came of a nomination. A result is never changed or deleted: it is voided, and another may take its place. */
export const results = pgTable(
  "results",
  {
    id: id(),
    wardId: uuid().notNull(),
    nominationId: uuid().notNull(),
    runId: uuid()
      .notNull()
      .references(() => courseRuns.id),
    /** Who gives the certificates, each number once. */
    providerId: uuid()
      .notNull()
      .references(() => providers.id),
    result: resultEnum().notNull(),
    certificateNumber: text(),
    certificateDate: date({ mode: "string" }),
    note: text(),
    /** The upload that wrote it; null from before uploads could be taken back. */
    uploadId: uuid().references(() => outcomeUploads.id),
    /** The result in whose place that upload put it: the one that counts again when the upload is taken back. */
    replacesId: uuid(),
    recordedBy: uuid()
      .notNull()
      .references(() => accounts.id),
    createdAt: createdAt(),
    voidedAt: instant(),
    voidedBy: uuid().references(() => accounts.id),
    voidReason: text(),
  },
  (table) => [
    unique("results_tenant_key").on(table.wardId, table.id),
    uniqueIndex("results_one_live").on(table.nominationId).where(sql`${table.voidedAt} is null`),
    uniqueIndex("results_certificate_unique")
      .on(table.providerId, table.certificateNumber)
      .where(sql`${table.voidedAt} is null`),
    foreignKey({
      name: "results_nomination_fk",
      columns: [table.wardId, table.nominationId],
      foreignColumns: [nominations.wardId, nominations.id],
    }),
    foreignKey({
      name: "results_replaces_fk",
      columns: [table.wardId, table.replacesId],
      foreignColumns: [table.wardId, table.id],
    }),
    index("results_run_index").on(table.runId, table.wardId),
    index("results_upload_index").on(table.uploadId),
    check(
      "results_certificate_of_success",
      sql`${table.result} <> 'failed' or num_nonnulls(${table.certificateNumber}, ${table.certificateDate}) = 0`,
    ),
    check(
      "results_void_is_whole",
      sql`num_nonnulls(${table.voidedAt}, ${table.voidedBy}, ${table.voidReason}) in (0, 3)`,
    ),
  ],
);

/** A roster that a provider has sent back, to be looked at before anything of it counts. */
export const outcomeUploads = pgTable(
  "outcome_uploads",
  {
    id: id(),
    runId: uuid()
      .notNull()
      .references(() => courseRuns.id),
    providerId: uuid()
      .notNull()
      .references(() => providers.id),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    fileName: text().notNull(),
    /** What was read of the file and mended since, with people in it: encrypted, and dropped when it is saved. */
    contentCipher: bytes(),
    version: version(),
    status: importStatusEnum().notNull().default("preview"),
    createdAt: createdAt(),
    /** When lines of it were saved last; others may still wait to be mended. */
    savedAt: instant(),
    undoneAt: instant(),
    undoneBy: uuid().references(() => accounts.id),
    undoReason: text(),
  },
  (table) => [
    index("outcome_uploads_run_index").on(table.runId, table.createdAt),
    check(
      "outcome_uploads_undo_is_whole",
      // As text: PostgreSQL 15 refuses the word itself in the transaction that adds it, which is one for all migrations.
      sql`num_nonnulls(${table.undoneAt}, ${table.undoneBy}, ${table.undoReason}) = case when ${table.status}::text = 'undone' then 3 else 0 end`,
    ),
    check(
      "outcome_uploads_preview_is_whole",
      sql`${table.status} <> 'preview' or ${table.contentCipher} is not null`,
    ),
  ],
);

/** Attendance that an upload wrote, with what was known before it: for taking the upload back. */
export const attendanceChanges = pgTable(
  "attendance_changes",
  {
    id: id(),
    uploadId: uuid()
      .notNull()
      .references(() => outcomeUploads.id),
    wardId: uuid().notNull(),
    nominationId: uuid().notNull(),
    sessionId: uuid()
      .notNull()
      .references(() => runSessions.id, { onDelete: "cascade" }),
    /** Null: nothing was. */
    before: attendanceEnum(),
    /** Not the beginning of the transaction: one that waited for another has changed it after that. */
    changedAt: instant().notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    foreignKey({
      name: "attendance_changes_nomination_fk",
      columns: [table.wardId, table.nominationId],
      foreignColumns: [nominations.wardId, nominations.id],
    }),
    index("attendance_changes_upload_index").on(table.uploadId),
    index("attendance_changes_nomination_index").on(table.nominationId, table.sessionId),
    index("attendance_changes_session_index").on(table.sessionId),
  ],
);
