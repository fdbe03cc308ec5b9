import { useTranslation } from "react-i18next";
import { StateBadge } from "#app/ui/page.tsx";
import { daysBetween, type LocalDate } from "#app/vietnamese/dates.ts";

/** How long a last day is away; the day itself still counts. */
export function DaysLeft({ until, today }: { until: LocalDate; today: LocalDate }) {
  const { t } = useTranslation("home");
  const days = daysBetween(today, until);
  if (days < 0) return <StateBadge tone="bad">{t("office.left.over", { count: -days })}</StateBadge>;
  const tone = days <= 3 ? "wait" : "plain";
  return (
    <StateBadge tone={tone}>
      {days === 0 ? t("office.left.today") : t("office.left.days", { count: days })}
    </StateBadge>
  );
}
