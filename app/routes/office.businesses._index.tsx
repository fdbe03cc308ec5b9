import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { BusinessTable } from "#app/components/businesses/business-table.tsx";
import { readBusinessFilter } from "#app/domain/businesses/list-filter.ts";
import { businessSorts, listBusinesses } from "#app/domain/businesses/queries.server.ts";
import { businessKinds } from "#app/domain/businesses/schema.ts";
import { listClusters } from "#app/domain/clusters/queries.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { FilterSelect, ListFilter, Pagination } from "#app/ui/table.tsx";

export const handle: PageHandle = { i18n: ["businesses"] };
export const meta: MetaFunction = () => [{ title: "Cơ sở – Nhân lực số" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const params = listParams(args.request, businessSorts);
  const filter = readBusinessFilter(params);
  const list = await listBusinesses(args.context.db, actor, { ...params, ...filter });
  const clusters = await listClusters(args.context.db, actor);
  return {
    ...list,
    status: filter.status,
    page: params.page,
    pageSize: params.pageSize,
    clusters: clusters.map(({ id, name }) => ({ value: id, label: name })),
  };
}

export default function BusinessesPage() {
  const { rows, total, status, page, pageSize, clusters } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const { t } = useTranslation(["businesses", "app"]);
  const isEmpty = total === 0 && search === "";
  const ways = (
    <>
      <ButtonLink to="/office/businesses/import" look={isEmpty ? "primary" : "secondary"}>
        {t("import.link")}
      </ButtonLink>
      <ButtonLink to="/office/businesses/new">{t("add")}</ButtonLink>
    </>
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          !isEmpty && (
            <>
              {ways}
              <ButtonLink to={`/office/businesses.xlsx${search}`} download>
                {t("app:actions.exportExcel")}
              </ButtonLink>
            </>
          )
        }
      />
      {isEmpty ? (
        <EmptyState action={<div className="flex flex-wrap gap-2">{ways}</div>}>{t("empty")}</EmptyState>
      ) : (
        <>
          <ListFilter placeholder={t("searchHint")}>
            <FilterSelect
              name="cluster"
              label={t("fields.clusterId")}
              all={t("allClusters")}
              options={clusters}
            />
            <FilterSelect
              name="kind"
              label={t("fields.kind")}
              all={t("allKinds")}
              options={businessKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
            />
            <FilterSelect
              name="status"
              label={t("status.label")}
              all={t("status.active")}
              options={[
                { value: "closed", label: t("status.closed") },
                { value: "merged", label: t("status.merged") },
                { value: "all", label: t("allStatuses") },
              ]}
            />
          </ListFilter>
          {total === 0 ? (
            <EmptyState>{t("app:list.noMatch")}</EmptyState>
          ) : (
            <BusinessTable rows={rows} withStatus={status !== "active"} />
          )}
          <Pagination page={page} pageSize={pageSize} total={total} />
        </>
      )}
    </>
  );
}
