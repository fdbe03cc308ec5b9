import { customType, integer, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";

/** Ids come from the application (UUIDv7: ordered by time, so that indexes stay dense), before the row exists. */
export const newId = (): string => uuidv7();
export const id = () => uuid().primaryKey().$defaultFn(newId);
export const instant = () => timestamp({ withTimezone: true, precision: 3 });
export const createdAt = () => instant().notNull().defaultNow();
/** Optimistic version of an edited row: every UPDATE names the version it read. */
export const version = () => integer().notNull().default(1);
/** What a search matches: no accents, lower case. Computed by `searchKey` of vietnamese/text.ts. */
export const searchKeyColumn = () => text().notNull();
/** Text compared byte by byte whatever the server's locale: the keys of vietnamese/names.ts carry the order. */
export const sortKeyColumn = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
/** Bytes: an encrypted file. */
export const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });
