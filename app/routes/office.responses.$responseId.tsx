import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ResponseAnswers } from "#app/components/responses/response-answers.tsx";
import { ReviewForms } from "#app/components/responses/review-forms.tsx";
import { RevisionList } from "#app/components/responses/revision-list.tsx";
import { roundPhase, takesAnswers } from "#app/domain/rounds/rules.ts";
import { getResponse, listResponseLines, listRevisions } from "#app/domain/survey/responses.server.ts";
import { returnResponse, verifyResponse } from "#app/domain/survey/review-response.server.ts";
import { returnResponseInput, verifyResponseInput } from "#app/domain/survey/schema.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { Alert } from "#app/ui/alert.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageHeader, StateBadge } from "#app/ui/page.tsx";
import { showDateTime, todayInVietnam } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = { i18n: ["rounds", "survey", "skills"] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Phiếu ${data?.response.receiptNumber ?? ""} – Nhân lực số` },
];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db, language } = args.context;
  const response = await getResponse(db, actor, idParam(args.params, "responseId"));
  const lines = await listResponseLines(db, actor, response.id, language);
  const revisions = await listRevisions(db, actor, response.id, language);
  const isOpen = takesAnswers(roundPhase(response.round, todayInVietnam(new Date())));
  return { response, lines, isOpen, ...revisions };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const responseId = idParam(args.params, "responseId");
  const values: FormValues = { ...(await readForm(args.request)), responseId };
  const back = () => redirect(`/office/responses/${responseId}`);
  if (values.intent === "return")
    return handleValues(values, returnResponseInput, async (input) => {
      await returnResponse(db, actor, input);
      return back();
    });
  return handleValues(values, verifyResponseInput, async (input) => {
    await verifyResponse(db, actor, input);
    return back();
  });
}

const tones = { submitted: "blue", verified: "good", returned: "bad" } as const;

export default function ResponsePage() {
  const { response, lines, revisions, skillNames, isOpen } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["rounds", "survey", "skills"]);
  const { status, round, business, reviewer, reviewedAt } = response;
  return (
    <>
      <PageHeader
        title={
          <>
            {business.name} <StateBadge tone={tones[status]}>{t(`response.status.${status}`)}</StateBadge>{" "}
            {response.late && <StateBadge tone="wait">{t("response.late")}</StateBadge>}
          </>
        }
        lead={
          <>
            {t("response.title", { number: response.receiptNumber })} ·{" "}
            <Link to={`/office/rounds/${round.id}`}>{t("name", round)}</Link>.{" "}
            {response.submittedAt &&
              t("response.lead", {
                at: showDateTime(response.submittedAt),
                source: t(`survey:receipt.source.${response.source}`),
              })}
            {status === "verified" &&
              reviewedAt &&
              ` ${t("response.verifiedBy")}: ${t("response.reviewed", { name: reviewer, at: showDateTime(reviewedAt) })}.`}
          </>
        }
        actions={
          isOpen && (
            <ButtonLink to={`/office/rounds/${round.id}/answer/${business.id}`}>
              {t("response.answerFor")}
            </ButtonLink>
          )
        }
      />
      {status === "returned" && (
        <Alert tone="warning">{t("response.returned", { comment: response.returnComment })}</Alert>
      )}
      <ResponseAnswers response={response} lines={lines} />
      {status !== "returned" && (
        <ReviewForms
          key={response.version}
          values={{ responseId: response.id, version: String(response.version), comment: "" }}
          canVerify={status === "submitted"}
          takesAnswers={isOpen}
        />
      )}
      <h2>{t("response.revisions")}</h2>
      <RevisionList revisions={revisions} skillNames={skillNames} />
    </>
  );
}
