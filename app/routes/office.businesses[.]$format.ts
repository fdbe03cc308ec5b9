import type { LoaderFunctionArgs } from "@remix-run/node";
import { businessSheet } from "#app/domain/businesses/business-sheet.ts";
import { readBusinessFilter } from "#app/domain/businesses/list-filter.ts";
import { businessSorts, listBusinesses } from "#app/domain/businesses/queries.server.ts";
import { recordExport } from "#app/domain/exports/record-export.server.ts";
import { downloadTable } from "#app/http/downloads.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { listParams } from "#app/http/params.server.ts";
import { countTry } from "#app/http/rate-limits.server.ts";
import { serverTranslator } from "#app/i18n/catalogues.server.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

/** All businesses that the list's filter matches, with their contacts: so the download is written down. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  await countTry(db, "download", actor.accountId);
  const params = { ...listParams(args.request, businessSorts), page: 1, pageSize: mostBusinesses };
  const list = await listBusinesses(db, actor, { ...params, ...readBusinessFilter(params) });
  const t = serverTranslator("vi");
  const { table, rows } = businessSheet(list.rows, todayInVietnam(new Date()), t);
  await recordExport(db, actor, {
    kind: "businesses",
    wardId: actor.wardId,
    subjectId: actor.wardId,
    columns: table.columns.map((column) => column.header),
    rowCount: rows.length,
    recipient: t("accounts:roles.office"),
    purpose: t("businesses:export.purpose"),
  });
  return downloadTable(args.request, actor, { fileName: t("businesses:export.title"), table, rows });
}

/** More than any ward has. */
const mostBusinesses = 20_000;
