import type { LoaderFunctionArgs } from "@remix-run/node";
import { listSheet } from "#app/domain/lists/list-sheet.ts";
import { listLists } from "#app/domain/lists/queries.server.ts";
import { listStatuses } from "#app/domain/lists/schema.ts";
import { downloadTable } from "#app/http/downloads.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { listParams } from "#app/http/params.server.ts";
import { serverTranslator } from "#app/i18n/catalogues.server.ts";

/** More lists than any ward draws up. */
const mostLists = 5_000;

/** All lists that the page's filter matches. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { search, filter } = listParams(args.request, ["startsOn"]);
  const status = listStatuses.find((known) => known === filter("status"));
  const params = { search, statuses: status ? [status] : null, page: 1, pageSize: mostLists };
  const { rows } = await listLists(args.context.db, actor, params);
  const t = serverTranslator("vi");
  return downloadTable(args.request, actor, { fileName: t("lists:title"), ...listSheet(rows, t) });
}
