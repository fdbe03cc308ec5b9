import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ProviderForms } from "#app/components/provider-forms/form-list.tsx";
import { listForms } from "#app/domain/provider-forms/queries.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { handleFormUpload } from "#app/http/provider-form-steps.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";

export const handle: PageHandle = { i18n: ["forms", "files"] };
export const meta: MetaFunction = () => [{ title: "Biểu mẫu của đơn vị đào tạo – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "provider");
  const { db } = args.context;
  const forms = await listForms(db, actor);
  return { forms, providers: null, idempotencyKey: newIdempotencyKey() };
}

export async function action(args: ActionFunctionArgs) {
  return handleFormUpload(args, await requireRole(args, "provider"), "/provider/forms");
}

export default function ProviderFormsPage() {
  return <ProviderForms {...useLoaderData<typeof loader>()} area="/provider/forms" />;
}
