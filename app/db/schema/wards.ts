import { pgTable, text, unique } from "drizzle-orm/pg-core";
import { createdAt, id, searchKeyColumn, version } from "./columns.ts";

/** The tenant. */
export const wards = pgTable(
  "wards",
  {
    id: id(),
    /** Administrative code, e.g. 23284. */
    code: text().notNull(),
    /** With its kind, as in running text: "phường Đăk Cấm". */
    name: text().notNull(),
    /** Of name and code, see domain/wards/commands.server.ts. */
    searchKey: searchKeyColumn().default(""),
    /** Short place name of the date line: "Đăk Cấm". */
    placeName: text().notNull(),
    provinceCode: text().notNull(),
    provinceName: text().notNull(),
    /** Symbol of the letters of the lead division: "UBND-VX". */
    letterSymbol: text().notNull(),
    officePhone: text(),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [unique("wards_code_unique").on(table.code)],
);
