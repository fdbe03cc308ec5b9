import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PublicPage } from "#app/components/public-page.tsx";
import { setPassword } from "#app/domain/accounts/commands.server.ts";
import { getUsableLink } from "#app/domain/accounts/queries.server.ts";
import { minPasswordLength, setPasswordInput } from "#app/domain/accounts/schema.ts";
import { handleForm } from "#app/http/forms.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/fields.tsx";
import { ActionForm } from "#app/ui/form.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const handle: PageHandle = { i18n: ["accounts"] };
export const meta: MetaFunction = () => [{ title: "Đặt mật khẩu – Nhân lực số" }];

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { email } = await getUsableLink(context.db, params.token ?? "", "password");
  return { email };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  return handleForm(request, setPasswordInput, async (input) => {
    await setPassword(context.db, params.token ?? "", input.password);
    return redirect("/login");
  });
}

export default function WelcomePage() {
  const { email } = useLoaderData<typeof loader>();
  const { t } = useTranslation("accounts");
  return (
    <PublicPage>
      <PageHeader title={t("welcome.title")} lead={t("welcome.lead", { email })} />
      <ActionForm schema={setPasswordInput} values={{}}>
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
        <SubmitButton wide>{t("welcome.submit")}</SubmitButton>
      </ActionForm>
    </PublicPage>
  );
}
