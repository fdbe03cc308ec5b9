import { useTranslation } from "react-i18next";
import type { getProviderRun } from "#app/domain/rosters/queries.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { DownloadLink } from "#app/ui/download-link.tsx";
import { EmptyState } from "#app/ui/page.tsx";
import { showDate, showDateTime, todayInVietnam } from "#app/vietnamese/dates.ts";

type Run = Awaited<ReturnType<typeof getProviderRun>>;

/** How many people a run has, what is new since the last download, and the one large button. */
export function RosterDownload({ run, lastDownload }: { run: Run; lastDownload: Date | null }) {
  const { t } = useTranslation("lists");
  if (run.people === 0 || run.updatedAt === null)
    return (
      <div className="mt-6">
        <EmptyState>{t("provider.rosterEmpty")}</EmptyState>
      </div>
    );
  const at = lastDownload && showDateTime(lastDownload);
  return (
    <section className="mt-6 max-w-2xl rounded-box border border-base-300 bg-base-200 p-6">
      <p className="text-lg">
        {t("provider.roster", {
          people: run.people,
          wards: run.wards,
          date: showDate(todayInVietnam(run.updatedAt)),
        })}
      </p>
      <p className="mb-4">
        {at === null
          ? t("provider.firstTime")
          : run.newPeople > 0
            ? t("provider.newSince", { count: run.newPeople, at })
            : t("provider.nothingNew", { at })}
      </p>
      <div className="flex flex-wrap gap-2">
        <DownloadLink to={`/provider/runs/${run.id}/roster.xlsx`} look="primary">
          {t("provider.download")}
        </DownloadLink>
        <DownloadLink to={`/provider/runs/${run.id}/roster.pdf`}>{t("provider.signIn")}</DownloadLink>
        <DownloadLink to={`/provider/runs/${run.id}/roster.csv`}>{t("provider.plain")}</DownloadLink>
        <ButtonLink to={`/provider/runs/${run.id}/results`}>{t("provider.results")}</ButtonLink>
      </div>
      <p className="mt-3 text-neutral text-sm">{t("provider.logged")}</p>
    </section>
  );
}
