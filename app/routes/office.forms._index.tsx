import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ProviderForms } from "#app/components/provider-forms/form-list.tsx";
import { listForms, listProvidersOfWard } from "#app/domain/provider-forms/queries.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { handleFormUpload } from "#app/http/provider-form-steps.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";

export const handle: PageHandle = { i18n: ["forms", "files"] };
export const meta: MetaFunction = () => [{ title: "Biểu mẫu của đơn vị đào tạo – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const forms = await listForms(db, actor);
  const providers = await listProvidersOfWard(db, actor);
  return { forms, providers, idempotencyKey: newIdempotencyKey() };
}

export async function action(args: ActionFunctionArgs) {
  return handleFormUpload(args, await requireRole(args, "office"), "/office/forms");
}

export default function OfficeFormsPage() {
  return <ProviderForms {...useLoaderData<typeof loader>()} area="/office/forms" />;
}
