import type { MessageKey } from "#app/i18n/catalogue.ts";
import { plainTable } from "#app/spreadsheet/writing/plain-table.ts";
import type {
  TableColumn,
  TableDescription,
  TableValues,
} from "#app/spreadsheet/writing/table-description.ts";
import { type LocalDate, showDate } from "#app/vietnamese/dates.ts";
import { nationalPhone } from "#app/vietnamese/phone.ts";
import type { listBusinesses } from "./queries.server.ts";

type Translate = (key: MessageKey, params?: Record<string, string | number>) => string;
type Row = Awaited<ReturnType<typeof listBusinesses>>["rows"][number];

/** The list of businesses as a sheet; a personal tax code is masked there as on the page. */
export function businessSheet(
  businesses: readonly Row[],
  today: LocalDate,
  t: Translate,
): { table: TableDescription; rows: TableValues[] } {
  const columns: TableColumn[] = [
    { header: t("businesses:fields.name"), width: 40, kind: "text" },
    { header: t("businesses:fields.taxCode"), width: 16, kind: "text" },
    { header: t("businesses:fields.kind"), width: 20, kind: "text" },
    { header: t("businesses:fields.clusterId"), width: 36, kind: "text" },
    { header: t("businesses:fields.contactName"), width: 26, kind: "text" },
    { header: t("businesses:fields.phone"), width: 15, kind: "text" },
    { header: t("businesses:fields.workerCount"), width: 12, kind: "integer" },
    { header: t("businesses:fields.femaleCount"), width: 12, kind: "integer" },
    { header: t("businesses:status.label"), width: 18, kind: "text" },
  ];
  const table = plainTable({
    title: t("businesses:export.title"),
    subtitle: [t("businesses:export.asOf", { day: showDate(today) })],
    columns,
  });
  const rows = businesses.map((business) => [
    business.name,
    business.taxCodeShown,
    t(`businesses:kinds.${business.kind}`),
    business.clusterName ?? t("businesses:outsideClusters"),
    business.contactName,
    business.phone && nationalPhone(business.phone),
    business.workerCount,
    business.femaleCount,
    t(`businesses:status.${business.status}`),
  ]);
  return { table, rows };
}
