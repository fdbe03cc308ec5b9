import type { LoaderFunctionArgs } from "@remix-run/node";
import { NotFound } from "#app/domain/errors.ts";
import { needRowsSheet } from "#app/domain/needs/need-tables.ts";
import { listNeeds, needSorts } from "#app/domain/needs/queries.server.ts";
import { readNeedFilter } from "#app/domain/needs/schema.ts";
import { listOpenedRounds } from "#app/domain/rounds/queries.server.ts";
import { chosenRound } from "#app/domain/rounds/rules.ts";
import { downloadTable } from "#app/http/downloads.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { listParams } from "#app/http/params.server.ts";
import { serverTranslator } from "#app/i18n/catalogues.server.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

/** All need lines that the page's filter matches, on one sheet. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const filter = readNeedFilter(Object.fromEntries(new URL(args.request.url).searchParams));
  const today = todayInVietnam(new Date());
  const round = chosenRound(await listOpenedRounds(db, actor), filter.round, today);
  if (!round) throw new NotFound();
  const page = { ...listParams(args.request, needSorts), page: 1, pageSize: mostLines };
  const { rows } = await listNeeds(db, actor, round.id, filter, page, "vi");
  const t = serverTranslator("vi");
  const source = { round, today };
  const fileName = `${t("rounds:needs.rows.title")} ${t("rounds:name", round)}`;
  return downloadTable(args.request, actor, { fileName, ...needRowsSheet(rows, source, t) });
}

/** A ward has tens of businesses with a few lines each; a file that big would be of no use to anybody. */
const mostLines = 20_000;
