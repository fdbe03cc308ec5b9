import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AnswerForm } from "#app/components/survey/answer-form.tsx";
import { savedPlace } from "#app/components/survey/autosave-line.tsx";
import { NotOurs } from "#app/components/survey/not-ours.tsx";
import { SurveyFrame } from "#app/components/survey/survey-frame.tsx";
import { surveyMeta } from "#app/components/survey/survey-meta.ts";
import { SurveyProblem } from "#app/components/survey/survey-problem.tsx";
import { Invalid } from "#app/domain/errors.ts";
import { listSkills } from "#app/domain/skills/queries.server.ts";
import { missingFields } from "#app/domain/survey/missing-fields.ts";
import { getOwnForm } from "#app/domain/survey/queries.server.ts";
import { editLines, isBlankLine } from "#app/domain/survey/rules.ts";
import { saveDraft } from "#app/domain/survey/save-draft.server.ts";
import { answerInput, saveDraftInput } from "#app/domain/survey/schema.ts";
import { handleValues } from "#app/http/forms.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { keepTyped } from "#app/http/keep-typed.server.ts";
import { headOf, requireAnswering } from "#app/http/survey-link.server.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { HiddenField } from "#app/ui/field.tsx";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => surveyMeta(data?.head);

export async function loader(args: LoaderFunctionArgs) {
  const { invitation, actor } = await requireAnswering(args);
  const { db, language } = args.context;
  const [form, skills] = await Promise.all([getOwnForm(db, actor), listSkills(db, language)]);
  return {
    head: headOf(invitation),
    business: { name: invitation.business.name, taxCode: invitation.business.taxCodeShown },
    form,
    missing: missingFields(form.answer),
    skills,
    today: todayInVietnam(new Date()),
    editor: newIdempotencyKey(),
    draftUrl: `/s/${args.params.token}/draft`,
  };
}

/** Every button saves what was typed first; then `add`, `remove.2` and `save` come back, the others go on. */
export function action(args: ActionFunctionArgs) {
  return keepTyped(args.request, (values) => saveForm(args, values));
}

export {
  keepTyped as clientAction,
  unlessKept as shouldRevalidate,
} from "#app/components/survey/keep-typed.ts";

async function saveForm(args: ActionFunctionArgs, values: FormValues) {
  const { actor } = await requireAnswering(args);
  const { db } = args.context;
  const intent = String(values.intent ?? "review");
  const here = `/s/${args.params.token}`;
  const saved = await handleValues(
    values,
    saveDraftInput,
    async ({ version, revision, editor, ...typed }) => {
      const answer = intent === "none" ? answerNone(typed) : editLines(typed, intent);
      await saveDraft(db, actor, { version, revision, editor, ...answer });
      if (intent === "review" || intent === "none") return redirect(`${here}/review`);
      return redirect(`${here}/form#${placeAfter(intent, answer.needs.length)}`);
    },
  );
  if (intent !== "review" || !(saved instanceof Response)) return saved;
  return handleValues(values, answerInput, async () => saved);
}

/** Where the page goes on after a button that stays on it. */
function placeAfter(intent: string, lines: number): string {
  if (intent === "add") return `needs.${lines - 1}.position`;
  return intent === "save" ? savedPlace : "needs";
}

/** @throws Invalid where needs are filled in: the button would throw them away */
function answerNone<A extends { needs: unknown[] }>(typed: A) {
  if (!typed.needs.every(isBlankLine)) throw new Invalid("noNeed", "survey:errors.noNeedWithLines");
  return { ...typed, noNeed: "true", needs: [] };
}

export default function AnswerPage() {
  const { head, business, form, missing, skills, today, editor, draftUrl } = useLoaderData<typeof loader>();
  const { t } = useTranslation("survey");
  const { origin, status, returnComment, answeredMeanwhile } = form;
  return (
    <SurveyFrame head={head} step="needs">
      {status === "returned" && <Alert tone="warning">{t("returned", { comment: returnComment })}</Alert>}
      {answeredMeanwhile && <Alert tone="warning">{t("draft.answeredMeanwhile")}</Alert>}
      <p className="font-semibold text-xl">{business.name}</p>
      {business.taxCode && <p className="text-neutral">{t("taxCode", { code: business.taxCode })}</p>}
      <NotOurs officePhone={head.ward.officePhone} />
      <AnswerForm
        answer={form.answer}
        version={form.draftVersion}
        values={{ editor, revision: String(form.revision) }}
        skills={skills}
        today={today}
        missing={missing}
        autosaveTo={draftUrl}
        savedAt={form.draftSavedAt}
        origin={origin === "registry" || origin === "previous" ? t(`business.${origin}`) : undefined}
      >
        <HiddenField name="editor" />
        <HiddenField name="revision" />
        <div className="flex flex-col gap-3">
          <SubmitButton name="intent" value="review" wide>
            {t("review.submit")}
          </SubmitButton>
          <noscript>
            <SubmitButton look="secondary" name="intent" value="save" formNoValidate wide>
              {t("draft.save")}
            </SubmitButton>
          </noscript>
        </div>
      </AnswerForm>
    </SurveyFrame>
  );
}

/** Its own, and not the area's: only here what was typed is at hand. */
export function ErrorBoundary() {
  return <SurveyProblem />;
}
