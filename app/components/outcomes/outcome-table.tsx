import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { RunOutcome, RunOutcomes } from "#app/domain/outcomes/queries.server.ts";
import { StateBadge, type Tone } from "#app/ui/page.tsx";
import { type Column, DataTable, Pagination } from "#app/ui/table.tsx";
import { showDate } from "#app/vietnamese/dates.ts";

const tones = { passed: "good", failed: "bad", exempt: "blue" } as const satisfies Record<string, Tone>;

/** What came of the people of a run. @param action what may be done about a row, where anything may */
export function OutcomeTable({
  outcomes: { rows, counts, total, page, pageSize },
  showsWards,
  action,
}: {
  outcomes: RunOutcomes;
  showsWards: boolean;
  action?: (row: RunOutcome) => ReactNode;
}) {
  const { t } = useTranslation("outcomes");
  const ward: Column<RunOutcome>[] = showsWards ? [{ header: t("table.ward"), cell: (row) => row.ward }] : [];
  const last: Column<RunOutcome>[] = action
    ? [{ header: <span className="sr-only">{t("table.actions")}</span>, cell: action }]
    : [];
  return (
    <>
      <p className="mb-2">{t("table.summary", counts)}</p>
      <DataTable
        caption={t("table.caption")}
        rows={rows}
        rowKey={({ nominationId }) => nominationId}
        columns={[
          { header: t("table.number"), align: "right", cell: ({ number }) => number },
          { header: t("table.name"), isTitle: true, cell: ({ fullName }) => fullName },
          ...ward,
          {
            header: t("table.employer"),
            cell: ({ employer }) => <span className="inline-block min-w-40">{employer}</span>,
          },
          { header: t("table.attendance"), cell: (row) => <Attendance row={row} /> },
          {
            header: t("table.result"),
            cell: ({ result }) =>
              result && <StateBadge tone={tones[result]}>{t(`results.${result}`)}</StateBadge>,
          },
          { header: t("table.certificate"), cell: (row) => <Certificate row={row} /> },
          { header: t("fields.note"), cell: ({ note }) => note },
          ...last,
        ]}
      />
      {total > pageSize && <Pagination page={page} pageSize={pageSize} total={total} />}
    </>
  );
}

function Attendance({ row: { present, absent, excused } }: { row: RunOutcome }) {
  const { t } = useTranslation("outcomes");
  return present + absent + excused === 0 ? null : t("table.attended", { present, absent, excused });
}

function Certificate({ row: { certificateNumber, certificateDate } }: { row: RunOutcome }) {
  const { t } = useTranslation("outcomes");
  if (certificateNumber === null || certificateDate === null)
    return certificateNumber ?? (certificateDate && showDate(certificateDate));
  return t("table.certificateOn", { number: certificateNumber, date: showDate(certificateDate) });
}
