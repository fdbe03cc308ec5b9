import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData, useParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import * as z from "zod/mini";
import { AnswerSummary } from "#app/components/survey/answer-summary.tsx";
import { useFieldLabel } from "#app/components/survey/field-label.ts";
import { HiddenAnswer } from "#app/components/survey/hidden-answer.tsx";
import { SurveyFrame } from "#app/components/survey/survey-frame.tsx";
import { surveyMeta } from "#app/components/survey/survey-meta.ts";
import { SurveyProblem } from "#app/components/survey/survey-problem.tsx";
import { listSkills } from "#app/domain/skills/queries.server.ts";
import { missingFields } from "#app/domain/survey/missing-fields.ts";
import { getOwnForm } from "#app/domain/survey/queries.server.ts";
import { answerInput, submitResponseInput } from "#app/domain/survey/schema.ts";
import { submitResponse } from "#app/domain/survey/submit-response.server.ts";
import { handleValues } from "#app/http/forms.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { keepTyped } from "#app/http/keep-typed.server.ts";
import { headOf, requireAnswering } from "#app/http/survey-link.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { ButtonLink, SubmitButton } from "#app/ui/button.tsx";
import { PostForm } from "#app/ui/post-form.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => surveyMeta(data?.head);

export async function loader(args: LoaderFunctionArgs) {
  const { invitation, actor } = await requireAnswering(args);
  const { db, language } = args.context;
  const { answer, version, origin, answeredMeanwhile } = await getOwnForm(db, actor);
  const here = `/s/${args.params.token}`;
  if (origin !== "draft") throw redirect(origin === "sent" ? `${here}/receipt` : `${here}/form`);
  const parsed = z.safeParse(answerInput, answer);
  const skills = new Map((await listSkills(db, language)).map((skill) => [skill.id, skill.name]));
  const needs = (parsed.data?.needs ?? []).map((line) => ({
    ...line,
    skill: skills.get(line.skillId) ?? "",
  }));
  return {
    head: headOf(invitation),
    business: invitation.business.name,
    answer,
    shown: parsed.success ? { ...parsed.data, needs } : null,
    missing: missingFields(answer),
    answeredMeanwhile,
    values: { idempotencyKey: newIdempotencyKey(), version: String(version) },
  };
}

export function action(args: ActionFunctionArgs) {
  return keepTyped(args.request, async (values) => {
    const { actor } = await requireAnswering(args);
    return handleValues(values, submitResponseInput, async (input) => {
      await submitResponse(args.context.db, actor, input);
      return redirect(`/s/${args.params.token}/receipt`);
    });
  });
}

export {
  keepTyped as clientAction,
  unlessKept as shouldRevalidate,
} from "#app/components/survey/keep-typed.ts";

export default function ReviewPage() {
  const { head, business, answer, shown, missing, answeredMeanwhile, values } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation("survey");
  const label = useFieldLabel();
  const { token } = useParams();
  return (
    <SurveyFrame head={head} step="send">
      <h2 className="mt-0">{t("review.title")}</h2>
      <p className="mb-4 text-neutral">{t(shown ? "review.lead" : "review.notReady")}</p>
      {answeredMeanwhile && <Alert tone="warning">{t("draft.answeredMeanwhile")}</Alert>}
      <p className="mb-3 font-semibold text-xl">{business}</p>
      {shown ? (
        <AnswerSummary answer={shown} />
      ) : (
        <>
          <p>{t("missing.title")}:</p>
          <ul className="list-disc pl-6">
            {missing.map((field) => (
              <li key={field}>
                <a href={`/s/${token}/form#${field}`}>{label(field)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="mt-6 flex flex-col gap-3">
        {shown && (
          <PostForm values={{}}>
            <HiddenAnswer answer={{ ...answer, ...values }} />
            <SubmitButton wide>{t("review.send")}</SubmitButton>
          </PostForm>
        )}
        <ButtonLink to={`/s/${token}/form`} wide>
          {t("review.edit")}
        </ButtonLink>
      </div>
    </SurveyFrame>
  );
}

/** Its own, and not the area's: only here what was to be sent is at hand. */
export function ErrorBoundary() {
  return <SurveyProblem />;
}
