import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PersonTable } from "#app/components/people/person-table.tsx";
import { listBusinessChoices } from "#app/domain/businesses/queries.server.ts";
import { listPeople } from "#app/domain/people/queries.server.ts";
import { readPeopleFilter } from "#app/domain/people/schema.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { ExportMenu } from "#app/ui/export-menu.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { FilterSelect, ListFilter, Pagination } from "#app/ui/table.tsx";

export const handle: PageHandle = { i18n: ["people"] };
export const meta: MetaFunction = () => [{ title: "Người học – Nhân lực số" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const params = listParams(args.request, ["name"]);
  const [list, businesses] = await Promise.all([
    listPeople(db, actor, { ...params, ...readPeopleFilter(params) }),
    listBusinessChoices(db, actor),
  ]);
  return {
    ...list,
    page: params.page,
    pageSize: params.pageSize,
    businesses: businesses.map(({ id, name }) => ({ value: id, label: name })),
  };
}

export default function PeoplePage() {
  const { rows, total, page, pageSize, businesses } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const { t } = useTranslation(["people", "app"]);
  const isEmpty = total === 0 && search === "";
  const add = <ButtonLink to="/office/people/new">{t("add")}</ButtonLink>;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          !isEmpty && (
            <>
              {add}
              <ExportMenu to="/office/people" search={search} />
            </>
          )
        }
      />
      {isEmpty ? (
        <EmptyState action={add}>{t("empty")}</EmptyState>
      ) : (
        <>
          <ListFilter placeholder={t("searchPlaceholder")}>
            <FilterSelect
              name="business"
              label={t("business")}
              all={t("allBusinesses")}
              options={businesses}
            />
          </ListFilter>
          {total === 0 ? (
            <EmptyState>{t("app:list.noMatch")}</EmptyState>
          ) : (
            <PersonTable rows={rows} base="/office/people" withBusiness />
          )}
          <Pagination page={page} pageSize={pageSize} total={total} />
        </>
      )}
    </>
  );
}
