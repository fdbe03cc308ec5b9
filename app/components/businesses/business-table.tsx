import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { BusinessKind } from "#app/domain/businesses/schema.ts";
import type { RegistryStatus } from "#app/domain/clusters/schema.ts";
import { selectionColumn } from "#app/ui/selection.tsx";
import { type Column, DataTable, OneLine } from "#app/ui/table.tsx";
import { showNumber } from "#app/vietnamese/numbers.ts";
import { showPhone } from "#app/vietnamese/phone.ts";
import { BusinessStatus } from "./business-status.tsx";
import { manyForm } from "./many-businesses.tsx";

type Row = {
  id: string;
  name: string;
  kind: BusinessKind;
  taxCodeShown: string | null;
  clusterName: string | null;
  contactName: string | null;
  phone: string | null;
  workerCount: number | null;
  femaleCount: number | null;
  status: RegistryStatus;
};

/** One line a row. @param status what all shown have; null where it is mixed. Active ones can be chosen. */
export function BusinessTable({ rows, status }: { rows: Row[]; status: RegistryStatus | null }) {
  const { t } = useTranslation("businesses");
  const boxes = selectionColumn<Row>({ form: manyForm, idOf: ({ id }) => id, nameOf: ({ name }) => name });
  const state: Column<Row> = {
    header: t("status.label"),
    cell: (row) => <BusinessStatus status={row.status} />,
  };
  return (
    <DataTable
      oneLine
      caption={t("title")}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        ...(status === "active" ? [boxes] : []),
        {
          header: t("fields.name"),
          sort: "name",
          cell: ({ id, name }) => (
            <Link
              to={`/office/businesses/${id}`}
              title={name}
              className="link block max-w-64 truncate text-secondary"
            >
              {name}
            </Link>
          ),
        },
        { header: t("fields.taxCode"), cell: ({ taxCodeShown }) => taxCodeShown },
        {
          header: t("fields.kind"),
          cell: ({ kind }) => <span title={t(`kinds.${kind}`)}>{t(`kindsShort.${kind}`)}</span>,
        },
        {
          header: t("fields.cluster"),
          sort: "cluster",
          cell: ({ clusterName }) => <OneLine text={clusterName ?? t("outsideClusters")} width="max-w-28" />,
        },
        {
          header: t("fields.contactName"),
          cell: ({ contactName }) => <OneLine text={contactName} width="max-w-36" />,
        },
        { header: t("fields.phone"), cell: ({ phone }) => phone && showPhone(phone) },
        { header: t("fields.workers"), sort: "workers", align: "right", cell: showWorkers },
        ...(status === "active" ? [] : [state]),
      ]}
    />
  );
}

function showWorkers({ workerCount, femaleCount }: Row): string | null {
  if (workerCount === null) return null;
  return femaleCount === null
    ? showNumber(workerCount)
    : `${showNumber(workerCount)} (${showNumber(femaleCount)})`;
}
