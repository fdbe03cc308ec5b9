import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ShownCheck } from "#app/components/audit/shown-check.tsx";
import { countAccounts } from "#app/domain/accounts/queries.server.ts";
import { findLastCheck } from "#app/domain/audit/entries.server.ts";
import { countWards } from "#app/domain/wards/queries.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { Facts, PageHeader } from "#app/ui/page.tsx";
import { showNumber } from "#app/vietnamese/numbers.ts";

export const handle: PageHandle = { i18n: ["accounts", "audit"] };
export const meta: MetaFunction = () => [{ title: "Quản trị – Nhân lực số" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "admin");
  const { db } = args.context;
  return {
    accounts: await countAccounts(db, actor),
    wards: await countWards(db, actor),
    check: await findLastCheck(db, actor),
  };
}

export default function AdminHomePage() {
  const { accounts, wards, check } = useLoaderData<typeof loader>();
  const { t } = useTranslation("accounts");
  return (
    <>
      <PageHeader title={t("overview.title")} lead={t("overview.lead")} />
      <Facts
        items={[
          [
            t("overview.accounts"),
            <Link key="accounts" to="/admin/accounts">
              {t("overview.accountsValue", {
                active: showNumber(accounts.active),
                invited: showNumber(accounts.invited),
                disabled: showNumber(accounts.disabled),
              })}
            </Link>,
          ],
          [
            t("overview.wards"),
            <Link key="wards" to="/admin/wards">
              {showNumber(wards)}
            </Link>,
          ],
          [t("overview.lastCheck"), <ShownCheck key="check" check={check} />],
        ]}
      />
    </>
  );
}
