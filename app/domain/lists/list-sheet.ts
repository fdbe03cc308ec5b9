import type { MessageKey } from "#app/i18n/catalogue.ts";
import { plainTable } from "#app/spreadsheet/writing/plain-table.ts";
import type { TableDescription, TableValues } from "#app/spreadsheet/writing/table-description.ts";
import { letterNumber } from "#app/vietnamese/dates.ts";
import type { listLists } from "./queries.server.ts";

type Translate = (key: MessageKey) => string;
type ListSummary = Awaited<ReturnType<typeof listLists>>["rows"][number];

/** The ward's lists as a sheet: what stands on their page, and no nominee. */
export function listSheet(
  lists: readonly ListSummary[],
  t: Translate,
): { table: TableDescription; rows: TableValues[] } {
  const table = plainTable({
    title: t("lists:title"),
    columns: [
      { header: t("lists:columns.run"), width: 50, kind: "text" },
      { header: t("lists:columns.status"), width: 22, kind: "text" },
      { header: t("lists:columns.primary"), width: 12, kind: "integer" },
      { header: t("lists:columns.allSeats"), width: 10, kind: "integer" },
      { header: t("lists:columns.deadline"), width: 13, kind: "date" },
      { header: t("lists:columns.startsOn"), width: 13, kind: "date" },
      { header: t("lists:columns.letter"), width: 16, kind: "text" },
      { header: t("lists:columns.letterDate"), width: 13, kind: "date" },
    ],
  });
  const rows = lists.map((list) => [
    `${list.courseName} – ${list.label}`,
    t(`lists:status.${list.status}`),
    list.seatsTaken,
    list.seats,
    list.nominationDeadline,
    list.startsOn,
    list.letterNumber && letterNumber(list.letterNumber, list.letterSymbol),
    list.letterDate,
  ]);
  return { table, rows };
}
