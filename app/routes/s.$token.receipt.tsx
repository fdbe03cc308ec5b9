import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData, useParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AnswerSummary } from "#app/components/survey/answer-summary.tsx";
import { SurveyFrame } from "#app/components/survey/survey-frame.tsx";
import { surveyMeta } from "#app/components/survey/survey-meta.ts";
import { roundPhase, takesAnswers } from "#app/domain/rounds/rules.ts";
import { findReceipt } from "#app/domain/survey/queries.server.ts";
import { lastDayToCorrect } from "#app/domain/survey/rules.ts";
import { headOf, requireConfirmed } from "#app/http/survey-link.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { showDate, showDateTime, todayInVietnam } from "#app/vietnamese/dates.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => surveyMeta(data?.head);

export async function loader(args: LoaderFunctionArgs) {
  const { invitation, actor } = await requireConfirmed(args);
  const { db, language } = args.context;
  const receipt = await findReceipt(db, actor, language);
  if (!receipt) throw redirect(`/s/${args.params.token}/form`);
  const today = todayInVietnam(new Date());
  return {
    head: headOf(invitation),
    business: invitation.business.name,
    receipt,
    canCorrect: takesAnswers(roundPhase(invitation.round, today)),
    lastDay: lastDayToCorrect(invitation.round, today),
  };
}

export default function ReceiptPage() {
  const { head, business, receipt, canCorrect, lastDay } = useLoaderData<typeof loader>();
  const { t } = useTranslation("survey");
  const { token } = useParams();
  const { receiptNumber, submittedAt, revision, status, source } = receipt;
  const day = showDate(lastDay);
  return (
    <SurveyFrame head={head}>
      <section className="rounded-box border border-success-content/30 bg-success p-4 text-success-content">
        <h2 className="mt-0">
          {t("receipt.received")} <span className="whitespace-nowrap">{receiptNumber}</span>{" "}
          {submittedAt && t("receipt.at", { time: showDateTime(submittedAt) })}
        </h2>
        <p>{t("receipt.enough")}</p>
      </section>
      {status === "returned" && (
        <Alert tone="warning">
          {t("receipt.returned")} {receipt.returnComment}
        </Alert>
      )}
      {receipt.hasDraft && <Alert tone="info">{t("receipt.hasDraft")}</Alert>}
      <p className="mt-4 font-semibold text-xl">{business}</p>
      <p className="mb-4 text-neutral">
        {t(`receipt.source.${source}`)}
        {revision > 1 && ` · ${t("receipt.revision", { count: revision - 1 })}`}
        {status === "verified" && ` · ${t("receipt.verified")}`}
      </p>
      {receipt.late && <p className="mb-4">{t("receipt.late")}</p>}
      <AnswerSummary answer={receipt} />
      <div className="no-print mt-6">
        {canCorrect ? (
          <ButtonLink to={`/s/${token}/form`} wide>
            {t("receipt.edit", { day })}
          </ButtonLink>
        ) : (
          <p className="text-neutral">{t("receipt.closed", { day })}</p>
        )}
      </div>
    </SurveyFrame>
  );
}
