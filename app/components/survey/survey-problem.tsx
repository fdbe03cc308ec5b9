import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PublicPage } from "#app/components/shell.tsx";
import { useMessage } from "#app/ui/message.tsx";
import { PhoneLink } from "./phone-link.tsx";

/** What http/survey-link.server.ts throws, and every other problem: a sentence, and whom to call where it is known. */
type Thrown = {
  key?: string;
  params?: Record<string, string | number>;
  ward?: { name: string; officePhone: string | null };
};

/** A calm page instead of an error page: nobody who follows a link has done anything wrong. */
export function SurveyProblem() {
  const { t } = useTranslation(["survey", "app"]);
  const translate = useMessage();
  const error = useRouteError();
  const {
    key = "app:errors.bug",
    params = {},
    ward,
  }: Thrown = (isRouteErrorResponse(error) && (error.data as Thrown | null)) || {};
  return (
    <PublicPage>
      {ward && <p className="text-neutral first-letter:uppercase">{ward.name}</p>}
      <h1 className="mb-4 text-xl">{t("title")}</h1>
      <p className="mb-4 text-lg">{translate(`${key}|${JSON.stringify(params)}`)}</p>
      {ward?.officePhone && (
        <p>
          {t("help", { ward: ward.name })} <PhoneLink phone={ward.officePhone} />
        </p>
      )}
    </PublicPage>
  );
}
