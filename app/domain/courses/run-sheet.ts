import type { MessageKey } from "#app/i18n/catalogue.ts";
import { plainTable } from "#app/spreadsheet/writing/plain-table.ts";
import type {
  TableColumn,
  TableDescription,
  TableValues,
} from "#app/spreadsheet/writing/table-description.ts";
import { type LocalDate, showDate } from "#app/vietnamese/dates.ts";
import type { listRuns } from "./queries.server.ts";

type Translate = (key: MessageKey, params?: Record<string, string | number>) => string;
type Run = Awaited<ReturnType<typeof listRuns>>["rows"][number];

/** The list of runs as a sheet; no person stands in it. */
export function runSheet(
  runs: readonly Run[],
  today: LocalDate,
  t: Translate,
): { table: TableDescription; rows: TableValues[] } {
  const columns: TableColumn[] = [
    { header: t("courses:form.course"), width: 40, kind: "text" },
    { header: t("courses:form.label"), width: 12, kind: "text" },
    { header: t("courses:runs.provider"), width: 32, kind: "text" },
    { header: t("courses:form.startsOn"), width: 13, kind: "date" },
    { header: t("courses:form.endsOn"), width: 13, kind: "date" },
    { header: t("courses:runs.deadline"), width: 13, kind: "date" },
    { header: t("courses:form.seats"), width: 12, kind: "integer" },
    { header: t("courses:runs.taken"), width: 12, kind: "integer" },
    { header: t("courses:runs.proposed"), width: 12, kind: "integer" },
    { header: t("courses:runs.status"), width: 18, kind: "text" },
  ];
  const table = plainTable({
    title: t("courses:runs.title"),
    subtitle: [t("courses:runs.asOf", { day: showDate(today) })],
    columns,
  });
  const rows = runs.map((run) => [
    run.course,
    run.label,
    run.provider,
    run.startsOn,
    run.endsOn,
    run.nominationDeadline,
    run.seats,
    run.seatsTaken,
    run.proposed,
    t(`courses:status.${run.status}`),
  ]);
  return { table, rows };
}
