import type { LoaderFunctionArgs } from "@remix-run/node";
import { NotFound } from "#app/domain/errors.ts";
import { pivotSheet } from "#app/domain/needs/need-tables.ts";
import { countNeeds } from "#app/domain/needs/queries.server.ts";
import { pivotOf } from "#app/domain/needs/rules.ts";
import { readGrouping, readNeedFilter } from "#app/domain/needs/schema.ts";
import { listOpenedRounds } from "#app/domain/rounds/queries.server.ts";
import { chosenRound } from "#app/domain/rounds/rules.ts";
import { downloadTable } from "#app/http/downloads.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { serverTranslator } from "#app/i18n/catalogues.server.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

/** The table of the needs page, in Vietnamese because it travels on to Vietnamese offices. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const params = Object.fromEntries(new URL(args.request.url).searchParams);
  const filter = readNeedFilter(params);
  const grouping = readGrouping(params);
  const today = todayInVietnam(new Date());
  const round = chosenRound(await listOpenedRounds(db, actor), filter.round, today);
  if (!round) throw new NotFound();
  const cells = await countNeeds(db, actor, round.id, filter, grouping, "vi");
  const t = serverTranslator("vi");
  const source = { round, today };
  const fileName = `${t("rounds:needs.title")} ${t("rounds:name", round)}`;
  return downloadTable(args.request, actor, { fileName, ...pivotSheet(pivotOf(cells), grouping, source, t) });
}
