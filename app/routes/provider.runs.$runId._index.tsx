import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { RosterDownload } from "#app/components/lists/roster-download.tsx";
import { FormDownloads } from "#app/components/provider-forms/form-downloads.tsx";
import { listSessions } from "#app/domain/courses/queries.server.ts";
import { listUsableForms } from "#app/domain/provider-forms/queries.server.ts";
import { findLastDownload, getProviderRun } from "#app/domain/rosters/queries.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { Facts, PageHeader } from "#app/ui/page.tsx";
import { DataTable } from "#app/ui/table.tsx";
import { showDate } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = { i18n: ["forms", "lists"] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `${data.run.courseName} – ${data.run.label}` : "Lớp"} – Nhân lực số` },
];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "provider");
  const { db } = args.context;
  const run = await getProviderRun(db, actor, idParam(args.params, "runId"));
  const sessions = await listSessions(db, run.id);
  const lastDownload = await findLastDownload(db, actor, run.id);
  const forms = await listUsableForms(db, actor, actor.providerId);
  return { run, forms, sessions, lastDownload };
}

export default function ProviderRunPage() {
  const { run, forms, sessions, lastDownload } = useLoaderData<typeof loader>();
  const { t } = useTranslation("lists");
  return (
    <>
      <PageHeader title={`${run.courseName} – ${run.label}`} />
      <Facts
        items={[
          [t("page.days"), `${showDate(run.startsOn)} – ${showDate(run.endsOn)}`],
          [t("page.place"), run.place],
          [t("provider.mode"), t(`provider.modes.${run.mode}`)],
          [t("columns.status"), t(`provider.runStatus.${run.status}`)],
        ]}
      />
      <RosterDownload run={run} lastDownload={lastDownload} />
      <FormDownloads
        run={`/provider/runs/${run.id}`}
        area="/provider/forms"
        forms={forms}
        hasList={run.people > 0}
      />
      {sessions.length > 0 && (
        <section>
          <h2>{t("provider.sessions")}</h2>
          <DataTable
            caption={t("provider.sessions")}
            rows={sessions}
            rowKey={({ number }) => String(number)}
            columns={[
              { header: t("provider.session"), cell: ({ number }) => number },
              { header: t("provider.day"), cell: ({ heldOn }) => showDate(heldOn) },
              { header: t("provider.time"), cell: ({ startsAt, endsAt }) => `${startsAt} – ${endsAt}` },
              { header: t("provider.topic"), cell: ({ topic }) => topic },
            ]}
          />
        </section>
      )}
    </>
  );
}
