import type { LoaderFunctionArgs } from "@remix-run/node";
import { recordExport } from "#app/domain/exports/record-export.server.ts";
import { invitationSheet } from "#app/domain/rounds/invitation-sheet.ts";
import { invitationSorts, listInvitations } from "#app/domain/rounds/invitations.server.ts";
import { getRound } from "#app/domain/rounds/queries.server.ts";
import { readInvitationFilter } from "#app/domain/rounds/schema.ts";
import { downloadTable } from "#app/http/downloads.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam, listParams } from "#app/http/params.server.ts";
import { countTry } from "#app/http/rate-limits.server.ts";
import { serverTranslator } from "#app/i18n/catalogues.server.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

/** What the list of a round shows, with the phone numbers of the contacts: so the download is written down. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  await countTry(db, "download", actor.accountId);
  const round = await getRound(db, actor, idParam(args.params, "roundId"));
  const filter = readInvitationFilter(Object.fromEntries(new URL(args.request.url).searchParams));
  const page = { ...listParams(args.request, invitationSorts), page: 1, pageSize: mostBusinesses };
  const list = await listInvitations(db, actor, round.id, filter, page);
  const t = serverTranslator("vi");
  const { table, rows } = invitationSheet(list.rows, { round, today: todayInVietnam(new Date()) }, t);
  await recordExport(db, actor, {
    kind: "responses",
    wardId: actor.wardId,
    subjectId: round.id,
    columns: table.columns.map((column) => column.header),
    rowCount: rows.length,
    recipient: t("accounts:roles.office"),
    purpose: t("rounds:list.exportPurpose"),
  });
  const fileName = t("rounds:list.exportName", { round: t("rounds:name", round) });
  return downloadTable(args.request, actor, { fileName, table, rows });
}

/** More than any ward has. */
const mostBusinesses = 20_000;
