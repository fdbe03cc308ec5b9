import { sql } from "drizzle-orm";
import { check, foreignKey, index, jsonb, pgEnum, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { businesses } from "./businesses.ts";
import { bytes, createdAt, id, instant, version } from "./columns.ts";
import { seatAllotments } from "./courses.ts";
import { wards } from "./wards.ts";

export const importKindEnum = pgEnum("import_kind", ["businesses", "nominees"]);
export const importStatusEnum = pgEnum("import_status", ["preview", "saved", "undone"]);

/**
 * A workbook that somebody sent, with what was said about how to read it. What it would change is computed from these
 * and the registry whenever it is looked at; only after saving is anything of it stored elsewhere. Everything with
 * people in it is encrypted, and is dropped when its time is over.
 */
export const workbookImports = pgTable(
  "workbook_imports",
  {
    id: id(),
    wardId: uuid()
      .notNull()
      .references(() => wards.id),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    kind: importKindEnum().notNull(),
    /** The run that nominees are imported into. */
    runId: uuid(),
    /** Whose list it is; null for the office's own and for a list of several employers. */
    businessId: uuid(),
    fileName: text().notNull(),
    /** SHA-256 of the file, so that the same file sent twice is known. */
    fileHash: text().notNull(),
    /** The file as it came: what is sent back with the column "Cần sửa". */
    fileCipher: bytes(),
    /** Its sheets as the guarded reader gave them. */
    sheetsCipher: bytes(),
    /** Every decision about reading and saving it, changed under `version`. */
    settingsCipher: bytes(),
    version: version(),
    status: importStatusEnum().notNull().default("preview"),
    /** How many rows did what, and the numbers of those that were left: no people in it, so it outlives them. */
    outcome: jsonb().$type<Record<string, number | number[]>>(),
    /** What saving did, row by row, with the values before: for undoing it. */
    resultCipher: bytes(),
    createdAt: createdAt(),
    savedAt: instant(),
    undoneAt: instant(),
  },
  (table) => [
    foreignKey({
      name: "workbook_imports_allotment_fk",
      columns: [table.wardId, table.runId],
      foreignColumns: [seatAllotments.wardId, seatAllotments.runId],
    }),
    foreignKey({
      name: "workbook_imports_business_fk",
      columns: [table.wardId, table.businessId],
      foreignColumns: [businesses.wardId, businesses.id],
    }),
    index("workbook_imports_ward_index").on(table.wardId, table.createdAt),
    index("workbook_imports_file_index").on(table.wardId, table.fileHash),
    check(
      "workbook_imports_run_of_nominees",
      sql`(${table.kind} = 'nominees') = (${table.runId} is not null)`,
    ),
    check(
      "workbook_imports_preview_is_whole",
      sql`${table.status} <> 'preview' or num_nulls(${table.fileCipher}, ${table.sheetsCipher}, ${table.settingsCipher}) = 0`,
    ),
  ],
);

/** How a sender's sheet was read the last time its reading was changed or saved, by the labels of its header. */
export const sheetLayouts = pgTable(
  "sheet_layouts",
  {
    id: id(),
    wardId: uuid()
      .notNull()
      .references(() => wards.id),
    kind: importKindEnum().notNull(),
    /** The sender; null for the office. */
    businessId: uuid(),
    /** SHA-256 of the header's labels and their columns. */
    headerHash: text().notNull(),
    /** Meaning of each column, by its number; no value of a row. */
    choices: jsonb().notNull(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (table) => [
    unique("sheet_layouts_unique")
      .on(table.wardId, table.kind, table.businessId, table.headerHash)
      .nullsNotDistinct(),
    foreignKey({
      name: "sheet_layouts_business_fk",
      columns: [table.wardId, table.businessId],
      foreignColumns: [businesses.wardId, businesses.id],
    }),
  ],
);
