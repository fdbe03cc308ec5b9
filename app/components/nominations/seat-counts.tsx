import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { showNumber } from "#app/vietnamese/numbers.ts";

type Props = {
  deadline: ReactNode;
  seats: number;
  primary: number;
  reserve: number;
  need: { people: number; businesses: number };
};

/** The line that says how far the list is. */
export function SeatCounts({ deadline, seats, primary, reserve, need }: Props) {
  const { t } = useTranslation(["nominations", "courses"]);
  const counts: [label: string, count: number][] = [
    [t("list.seats"), seats],
    [t("list.primary"), primary],
    [t("list.reserve"), reserve],
    [t("list.left"), seats - primary],
  ];
  return (
    <div className="mb-6 flex flex-wrap items-baseline gap-x-8 gap-y-2 border-base-300 border-y py-3">
      <p>
        <span className="text-neutral">{t("courses:runs.deadline")}</span> {deadline}
      </p>
      {counts.map(([label, count]) => (
        <p key={label}>
          <span className="text-neutral">{label}</span>{" "}
          <span className="font-semibold text-lg tabular-nums">{showNumber(count)}</span>
        </p>
      ))}
      <p>{need.people > 0 ? t("list.need", need) : t("list.noNeed")}</p>
    </div>
  );
}
