import type { MessageKey } from "#app/i18n/catalogue.ts";
import { plainTable } from "#app/spreadsheet/writing/plain-table.ts";
import type {
  TableColumn,
  TableDescription,
  TableValues,
} from "#app/spreadsheet/writing/table-description.ts";
import { type LocalDate, showDate, todayInVietnam } from "#app/vietnamese/dates.ts";
import { nationalPhone } from "#app/vietnamese/phone.ts";
import type { listInvitations } from "./invitations.server.ts";

type Translate = (key: MessageKey, params?: Record<string, string | number>) => string;
type Row = Awaited<ReturnType<typeof listInvitations>>["rows"][number];
type Round = { year: number; number: number; title: string };

/** Who has answered a round and who has not, as a sheet to telephone by. */
export function invitationSheet(
  invitations: readonly Row[],
  { round, today }: { round: Round; today: LocalDate },
  t: Translate,
): { table: TableDescription; rows: TableValues[] } {
  const day = (instant: Date | null) => instant && todayInVietnam(instant);
  const columns: TableColumn[] = [
    { header: t("rounds:columns.business"), width: 36, kind: "text" },
    { header: t("rounds:columns.cluster"), width: 34, kind: "text" },
    { header: t("rounds:columns.phone"), width: 15, kind: "text" },
    { header: t("rounds:columns.state"), width: 15, kind: "text" },
    { header: t("rounds:channel.label"), width: 13, kind: "text" },
    { header: t("rounds:columns.sent"), width: 13, kind: "date" },
    { header: t("rounds:columns.opened"), width: 9, kind: "integer" },
    { header: t("rounds:columns.reminders"), width: 9, kind: "integer" },
    { header: t("rounds:columns.response"), width: 16, kind: "text" },
  ];
  const table = plainTable({
    title: t("rounds:list.exportName", { round: t("rounds:name", round) }),
    subtitle: [round.title, t("rounds:needs.asOf", { day: showDate(today) })],
    columns,
  });
  const rows = invitations.map((row) => [
    row.business,
    row.cluster,
    row.phone && nationalPhone(row.phone),
    t(`rounds:state.${row.state}`),
    row.channel && t(`rounds:channel.${row.channel}`),
    day(row.sentAt),
    row.timesOpened,
    row.reminders,
    row.receiptNumber,
  ]);
  return { table, rows };
}
