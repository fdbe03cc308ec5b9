import { and, count, desc, eq, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { accounts, exports } from "#app/db/schema/index.ts";
import type { OfficeActor } from "../actor.ts";
import type { ExportKind } from "./schema.ts";

type Page = { kind: ExportKind | null; page: number; pageSize: number };

/** Every file that showed people of the ward, latest first: also those that a provider downloaded. */
export async function listExports(db: Queryable, actor: OfficeActor, { kind, page, pageSize }: Page) {
  const rows = await db
    .select({
      id: exports.id,
      at: exports.at,
      kind: sql<ExportKind>`${exports.kind}`,
      columns: exports.columns,
      rowCount: exports.rowCount,
      recipient: exports.recipient,
      purpose: exports.purpose,
      accountName: accounts.fullName,
      role: accounts.role,
    })
    .from(exports)
    .innerJoin(accounts, eq(accounts.id, exports.accountId))
    .where(shownTo(actor, kind))
    .orderBy(desc(exports.at), desc(exports.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const [all] = await db.select({ total: count() }).from(exports).where(shownTo(actor, kind));
  return { rows, total: all?.total ?? 0 };
}

function shownTo(actor: OfficeActor, kind: ExportKind | null) {
  return and(eq(exports.wardId, actor.wardId), kind ? eq(exports.kind, kind) : undefined);
}
