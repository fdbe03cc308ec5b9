import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { missingIn } from "#app/domain/people/rules.ts";
import type { Gender } from "#app/domain/people/schema.ts";
import { type Column, DataTable, OneLine } from "#app/ui/table.tsx";
import { showDate } from "#app/vietnamese/dates.ts";
import { showPhone } from "#app/vietnamese/phone.ts";

type Row = {
  id: string;
  fullName: string;
  gender: Gender | null;
  birthDate: string | null;
  nationalIdMasked: string | null;
  phone: string | null;
  position: string | null;
  business: string | null;
};

/** @param base where a person's page stands; @param withBusiness also says for whom each works */
export function PersonTable({
  rows,
  base,
  withBusiness,
}: {
  rows: Row[];
  base: string;
  withBusiness: boolean;
}) {
  const { t } = useTranslation("people");
  const business: Column<Row> = {
    header: t("business"),
    cell: (row) => <OneLine text={row.business} width="max-w-44" />,
  };
  return (
    <DataTable
      oneLine
      caption={t("title")}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("fullName"),
          sort: "name",
          cell: ({ id, fullName }) => (
            <Link to={`${base}/${id}`} className="link text-secondary">
              {fullName}
            </Link>
          ),
        },
        { header: t("gender"), cell: ({ gender }) => gender && t(`genders.${gender}`) },
        { header: t("birthDate"), cell: ({ birthDate }) => birthDate && showDate(birthDate) },
        {
          header: t("nationalIdShort"),
          cell: ({ nationalIdMasked }) => <span className="tabular-nums">{nationalIdMasked}</span>,
        },
        {
          header: t("phone"),
          cell: ({ phone }) => phone && showPhone(phone),
        },
        ...(withBusiness ? [business] : []),
        { header: t("position"), cell: ({ position }) => <OneLine text={position} width="max-w-32" /> },
        {
          header: t("missing"),
          cell: (row) => (
            <span className="text-warning-content">
              {missingIn(row)
                .map((field) => t(`missingFields.${field}`))
                .join(", ")}
            </span>
          ),
        },
      ]}
    />
  );
}
