import { isRouteErrorResponse, useActionData, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PublicPage } from "#app/components/public-page.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { useMessage } from "#app/ui/message.tsx";
import { PostForm, type Refused } from "#app/ui/post-form.tsx";
import { HiddenAnswer } from "./hidden-answer.tsx";
import { PhoneLink } from "./phone-link.tsx";

/** What http/survey-link.server.ts throws, and every other problem: a sentence, and whom to call where it is known. */
type Thrown = {
  key?: string;
  params?: Record<string, string | number>;
  ward?: { name: string; officePhone: string | null };
};

/**
 * A calm page instead of an error page: nobody who follows a link has done anything wrong. A post that could not be
 * carried out (`keepTyped`) is offered to be sent again, with everything that was typed.
 */
export function SurveyProblem() {
  const { t } = useTranslation(["survey", "app"]);
  const translate = useMessage();
  const error = useRouteError();
  const typed = (useActionData() as Refused | undefined)?.values;
  const {
    key = "app:errors.bug",
    params = {},
    ward,
  }: Thrown = (isRouteErrorResponse(error) && (error.data as Thrown | null)) || {};
  return (
    <PublicPage>
      {ward && <p className="text-neutral first-letter:uppercase">{ward.name}</p>}
      <h1 className="mb-4 text-xl">{t("title")}</h1>
      {typed ? (
        <PostForm values={{}} className="mb-4">
          <HiddenAnswer answer={typed} />
          <SubmitButton wide>{t("sendAgain")}</SubmitButton>
        </PostForm>
      ) : (
        <p className="mb-4 text-lg">{translate(`${key}|${JSON.stringify(params)}`)}</p>
      )}
      {ward?.officePhone && (
        <p>
          {t("help", { ward: ward.name })} <PhoneLink phone={ward.officePhone} />
        </p>
      )}
    </PublicPage>
  );
}
