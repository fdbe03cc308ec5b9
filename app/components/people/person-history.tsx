import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { NominationBadge, type Seat } from "#app/components/nominations/nomination-badge.tsx";
import type { NominationStatus } from "#app/domain/nominations/schema.ts";
import { DataTable } from "#app/ui/table.tsx";
import { type LocalDate, showDate } from "#app/vietnamese/dates.ts";

type Row = {
  id: string;
  runId: string;
  course: string;
  label: string;
  startsOn: LocalDate;
  business: string;
  status: NominationStatus;
  seat: Seat;
  statusReason: string | null;
};

/** Every time a person was nominated. @param base where a run's page stands */
export function PersonHistory({ rows, base }: { rows: Row[]; base: string }) {
  const { t } = useTranslation("people");
  return (
    <section>
      <h2>{t("history")}</h2>
      {rows.length === 0 ? (
        <p className="text-neutral">{t("historyEmpty")}</p>
      ) : (
        <DataTable
          caption={t("history")}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              header: t("run"),
              cell: ({ runId, course, label, startsOn }) => (
                <>
                  <Link to={`${base}/${runId}`}>
                    {course} – {label}
                  </Link>
                  , {showDate(startsOn)}
                </>
              ),
            },
            { header: t("business"), cell: ({ business }) => business },
            {
              header: t("state"),
              cell: ({ status, seat, statusReason }) => (
                <>
                  <NominationBadge status={status} seat={seat} /> {statusReason}
                </>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
