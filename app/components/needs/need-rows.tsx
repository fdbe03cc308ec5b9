import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { listNeeds } from "#app/domain/needs/queries.server.ts";
import { DataTable } from "#app/ui/table.tsx";
import { showQuarter } from "#app/vietnamese/dates.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";

type Row = Awaited<ReturnType<typeof listNeeds>>["rows"][number];

/** Need lines with their balance so far: stated, nominated, approved, met. */
export function NeedRows({ rows }: { rows: Row[] }) {
  const { t } = useTranslation(["rounds", "skills"]);
  return (
    <DataTable
      caption={t("needs.rows.title")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          header: t("needs.rows.business"),
          sort: "business",
          cell: (row) => (
            <Link
              to={`/office/businesses/${row.businessId}`}
              className="link inline-block min-w-44 text-secondary"
            >
              {row.business}
            </Link>
          ),
        },
        {
          header: t("needs.rows.need"),
          cell: (row) => (
            <Link
              to={`/office/responses/${row.responseId}`}
              className="link whitespace-nowrap text-secondary"
            >
              {`${row.receiptNumber}, ${row.number}`}
            </Link>
          ),
        },
        { header: t("needs.rows.position"), cell: (row) => row.position },
        { header: t("needs.rows.skill"), sort: "skill", cell: (row) => row.skill },
        {
          header: t("needs.rows.level"),
          cell: (row) => (
            <span className="whitespace-nowrap">{t("skills:levelShort", { level: row.level })}</span>
          ),
        },
        {
          header: t("needs.rows.mode"),
          cell: (row) => <span className="whitespace-nowrap">{t(`needs.${row.mode}`)}</span>,
        },
        {
          header: t("needs.rows.quarter"),
          sort: "quarter",
          cell: (row) => (
            <span className="whitespace-nowrap">{showQuarter(row.wantedYear, row.wantedQuarter)}</span>
          ),
        },
        {
          header: t("needs.rows.stated"),
          sort: "people",
          align: "right",
          cell: (row) => showNumber(row.people),
        },
        { header: t("needs.rows.nominated"), align: "right", cell: (row) => showNumber(row.nominated) },
        { header: t("needs.rows.approved"), align: "right", cell: (row) => showNumber(row.approved) },
        { header: t("needs.rows.met"), align: "right", cell: (row) => showNumber(row.met) },
      ]}
    />
  );
}
