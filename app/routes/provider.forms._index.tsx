import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ProviderForms } from "#app/components/provider-forms/form-list.tsx";
import { Invalid } from "#app/domain/errors.ts";
import { uploadForm } from "#app/domain/provider-forms/commands.server.ts";
import { listForms } from "#app/domain/provider-forms/queries.server.ts";
import { uploadFormInput } from "#app/domain/provider-forms/schema.ts";
import { handleValues } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { readUpload } from "#app/http/uploads.server.ts";
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
  const actor = await requireRole(args, "provider");
  const { values, file } = await readUpload(args.request);
  return handleValues(values, uploadFormInput, async (input) => {
    if (!file) throw new Invalid("file", "files:unreadable.empty");
    const { formId } = await uploadForm(args.context.db, actor, { ...input, ...file });
    return redirect(`/provider/forms/${formId}`);
  });
}

export default function ProviderFormsPage() {
  return <ProviderForms {...useLoaderData<typeof loader>()} area="/provider/forms" />;
}
