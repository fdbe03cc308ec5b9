import { useTranslation } from "react-i18next";
import type { listPublicRuns } from "#app/domain/courses/public-runs.server.ts";
import { showDate } from "#app/vietnamese/dates.ts";

/** Courses to which wards can send people now. */
export function PublicRuns({ runs }: { runs: Awaited<ReturnType<typeof listPublicRuns>> }) {
  const { t } = useTranslation("home");
  return (
    <section>
      <h2>{t("public.runs")}</h2>
      {runs.length === 0 ? (
        <p>{t("public.noRuns")}</p>
      ) : (
        <ul className="mt-2 divide-y divide-base-300 border-base-300 border-y">
          {runs.map((run) => (
            <li key={run.id} className="py-3">
              <p className="font-medium">{t("office.run", run)}</p>
              <p>{run.provider}</p>
              <p>
                {t("public.runDays", {
                  from: showDate(run.startsOn),
                  to: showDate(run.endsOn),
                  place: run.place,
                })}
              </p>
              <p className="text-neutral">
                {t("public.runUntil", { day: showDate(run.nominationDeadline) })}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
