import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { BusinessKind } from "#app/domain/businesses/schema.ts";
import type { RegistryStatus } from "#app/domain/clusters/schema.ts";
import { DataTable } from "#app/ui/table.tsx";
import { showNumber } from "#app/vietnamese/numbers.ts";
import { showPhone } from "#app/vietnamese/phone.ts";
import { BusinessStatus } from "./business-status.tsx";

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

/** @param withStatus also says of each business what its status is; without it all are active */
export function BusinessTable({ rows, withStatus }: { rows: Row[]; withStatus: boolean }) {
  const { t } = useTranslation("businesses");
  return (
    <DataTable
      caption={t("title")}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("fields.name"),
          sort: "name",
          cell: ({ id, name }) => (
            <Link to={`/office/businesses/${id}`} className="link inline-block min-w-48 text-secondary">
              {name}
            </Link>
          ),
        },
        { header: t("fields.taxCode"), cell: ({ taxCodeShown }) => taxCodeShown },
        { header: t("fields.kind"), cell: ({ kind }) => <OneLine>{t(`kinds.${kind}`)}</OneLine> },
        {
          header: t("fields.cluster"),
          sort: "cluster",
          cell: ({ clusterName }) => (
            <span className="block max-w-28 truncate" title={clusterName ?? undefined}>
              {clusterName ?? t("outsideClusters")}
            </span>
          ),
        },
        { header: t("fields.contactName"), cell: ({ contactName }) => <OneLine>{contactName}</OneLine> },
        {
          header: t("fields.phone"),
          cell: ({ phone }) => <OneLine>{phone && showPhone(phone)}</OneLine>,
        },
        { header: t("fields.workers"), sort: "workers", align: "right", cell: showWorkers },
        ...(withStatus
          ? [{ header: t("status.label"), cell: ({ status }: Row) => <BusinessStatus status={status} /> }]
          : []),
      ]}
    />
  );
}

function OneLine({ children }: { children: ReactNode }) {
  return <span className="whitespace-nowrap">{children}</span>;
}

function showWorkers({ workerCount, femaleCount }: Row): string | null {
  if (workerCount === null) return null;
  return femaleCount === null
    ? showNumber(workerCount)
    : `${showNumber(workerCount)} (${showNumber(femaleCount)})`;
}
