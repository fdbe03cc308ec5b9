import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { PublicPage } from "#app/components/public-page.tsx";
import { getUsableLink } from "#app/domain/accounts/queries.server.ts";
import { minPasswordLength, setUpInput } from "#app/domain/accounts/schema.ts";
import { setUpInstallation } from "#app/domain/accounts/set-up.server.ts";
import { handleForm } from "#app/http/forms.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/fields.tsx";
import { ActionForm } from "#app/ui/form.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const handle: PageHandle = { i18n: ["accounts"] };
export const meta: MetaFunction = () => [{ title: "Thiết lập – Nhân lực số" }];

export async function loader({ params, context }: LoaderFunctionArgs) {
  await getUsableLink(context.db, params.token ?? "", "setup");
  return null;
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  return handleForm(request, setUpInput, async (input) => {
    await setUpInstallation(context.db, params.token ?? "", input);
    return redirect("/login");
  });
}

export default function SetUpPage() {
  const { t } = useTranslation("accounts");
  return (
    <PublicPage>
      <PageHeader title={t("setUp.title")} lead={t("setUp.lead")} />
      <ActionForm schema={setUpInput} values={{}}>
        <TextField name="fullName" label={t("fullName")} autoComplete="name" required />
        <TextField name="email" type="email" label={t("email")} autoComplete="username" required />
        <TextField
          name="password"
          type="password"
          label={t("newPassword")}
          hint={t("passwordHint", { count: minPasswordLength })}
          autoComplete="new-password"
          required
        />
        <TextField
          name="passwordAgain"
          type="password"
          label={t("passwordAgain")}
          autoComplete="new-password"
          required
        />
        <SubmitButton wide>{t("setUp.submit")}</SubmitButton>
      </ActionForm>
    </PublicPage>
  );
}
