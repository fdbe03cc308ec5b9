import type { MetaFunction } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { PublicPage } from "#app/components/shell.tsx";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const handle: PageHandle = { i18n: ["home"] };
export const meta: MetaFunction = () => [{ title: "Nhân lực số" }];

export default function FirstPage() {
  const { t } = useTranslation(["home", "app"]);
  return (
    <PublicPage>
      <PageHeader title={t("public.title")} lead={t("public.lead")} />
      <ButtonLink to="/login" look="primary">
        {t("app:actions.signIn")}
      </ButtonLink>
    </PublicPage>
  );
}
