import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { listWards } from "#app/domain/wards/queries.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { DataTable, ListFilter, Pagination } from "#app/ui/table.tsx";

export const handle: PageHandle = { i18n: ["accounts"] };
export const meta: MetaFunction = () => [{ title: "Phường, xã – Nhân lực số" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "admin");
  const params = listParams(args.request, ["code"]);
  const { rows, total } = await listWards(args.context.db, actor, params);
  return { rows, total, page: params.page, pageSize: params.pageSize };
}

export default function WardsPage() {
  const { rows, total, page, pageSize } = useLoaderData<typeof loader>();
  const isFiltered = useLocation().search !== "";
  const { t } = useTranslation(["accounts", "app"]);
  return (
    <>
      <PageHeader
        title={t("wards.title")}
        lead={t("wards.lead")}
        actions={
          <ButtonLink to="/admin/wards/new" look="primary">
            {t("wards.add")}
          </ButtonLink>
        }
      />
      <ListFilter placeholder={t("wards.search")} />
      {total === 0 ? (
        <EmptyState>{isFiltered ? t("app:list.noMatch") : t("wards.empty")}</EmptyState>
      ) : (
        <DataTable
          caption={t("wards.title")}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { header: t("wards.code"), cell: ({ code }) => code },
            {
              header: t("wards.name"),
              cell: ({ id, name }) => <Link to={`/admin/wards/${id}`}>{name}</Link>,
            },
            { header: t("wards.provinceName"), cell: ({ provinceName }) => provinceName },
            { header: t("wards.letterSymbol"), cell: ({ letterSymbol }) => letterSymbol },
          ]}
        />
      )}
      <Pagination page={page} pageSize={pageSize} total={total} />
    </>
  );
}
