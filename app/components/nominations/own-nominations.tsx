import { useTranslation } from "react-i18next";
import type { NominationStatus } from "#app/domain/nominations/schema.ts";
import { DataTable } from "#app/ui/table.tsx";
import { NominationBadge, type Seat } from "./nomination-badge.tsx";
import { ReasonStep } from "./row-steps.tsx";

type Row = {
  id: string;
  version: number;
  course: string;
  label: string;
  fullName: string;
  birthDate: string | null;
  status: NominationStatus;
  seat: Seat;
  statusReason: string | null;
};

/** Whom a business has sent, and what became of it. @param withSteps it may take back what is not decided yet */
export function OwnNominations({
  rows,
  withRun,
  withSteps,
}: {
  rows: Row[];
  withRun?: boolean;
  withSteps?: boolean;
}) {
  const { t } = useTranslation("nominations");
  if (rows.length === 0) return <p className="text-neutral">{t("business.noNominations")}</p>;
  return (
    <DataTable
      caption={t("business.nominations")}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("list.person"),
          cell: ({ fullName, birthDate, course, label }) => (
            <>
              {fullName}
              {birthDate && `, ${birthDate.slice(0, 4)}`}
              {withRun && (
                <p className="text-neutral">
                  {course} – {label}
                </p>
              )}
            </>
          ),
        },
        {
          header: t("business.state"),
          cell: (row) => (
            <>
              <NominationBadge status={row.status} seat={row.seat} />
              {row.statusReason && <p>{row.statusReason}</p>}
              {withSteps && row.status === "proposed" && <ReasonStep row={row} step="withdraw" />}
            </>
          ),
        },
      ]}
    />
  );
}
