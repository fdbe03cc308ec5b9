import type { LoaderFunctionArgs } from "@remix-run/node";
import { recordExport } from "#app/domain/exports/record-export.server.ts";
import { peopleTable, personValues } from "#app/domain/people/people-sheet.ts";
import { countPeople, readPeople } from "#app/domain/people/queries.server.ts";
import { readPeopleFilter } from "#app/domain/people/schema.ts";
import { downloadTable } from "#app/http/downloads.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { listParams } from "#app/http/params.server.ts";
import { countTry } from "#app/http/rate-limits.server.ts";
import { serverTranslator } from "#app/i18n/catalogues.server.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

/** All people that the list's filter matches; written down before its first byte. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  await countTry(db, "download", actor.accountId);
  const filter = readPeopleFilter(listParams(args.request, ["name"]));
  const t = serverTranslator("vi");
  const table = peopleTable(todayInVietnam(new Date()), t);
  const rowCount = await countPeople(db, actor, filter);
  await recordExport(db, actor, {
    kind: "people",
    wardId: actor.wardId,
    subjectId: actor.wardId,
    columns: table.columns.map((column) => column.header),
    rowCount,
    recipient: t("accounts:roles.office"),
    purpose: t("people:export.purpose"),
  });
  const rows = readPeople(db, actor, filter, (person) => personValues(person, t));
  return downloadTable(args.request, actor, { fileName: t("people:export.title"), table, rows, rowCount });
}
