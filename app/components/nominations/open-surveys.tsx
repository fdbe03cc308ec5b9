import { useTranslation } from "react-i18next";
import type { ResponseStatus } from "#app/domain/survey/schema.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { type LocalDate, showDate } from "#app/vietnamese/dates.ts";

type Survey = {
  path: string;
  title: string;
  closesOn: LocalDate;
  lateUntil: LocalDate;
  responseStatus: ResponseStatus | null;
  hasDraft: boolean;
  receiptNumber: string | null;
  returnComment: string | null;
};

/** The survey rounds that still take the business's answer. */
export function OpenSurveys({ surveys, today }: { surveys: Survey[]; today: LocalDate }) {
  const { t } = useTranslation("nominations");
  return (
    <section>
      <h2>{t("business.survey")}</h2>
      {surveys.length === 0 && <p className="text-neutral">{t("business.noSurvey")}</p>}
      <ul className="flex max-w-2xl flex-col gap-3">
        {surveys.map((survey) => (
          <li key={survey.path} className="rounded-box border border-base-300 p-4">
            <p className="font-semibold">{survey.title}</p>
            <SurveyState survey={survey} today={today} />
            <SurveyLink survey={survey} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SurveyState({ survey, today }: { survey: Survey; today: LocalDate }) {
  const { t } = useTranslation("nominations");
  const { responseStatus, receiptNumber, returnComment, closesOn } = survey;
  const until = t(today <= closesOn ? "business.surveyUntil" : "business.surveyLate", {
    date: showDate(closesOn),
  });
  return (
    <>
      <p className="text-neutral">{until}</p>
      {responseStatus === "returned" && (
        <p className="text-warning-content">{t("business.surveyReturned", { comment: returnComment })}</p>
      )}
      {(responseStatus === "submitted" || responseStatus === "verified") && (
        <p>{t("business.surveySent", { number: receiptNumber })}</p>
      )}
    </>
  );
}

/** The one red button for an answer that is still owed; one that was sent can be corrected. */
function SurveyLink({ survey: { path, responseStatus, hasDraft } }: { survey: Survey }) {
  const { t } = useTranslation("nominations");
  const isSent = responseStatus === "submitted" || responseStatus === "verified";
  const label = isSent ? "surveyCorrect" : hasDraft ? "surveyContinue" : "surveyOpen";
  return (
    <div className="mt-3">
      <ButtonLink to={path} look={isSent ? "secondary" : "primary"}>
        {t(`business.${label}`)}
      </ButtonLink>
    </div>
  );
}
