import { useTranslation } from "react-i18next";
import { daysLeft, type RunStatus } from "#app/domain/courses/rules.ts";
import { StateBadge, type Tone } from "#app/ui/page.tsx";
import { type LocalDate, showDate } from "#app/vietnamese/dates.ts";

const tones: Record<RunStatus, Tone> = {
  draft: "plain",
  open: "good",
  closed: "blue",
  running: "blue",
  finished: "plain",
  cancelled: "bad",
};

export function RunBadge({ status }: { status: RunStatus }) {
  const { t } = useTranslation("courses");
  return <StateBadge tone={tones[status]}>{t(`status.${status}`)}</StateBadge>;
}

type Call = { status: RunStatus; nominationDeadline: LocalDate };

/** The last day of the deadline and, while it matters, how many days are left. */
export function Deadline({ run, today }: { run: Call; today: LocalDate }) {
  const { t } = useTranslation("courses");
  const left = daysLeft(run, today);
  const isAwaited = run.status === "draft" || run.status === "open";
  const words =
    left > 0
      ? t("daysLeft.left", { count: left })
      : left === 0
        ? t("daysLeft.today")
        : t("daysLeft.over", { count: -left });
  return (
    <span className="whitespace-nowrap">
      {showDate(run.nominationDeadline)}
      {isAwaited && (
        <span className={left <= 3 ? "font-semibold text-primary" : "text-neutral"}> ({words})</span>
      )}
    </span>
  );
}

/** `24/02/2027 – 28/02/2027` */
export function Days({ run }: { run: { startsOn: LocalDate; endsOn: LocalDate } }) {
  return (
    <span className="whitespace-nowrap">
      {showDate(run.startsOn)}
      {run.endsOn !== run.startsOn && ` – ${showDate(run.endsOn)}`}
    </span>
  );
}
