import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PublicPage } from "#app/components/public-page.tsx";
import { signIn } from "#app/domain/accounts/commands.server.ts";
import { signInInput } from "#app/domain/accounts/schema.ts";
import { Invalid } from "#app/domain/errors.ts";
import { handleForm } from "#app/http/forms.server.ts";
import { homeOf, safeNext } from "#app/http/guards.server.ts";
import { countTry, forgetTries } from "#app/http/rate-limits.server.ts";
import { sessionCookie, sessionHash } from "#app/http/session.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { env } from "#app/lib/env.server.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/fields.tsx";
import { ActionForm } from "#app/ui/form.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const handle: PageHandle = { i18n: ["accounts"] };
export const meta: MetaFunction = () => [{ title: "Đăng nhập – Nhân lực số" }];

export async function loader({ context }: LoaderFunctionArgs) {
  const actor = await context.actor();
  if (actor) throw redirect(homeOf[actor.role]);
  return data({ values: { email: "" } });
}

export async function action({ request, context: { db, network } }: ActionFunctionArgs) {
  return handleForm(request, signInInput, async (input) => {
    const subject = `${input.email}|${network}`;
    // Counted before the password is looked at: of many tries at once no more than the limit get an answer.
    await countTry(db, "signInOfAccount", subject);
    await countTry(db, "signInOfNetwork", network);
    const previousSession = sessionHash(request.headers.get("Cookie"));
    const session = await signIn(db, input, { previousSession, hours: env().SESSION_HOURS });
    if (!session) throw new Invalid("password", "accounts:errors.signIn");
    await forgetTries(db, "signInOfAccount", subject);
    const next = safeNext(new URL(request.url).searchParams.get("next"), session.actor.role);
    return redirect(next, { headers: { "Set-Cookie": sessionCookie(session.token) } });
  });
}

export default function LoginPage() {
  const { values } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["accounts", "app"]);
  return (
    <PublicPage>
      <PageHeader title={t("signIn.title")} lead={t("signIn.lead")} />
      <ActionForm schema={signInInput} values={values}>
        <TextField name="email" type="email" label={t("email")} autoComplete="username" required />
        <TextField
          name="password"
          type="password"
          label={t("password")}
          autoComplete="current-password"
          required
        />
        <SubmitButton wide>{t("app:actions.signIn")}</SubmitButton>
      </ActionForm>
    </PublicPage>
  );
}
