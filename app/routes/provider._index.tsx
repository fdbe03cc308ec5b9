import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { listProviderRuns } from "#app/domain/rosters/queries.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { EmptyState, PageHeader, StateBadge } from "#app/ui/page.tsx";
import { DataTable } from "#app/ui/table.tsx";
import { showDate } from "#app/vietnamese/dates.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";

export const handle: PageHandle = { i18n: ["lists"] };
export const meta: MetaFunction = () => [{ title: "Lớp của đơn vị – Nhân lực số" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "provider");
  return { runs: await listProviderRuns(args.context.db, actor) };
}

export default function ProviderPage() {
  const { runs } = useLoaderData<typeof loader>();
  const { t } = useTranslation("lists");
  return (
    <>
      <PageHeader title={t("provider.title")} lead={t("provider.lead")} />
      {runs.length === 0 ? (
        <EmptyState>{t("provider.empty")}</EmptyState>
      ) : (
        <DataTable
          caption={t("provider.title")}
          rows={runs}
          rowKey={(run) => run.id}
          columns={[
            {
              header: t("columns.run"),
              cell: (run) => (
                <Link to={`/provider/runs/${run.id}`}>
                  {run.courseName} – {run.label}
                </Link>
              ),
            },
            { header: t("page.days"), cell: (run) => `${showDate(run.startsOn)} – ${showDate(run.endsOn)}` },
            {
              header: t("columns.status"),
              cell: (run) => <StateBadge tone="plain">{t(`provider.runStatus.${run.status}`)}</StateBadge>,
            },
            { header: t("provider.people"), align: "right", cell: (run) => showNumber(run.people) },
            { header: t("provider.wards"), align: "right", cell: (run) => showNumber(run.wards) },
            {
              header: t("provider.new"),
              align: "right",
              cell: (run) => (run.newPeople > 0 ? showNumber(run.newPeople) : ""),
            },
          ]}
        />
      )}
    </>
  );
}
