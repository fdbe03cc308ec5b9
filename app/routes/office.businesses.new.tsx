import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { BusinessFields } from "#app/components/businesses/business-fields.tsx";
import { createBusiness } from "#app/domain/businesses/commands.server.ts";
import { createBusinessInput } from "#app/domain/businesses/schema.ts";
import { listActiveClusters } from "#app/domain/clusters/queries.server.ts";
import { handleForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { ActionForm, IdempotencyKey } from "#app/ui/form.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const handle: PageHandle = { i18n: ["businesses"] };
export const meta: MetaFunction = () => [{ title: "Thêm cơ sở – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const clusters = await listActiveClusters(args.context.db, actor);
  const [only, ...others] = clusters;
  const clusterId = only && others.length === 0 ? only.id : "";
  return { clusters, values: { idempotencyKey: newIdempotencyKey(), clusterId } };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  return handleForm(args.request, createBusinessInput, async (input) => {
    const { businessId } = await createBusiness(args.context.db, actor, input);
    return redirect(`/office/businesses/${businessId}`);
  });
}

export default function NewBusinessPage() {
  const { clusters, values } = useLoaderData<typeof loader>();
  const { t } = useTranslation("businesses");
  return (
    <>
      <PageHeader title={t("add")} lead={t("addLead")} />
      <ActionForm schema={createBusinessInput} values={values} className="max-w-3xl">
        <IdempotencyKey />
        <BusinessFields clusters={clusters} />
        <SubmitButton>{t("add")}</SubmitButton>
      </ActionForm>
    </>
  );
}
