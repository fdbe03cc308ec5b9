import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { WardFields } from "#app/components/accounts/ward-fields.tsx";
import { createWard } from "#app/domain/wards/commands.server.ts";
import { createWardInput } from "#app/domain/wards/schema.ts";
import { handleForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { ActionForm, IdempotencyKey } from "#app/ui/form.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const handle: PageHandle = { i18n: ["accounts"] };
export const meta: MetaFunction = () => [{ title: "Thêm phường, xã – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, "admin");
  return { values: { idempotencyKey: newIdempotencyKey() } };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "admin");
  return handleForm(args.request, createWardInput, async (input) => {
    await createWard(args.context.db, actor, input);
    return redirect("/admin/wards");
  });
}

export default function NewWardPage() {
  const { values } = useLoaderData<typeof loader>();
  const { t } = useTranslation("accounts");
  return (
    <>
      <PageHeader title={t("wards.add")} lead={t("wards.lead")} />
      <ActionForm schema={createWardInput} values={values} className="max-w-xl">
        <IdempotencyKey />
        <WardFields />
        <SubmitButton>{t("wards.add")}</SubmitButton>
      </ActionForm>
    </>
  );
}
