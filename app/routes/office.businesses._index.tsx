import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { BusinessTable } from "#app/components/businesses/business-table.tsx";
import { ManyBusinesses, ManyDone } from "#app/components/businesses/many-businesses.tsx";
import { closeBusinesses, moveBusinesses } from "#app/domain/businesses/change-many.server.ts";
import { readBusinessFilter } from "#app/domain/businesses/list-filter.ts";
import { businessSorts, listBusinesses } from "#app/domain/businesses/queries.server.ts";
import { businessKinds, closeManyInput, moveManyInput } from "#app/domain/businesses/schema.ts";
import { listClusters } from "#app/domain/clusters/queries.server.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { ExportMenu } from "#app/ui/export-menu.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { FilterSelect, ListFilter, Pagination } from "#app/ui/table.tsx";

export const handle: PageHandle = { i18n: ["businesses"] };
export const meta: MetaFunction = () => [{ title: "Cơ sở – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

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
    clusters: clusters.map(({ id, name, status }) => ({
      value: id,
      label: name,
      isActive: status === "active",
    })),
    idempotencyKey: newIdempotencyKey(),
  };
}

/** Acts on the rows that were ticked, or on all that the filter in the page's own address lets through. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const filter = readBusinessFilter(listParams(args.request, businessSorts));
  const values = await readForm(args.request);
  const shown = new URL(args.request.url).searchParams;
  const done = (what: string) => (count: number) => {
    for (const name of ["page", "index"]) shown.delete(name);
    shown.set("done", `${what}-${count}`);
    return redirect(`/office/businesses?${shown}`);
  };
  return values.intent === "close"
    ? handleValues(values, closeManyInput, (input) =>
        closeBusinesses(db, actor, filter, input).then(done("closed")),
      )
    : handleValues(values, moveManyInput, (input) =>
        moveBusinesses(db, actor, filter, input).then(done("moved")),
      );
}

export default function BusinessesPage() {
  const { rows, total, seen, status, page, pageSize, clusters, idempotencyKey } =
    useLoaderData<typeof loader>();
  const isRefused = useActionData<typeof action>() !== undefined;
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
              <ButtonLink to="/office/clusters">{t("clusters.title")}</ButtonLink>
              <ExportMenu to="/office/businesses" search={search} />
            </>
          )
        }
      />
      {isEmpty ? (
        <EmptyState action={<div className="flex flex-wrap gap-2">{ways}</div>}>{t("empty")}</EmptyState>
      ) : (
        <>
          {!isRefused && <ManyDone />}
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
            <BusinessTable rows={rows} status={status} />
          )}
          <Pagination page={page} pageSize={pageSize} total={total} />
          {status === "active" && total > 0 && (
            <ManyBusinesses
              total={total}
              seen={seen}
              clusters={clusters.filter(({ isActive }) => isActive)}
              idempotencyKey={idempotencyKey}
              isRefused={isRefused}
            />
          )}
        </>
      )}
    </>
  );
}
