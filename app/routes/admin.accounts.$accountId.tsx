import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AccountScope, AccountStatusBadge, LastSignIn } from "#app/components/accounts/account-facts.tsx";
import { OneTimeLink } from "#app/components/accounts/one-time-link.tsx";
import { createPasswordLink, setAccountEnabled } from "#app/domain/accounts/commands.server.ts";
import { getAccount } from "#app/domain/accounts/queries.server.ts";
import { newLinkInput, setAccountEnabledInput } from "#app/domain/accounts/schema.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { ActionForm, HiddenField } from "#app/ui/form.tsx";
import { Facts, PageHeader } from "#app/ui/page.tsx";

export const handle: PageHandle = { i18n: ["accounts"] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.account.email ?? "Tài khoản"} – Nhân lực số` },
];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "admin");
  const account = await getAccount(args.context.db, actor, idParam(args.params, "accountId"));
  return { account, isOwn: account.id === actor.accountId };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "admin");
  const { db, origin } = args.context;
  const accountId = idParam(args.params, "accountId");
  const values: FormValues = { ...(await readForm(args.request)), accountId };
  if (values.intent === "link") {
    return handleValues(values, newLinkInput, async () => {
      const { email } = await getAccount(db, actor, accountId);
      const token = await createPasswordLink(db, actor, accountId);
      return { email, link: `${origin}/welcome/${token}` };
    });
  }
  return handleValues(values, setAccountEnabledInput, async (input) => {
    await setAccountEnabled(db, actor, input);
    return redirect(`/admin/accounts/${accountId}`);
  });
}

export default function AccountPage() {
  const { account, isOwn } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const isDisabled = account.status === "disabled";
  const values = {
    accountId: account.id,
    version: String(account.version),
    enabled: String(isDisabled),
  };
  return (
    <>
      <PageHeader title={account.email} />
      {answer && "link" in answer && <OneTimeLink {...answer} />}
      <Facts
        items={[
          [t("list.status"), <AccountStatusBadge key="status" status={account.status} />],
          [t("fullName"), account.fullName],
          [t("postTitle"), account.postTitle],
          [t("list.role"), t(`roles.${account.role}`)],
          [t("list.scope"), <AccountScope key="scope" account={account} />],
          [t("list.lastSignIn"), <LastSignIn key="last" at={account.lastSignInAt} />],
        ]}
      />
      {!isDisabled && (
        <section className="mt-10">
          <h2>{t("account.newLink")}</h2>
          <p className="mb-3 max-w-prose">{t("account.newLinkLead")}</p>
          <ActionForm schema={newLinkInput} values={values} intent="link">
            <HiddenField name="accountId" />
            <SubmitButton look="secondary">{t("account.newLink")}</SubmitButton>
          </ActionForm>
        </section>
      )}
      {!isOwn && (
        <section className="mt-10">
          <h2>{isDisabled ? t("account.enable") : t("account.disable")}</h2>
          <p className="mb-3 max-w-prose">
            {isDisabled ? t("account.enableLead") : t("account.disableLead")}
          </p>
          <ActionForm
            key={account.version}
            schema={setAccountEnabledInput}
            values={values}
            intent={isDisabled ? "enable" : "disable"}
          >
            <HiddenField name="accountId" />
            <HiddenField name="version" />
            <HiddenField name="enabled" />
            <SubmitButton look={isDisabled ? "secondary" : "danger"}>
              {isDisabled ? t("account.enable") : t("account.disable")}
            </SubmitButton>
          </ActionForm>
        </section>
      )}
    </>
  );
}
