import type { LoaderFunctionArgs } from "@remix-run/node";
import { listRuns, runSorts } from "#app/domain/courses/queries.server.ts";
import { runStatuses } from "#app/domain/courses/rules.ts";
import { runSheet } from "#app/domain/courses/run-sheet.ts";
import { downloadTable } from "#app/http/downloads.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { listParams } from "#app/http/params.server.ts";
import { serverTranslator } from "#app/i18n/catalogues.server.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

/** All runs that the list's filter matches. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const params = { ...listParams(args.request, runSorts), page: 1, pageSize: mostRuns };
  const status = runStatuses.find((known) => known === params.filter("status")) ?? null;
  const list = await listRuns(args.context.db, actor, { ...params, status });
  const t = serverTranslator("vi");
  const sheet = runSheet(list.rows, todayInVietnam(new Date()), t);
  return downloadTable(args.request, actor, { fileName: t("courses:runs.title"), ...sheet });
}

/** More than any ward takes part in. */
const mostRuns = 5_000;
