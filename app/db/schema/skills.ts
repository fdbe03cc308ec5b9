import { integer, pgEnum, pgTable, text, unique } from "drizzle-orm/pg-core";
import { id } from "./columns.ts";

export const skillGroupEnum = pgEnum("skill_group", [
  "digital",
  "network",
  "iot",
  "platform",
  "data",
  "safety",
]);
export const skillStatusEnum = pgEnum("skill_status", ["active", "retired"]);

/** One code list joins the survey's question, the course and the person's record. */
export const skills = pgTable(
  "skills",
  {
    id: id(),
    code: text().notNull(),
    group: skillGroupEnum().notNull(),
    nameVi: text().notNull(),
    nameEn: text().notNull(),
    position: integer().notNull(),
    status: skillStatusEnum().notNull().default("active"),
  },
  (table) => [unique("skills_code_unique").on(table.code)],
);
