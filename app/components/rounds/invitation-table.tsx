import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { listInvitations } from "#app/domain/rounds/invitations.server.ts";
import { DataTable } from "#app/ui/table.tsx";
import { showDate, todayInVietnam } from "#app/vietnamese/dates.ts";
import { showPhone } from "#app/vietnamese/phone.ts";
import { InvitationStateBadge } from "./invitation-state.tsx";

type Row = Awaited<ReturnType<typeof listInvitations>>["rows"][number];

const day = (instant: Date | null) => instant && showDate(todayInVietnam(instant));

export function InvitationTable({ roundId, rows }: { roundId: string; rows: Row[] }) {
  const { t } = useTranslation("rounds");
  return (
    <DataTable
      caption={t("progress.states")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          header: t("columns.business"),
          sort: "name",
          cell: (row) => (
            <Link
              to={`/office/rounds/${roundId}/invitations/${row.id}`}
              className="link inline-block min-w-52 text-secondary"
            >
              {row.business}
            </Link>
          ),
        },
        { header: t("columns.state"), cell: (row) => <InvitationStateBadge state={row.state} /> },
        {
          header: t("columns.sent"),
          sort: "sent",
          cell: (row) =>
            row.channel && (
              <span className="whitespace-nowrap">{`${t(`channel.${row.channel}`)}, ${day(row.sentAt)}`}</span>
            ),
        },
        {
          header: t("columns.opened"),
          sort: "opened",
          align: "right",
          cell: (row) => row.timesOpened || "",
        },
        {
          header: t("columns.reminders"),
          cell: (row) =>
            row.reminders > 0 && (
              <span className="whitespace-nowrap">
                {`${t("list.times", { count: row.reminders })}, ${day(row.lastRemindedAt)}`}
              </span>
            ),
        },
        {
          header: t("columns.response"),
          cell: (row) =>
            row.receiptNumber && (
              <Link
                to={`/office/responses/${row.responseId}`}
                className="link whitespace-nowrap text-secondary"
              >
                {row.receiptNumber}
              </Link>
            ),
        },
        {
          header: t("columns.phone"),
          cell: (row) =>
            row.phone && <span className="whitespace-nowrap tabular-nums">{showPhone(row.phone)}</span>,
        },
      ]}
    />
  );
}
