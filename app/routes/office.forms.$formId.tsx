import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { FormCheck } from "#app/components/provider-forms/form-check.tsx";
import { changeForm, retireForm } from "#app/domain/provider-forms/commands.server.ts";
import { openForm } from "#app/domain/provider-forms/open-form.server.ts";
import { changeFormInput, retireFormInput } from "#app/domain/provider-forms/schema.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import type { FormValues } from "#app/lib/form-values.ts";

export const handle: PageHandle = { i18n: ["forms", "files"] };
export const meta: MetaFunction = () => [{ title: "Kiểm tra biểu mẫu – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  return { form: await openForm(args.context.db, actor, idParam(args.params, "formId")) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const formId = idParam(args.params, "formId");
  const values: FormValues = { ...(await readForm(args.request)), formId };
  if (values.step === "retire")
    return handleValues(values, retireFormInput, async (input) => {
      await retireForm(db, actor, input);
      return redirect("/office/forms");
    });
  return handleValues(values, changeFormInput, async (input) => {
    await changeForm(db, actor, input);
    return redirect(`/office/forms/${formId}?done=${input.step === "save" ? "saved" : "checked"}`);
  });
}

export default function OfficeFormPage() {
  const { form } = useLoaderData<typeof loader>();
  return <FormCheck form={form} />;
}
