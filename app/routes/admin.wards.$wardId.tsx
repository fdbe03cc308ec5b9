import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { WardFields } from "#app/components/accounts/ward-fields.tsx";
import { updateWard } from "#app/domain/wards/commands.server.ts";
import { getWard } from "#app/domain/wards/queries.server.ts";
import { updateWardInput } from "#app/domain/wards/schema.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { ActionForm, HiddenField } from "#app/ui/form.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { showPhone } from "#app/vietnamese/phone.ts";

export const handle: PageHandle = { i18n: ["accounts"] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.ward.name ?? "Phường, xã"} – Nhân lực số` },
];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "admin");
  return { ward: await getWard(args.context.db, actor, idParam(args.params, "wardId")) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "admin");
  const values = { ...(await readForm(args.request)), wardId: idParam(args.params, "wardId") };
  return handleValues(values, updateWardInput, async (input) => {
    await updateWard(args.context.db, actor, input);
    return redirect("/admin/wards");
  });
}

export default function WardPage() {
  const { ward } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["accounts", "app"]);
  const { id, version, officePhone, ...texts } = ward;
  const values = {
    ...texts,
    wardId: id,
    version: String(version),
    officePhone: officePhone ? showPhone(officePhone) : "",
  };
  return (
    <>
      <PageHeader title={ward.name} />
      <ActionForm schema={updateWardInput} values={values} className="max-w-xl">
        <HiddenField name="wardId" />
        <HiddenField name="version" />
        <WardFields />
        <SubmitButton>{t("app:actions.save")}</SubmitButton>
      </ActionForm>
    </>
  );
}
