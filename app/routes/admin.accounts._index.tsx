import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AccountScope, AccountStatusBadge, LastSignIn } from "#app/components/accounts/account-facts.tsx";
import { listAccounts } from "#app/domain/accounts/queries.server.ts";
import { roles } from "#app/domain/actor.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { DataTable, FilterSelect, ListFilter, Pagination } from "#app/ui/table.tsx";

export const handle: PageHandle = { i18n: ["accounts"] };
export const meta: MetaFunction = () => [{ title: "Tài khoản – Nhân lực số" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "admin");
  const { search, page, pageSize, filter } = listParams(args.request, ["email"]);
  const role = roles.find((known) => known === filter("role")) ?? null;
  return {
    ...(await listAccounts(args.context.db, actor, { search, role, page, pageSize })),
    page,
    pageSize,
  };
}

export default function AccountsPage() {
  const { rows, total, page, pageSize } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["accounts", "app"]);
  return (
    <>
      <PageHeader
        title={t("list.title")}
        lead={t("list.lead")}
        actions={
          <ButtonLink to="/admin/accounts/new" look="primary">
            {t("list.add")}
          </ButtonLink>
        }
      />
      <ListFilter placeholder={t("list.search")}>
        <FilterSelect
          name="role"
          label={t("list.role")}
          all={t("list.allRoles")}
          options={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
        />
      </ListFilter>
      {total === 0 ? (
        <EmptyState>{t("app:list.noMatch")}</EmptyState>
      ) : (
        <DataTable
          caption={t("list.title")}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              header: t("email"),
              cell: ({ id, email }) => <Link to={`/admin/accounts/${id}`}>{email}</Link>,
            },
            { header: t("fullName"), cell: ({ fullName }) => fullName },
            { header: t("list.role"), cell: ({ role }) => t(`roles.${role}`) },
            { header: t("list.scope"), cell: (account) => <AccountScope account={account} /> },
            { header: t("list.status"), cell: ({ status }) => <AccountStatusBadge status={status} /> },
            { header: t("list.lastSignIn"), cell: ({ lastSignInAt }) => <LastSignIn at={lastSignInAt} /> },
          ]}
        />
      )}
      <Pagination page={page} pageSize={pageSize} total={total} />
    </>
  );
}
