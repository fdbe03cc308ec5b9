import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { RunTable } from "#app/components/courses/run-table.tsx";
import { listRuns, runSorts } from "#app/domain/courses/queries.server.ts";
import { runStatuses } from "#app/domain/courses/rules.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { ExportMenu } from "#app/ui/export-menu.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { FilterSelect, ListFilter, Pagination } from "#app/ui/table.tsx";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = { i18n: ["courses", "lists"] };
export const meta: MetaFunction = () => [{ title: "Lớp đào tạo – Nhân lực số" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const params = listParams(args.request, runSorts);
  const status = runStatuses.find((known) => known === params.filter("status")) ?? null;
  const list = await listRuns(args.context.db, actor, { ...params, status });
  return { ...list, page: params.page, pageSize: params.pageSize, today: todayInVietnam(new Date()) };
}

export default function RunsPage() {
  const { rows, total, page, pageSize, today } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const { t } = useTranslation(["courses", "app"]);
  const isEmpty = total === 0 && search === "";
  const record = (
    <ButtonLink to="/office/runs/new" look="primary">
      {t("runs.record")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t("runs.title")}
        lead={t("runs.lead")}
        actions={
          !isEmpty && (
            <>
              {record}
              <ExportMenu to="/office/runs" search={search} />
            </>
          )
        }
      />
      {isEmpty ? (
        <EmptyState action={record}>{t("runs.empty")}</EmptyState>
      ) : (
        <>
          <ListFilter placeholder={t("runs.searchPlaceholder")}>
            <FilterSelect
              name="status"
              label={t("runs.status")}
              all={t("runs.allStatuses")}
              options={runStatuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
            />
          </ListFilter>
          {total === 0 ? (
            <EmptyState>{t("app:list.noMatch")}</EmptyState>
          ) : (
            <RunTable rows={rows} today={today} />
          )}
          <Pagination page={page} pageSize={pageSize} total={total} />
        </>
      )}
    </>
  );
}
