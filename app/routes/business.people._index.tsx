import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PersonTable } from "#app/components/people/person-table.tsx";
import { listPeople } from "#app/domain/people/queries.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { ListFilter, Pagination } from "#app/ui/table.tsx";

export const handle: PageHandle = { i18n: ["people"] };
export const meta: MetaFunction = () => [{ title: "Người của cơ sở – Nhân lực số" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "business");
  const params = listParams(args.request, ["name"]);
  const list = await listPeople(args.context.db, actor, { ...params, businessId: null });
  return { ...list, page: params.page, pageSize: params.pageSize };
}

export default function OwnPeoplePage() {
  const { rows, total, page, pageSize } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const { t } = useTranslation(["people", "app"]);
  const isEmpty = total === 0 && search === "";
  return (
    <>
      <PageHeader title={t("ofBusiness.title")} lead={t("ofBusiness.lead")} />
      {isEmpty ? (
        <EmptyState>{t("ofBusiness.empty")}</EmptyState>
      ) : (
        <>
          <ListFilter placeholder={t("searchPlaceholder")} />
          {total === 0 ? (
            <EmptyState>{t("app:list.noMatch")}</EmptyState>
          ) : (
            <PersonTable rows={rows} base="/business/people" withBusiness={false} />
          )}
          <Pagination page={page} pageSize={pageSize} total={total} />
        </>
      )}
    </>
  );
}
