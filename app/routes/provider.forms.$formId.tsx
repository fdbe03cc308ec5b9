import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { FormCheck } from "#app/components/provider-forms/form-check.tsx";
import { openForm } from "#app/domain/provider-forms/open-form.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam } from "#app/http/params.server.ts";
import { handleFormStep } from "#app/http/provider-form-steps.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";

export const handle: PageHandle = { i18n: ["forms", "files"] };
export const meta: MetaFunction = () => [{ title: "Kiểm tra biểu mẫu – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "provider");
  return { form: await openForm(args.context.db, actor, idParam(args.params, "formId")) };
}

export async function action(args: ActionFunctionArgs) {
  return handleFormStep(args, await requireRole(args, "provider"), "/provider/forms");
}

export default function ProviderFormPage() {
  const { form } = useLoaderData<typeof loader>();
  return <FormCheck form={form} />;
}
