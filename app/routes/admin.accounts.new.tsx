import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AccountFields } from "#app/components/accounts/account-fields.tsx";
import { OneTimeLink } from "#app/components/accounts/one-time-link.tsx";
import { RoleStep, WardStep } from "#app/components/accounts/role-steps.tsx";
import { createAccount, createPasswordLink } from "#app/domain/accounts/commands.server.ts";
import { getAccount, listScopes } from "#app/domain/accounts/queries.server.ts";
import { createAccountInput, scopeOfRole } from "#app/domain/accounts/schema.ts";
import { type Role, roles } from "#app/domain/actor.ts";
import { listWardChoices } from "#app/domain/wards/queries.server.ts";
import { handleForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { ActionForm, IdempotencyKey } from "#app/ui/form.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const handle: PageHandle = { i18n: ["accounts"] };
export const meta: MetaFunction = () => [{ title: "Thêm tài khoản – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "admin");
  const { db } = args.context;
  const { filter } = listParams(args.request, ["role"]);
  const role = roles.find((known) => known === filter("role")) ?? null;
  const wards = await listWardChoices(db, actor);
  const wardId = wards.find(({ id }) => id === filter("ward"))?.id ?? null;
  const scopes = role ? await listScopes(db, actor, { role, wardId }) : [];
  return { role, wards, wardId, scopes, idempotencyKey: newIdempotencyKey() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "admin");
  const { db, origin } = args.context;
  return handleForm(args.request, createAccountInput, async (input) => {
    const { accountId } = await createAccount(db, actor, input);
    const { email } = await getAccount(db, actor, accountId);
    const token = await createPasswordLink(db, actor, accountId);
    return { email, link: `${origin}/welcome/${token}` };
  });
}

export default function NewAccountPage() {
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const created = answer && "link" in answer ? answer : null;
  return (
    <>
      <PageHeader title={t("new.title")} lead={created ? undefined : t("new.lead")} />
      {created ? <OneTimeLink {...created} /> : <NewAccountStep />}
    </>
  );
}

/** Each step stands in the address and is a plain form, so that it works before scripts have loaded. */
function NewAccountStep() {
  const { role, wards, wardId, scopes, idempotencyKey } = useLoaderData<typeof loader>();
  const { t } = useTranslation("accounts");
  if (!role) return <RoleStep />;
  const missing = missingFor(role, { wards: wards.length, scopes: scopes.length, hasWard: wardId !== null });
  if (missing) return <Alert tone="warning">{t(missing)}</Alert>;
  if (role === "business" && !wardId) return <WardStep wards={wards} />;
  return (
    <ActionForm
      key={`${role}${wardId}`}
      schema={createAccountInput}
      values={{ idempotencyKey, role, wardId: wardId ?? "" }}
      className="max-w-xl"
    >
      <p className="mb-4">
        {t("list.role")}: <strong>{t(`roles.${role}`)}</strong>.{" "}
        <Link to="/admin/accounts/new">{t("new.chooseRoleAgain")}</Link>
      </p>
      <IdempotencyKey />
      <AccountFields role={role} wards={wards} scopes={scopes} />
      <SubmitButton>{t("new.submit")}</SubmitButton>
    </ActionForm>
  );
}

/** What has to exist before an account of the role can. */
function missingFor(role: Role, there: { wards: number; scopes: number; hasWard: boolean }) {
  const needed: readonly string[] = scopeOfRole[role];
  if (needed.includes("wardId") && there.wards === 0) return "new.noWard";
  if (role === "provider" && there.scopes === 0) return "new.noProvider";
  return role === "business" && there.hasWard && there.scopes === 0 ? "new.noBusiness" : null;
}
