import { useTranslation } from "react-i18next";
import type { readNeedTotals, readSeatTotals } from "#app/domain/totals/queries.server.ts";
import { EmptyState } from "#app/ui/page.tsx";
import { DataTable } from "#app/ui/table.tsx";
import { showDate } from "#app/vietnamese/dates.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";

export type Needs = Awaited<ReturnType<typeof readNeedTotals>>;
export type Seats = Awaited<ReturnType<typeof readSeatTotals>>;

/** A count of people, or that it is too small to be shown. */
function Count({ people }: { people: number | null }) {
  const { t } = useTranslation("home");
  return <>{people === null ? t("totals.hidden") : showNumber(people)}</>;
}

export function NeedsByWard({ needs }: { needs: Needs }) {
  const { t } = useTranslation("home");
  if (needs.byWard.length === 0) return <EmptyState>{t("totals.noRound")}</EmptyState>;
  return (
    <DataTable
      caption={t("totals.byWard")}
      rows={needs.byWard}
      rowKey={({ wardId }) => wardId}
      columns={[
        { header: t("totals.ward"), cell: ({ ward }) => ward },
        { header: t("totals.round"), cell: ({ year, number }) => t("totals.roundName", { year, number }) },
        {
          header: t("totals.answered"),
          align: "right",
          cell: ({ answered, expected }) => `${showNumber(answered)}/${showNumber(expected)}`,
        },
        { header: t("totals.people"), align: "right", cell: ({ people }) => <Count people={people} /> },
      ]}
    />
  );
}

export function NeedsBySkill({ needs }: { needs: Needs }) {
  const { t } = useTranslation("home");
  if (needs.bySkill.length === 0) return <p>{t("totals.noNeed")}</p>;
  return (
    <DataTable
      caption={t("totals.bySkill")}
      rows={needs.bySkill}
      rowKey={({ skillId }) => skillId}
      columns={[
        { header: t("totals.skill"), cell: ({ skill }) => skill },
        { header: t("totals.people"), align: "right", cell: ({ people }) => <Count people={people} /> },
      ]}
    />
  );
}

export function SeatsByWard({ seats }: { seats: Seats }) {
  const { t } = useTranslation("home");
  if (seats.length === 0) return <p>{t("totals.noRun")}</p>;
  return (
    <DataTable
      caption={t("totals.seatsByWard")}
      rows={seats}
      rowKey={({ runId, wardId }) => `${runId} ${wardId}`}
      columns={[
        { header: t("totals.run"), cell: ({ courseName, label }) => `${courseName} – ${label}` },
        { header: t("totals.starts"), cell: ({ startsOn }) => showDate(startsOn) },
        { header: t("totals.ward"), cell: ({ ward }) => ward },
        { header: t("totals.seats"), align: "right", cell: ({ seats: count }) => showNumber(count) },
        {
          header: t("totals.nominated"),
          align: "right",
          cell: ({ nominated }) => <Count people={nominated} />,
        },
      ]}
    />
  );
}
