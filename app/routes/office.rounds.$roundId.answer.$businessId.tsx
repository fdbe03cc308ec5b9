import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, type ShouldRevalidateFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import * as z from "zod/mini";
import { AnswerForm } from "#app/components/survey/answer-form.tsx";
import { getInvitedBusiness } from "#app/domain/rounds/personal-links.server.ts";
import { getRound } from "#app/domain/rounds/queries.server.ts";
import { roundPhase, takesAnswers } from "#app/domain/rounds/rules.ts";
import { listSkills } from "#app/domain/skills/queries.server.ts";
import { getAnswerForm } from "#app/domain/survey/queries.server.ts";
import { editLines } from "#app/domain/survey/rules.ts";
import { answerOnBehalfInput, typedAnswerInput } from "#app/domain/survey/schema.ts";
import { submitResponse } from "#app/domain/survey/submit-response.server.ts";
import { handleValues, type RefusedForm, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { idParam } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { RadioField } from "#app/ui/fields.tsx";
import { HiddenField, IdempotencyKey } from "#app/ui/form.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = { i18n: ["rounds", "survey", "skills"] };
export const meta: MetaFunction = () => [{ title: "Trả lời thay cơ sở – Nhân lực số" }];

/** After a refusal too: the form then has to name the version that stands now. */
export const shouldRevalidate: ShouldRevalidateFunction = () => true;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db, language } = args.context;
  const ids = idsOf(args.params);
  const business = await getInvitedBusiness(db, actor, ids);
  const round = await getRound(db, actor, ids.roundId);
  const form = await getAnswerForm(db, { wardId: actor.wardId, ...ids });
  const skills = await listSkills(db, language);
  const today = todayInVietnam(new Date());
  const isOpen = takesAnswers(roundPhase(round, today));
  return { ids, business, round, isOpen, form, skills, today, idempotencyKey: newIdempotencyKey() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const ids = idsOf(args.params);
  const posted = await readForm(args.request);
  const intent = String(posted.intent ?? "");
  const typed = z.safeParse(typedAnswerInput, posted);
  // Before scripts have loaded, the buttons that add and remove cards come back with what was typed.
  if (/^(add|remove\.\d+)$/.test(intent) && typed.success) {
    const values: FormValues = { ...posted, ...editLines(typed.data, intent) };
    return data({ errors: {}, values } satisfies RefusedForm);
  }
  const answer = intent === "none" ? { ...posted, noNeed: "true", needs: [] } : posted;
  return handleValues({ ...answer, ...ids }, answerOnBehalfInput, async (input) => {
    await getInvitedBusiness(db, actor, ids);
    const { responseId } = await submitResponse(db, actor, input);
    return redirect(`/office/responses/${responseId}`);
  });
}

function idsOf(params: LoaderFunctionArgs["params"]) {
  return { roundId: idParam(params, "roundId"), businessId: idParam(params, "businessId") };
}

export default function AnswerOnBehalfPage() {
  const { ids, business, round, isOpen, form, skills, today, idempotencyKey } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation(["rounds", "survey"]);
  return (
    <div className="max-w-xl">
      <PageHeader
        title={t("answer.title", { business: business.name })}
        lead={
          <>
            <Link to={`/office/rounds/${round.id}`}>{t("name", round)}</Link>. {t("answer.lead")}
          </>
        }
      />
      {isOpen ? (
        <AnswerForm
          answer={form.answer}
          version={form.version}
          values={{ ...ids, idempotencyKey, source: "" }}
          skills={skills}
          today={today}
          origin={t(`answer.origin.${form.origin}`)}
        >
          <IdempotencyKey />
          <HiddenField name="roundId" />
          <HiddenField name="businessId" />
          <RadioField
            name="source"
            label={t("answer.source")}
            required
            options={(["phone", "paper"] as const).map((source) => ({
              value: source,
              label: t(`answer.${source}`),
            }))}
          />
          <SubmitButton name="intent" value="submit">
            {t("answer.submit")}
          </SubmitButton>
        </AnswerForm>
      ) : (
        <Alert tone="warning">{t("answer.closed")}</Alert>
      )}
    </div>
  );
}
