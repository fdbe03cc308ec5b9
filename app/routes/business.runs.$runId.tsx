import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { RunFacts } from "#app/components/courses/run-facts.tsx";
import { Deadline } from "#app/components/courses/run-state.tsx";
import { AddedNotice } from "#app/components/nominations/added-notice.tsx";
import { NominateForm } from "#app/components/nominations/nominate-form.tsx";
import { OwnNominations } from "#app/components/nominations/own-nominations.tsx";
import { ShareSentence } from "#app/components/nominations/share-sentence.tsx";
import { listCourseSkills, listSessions } from "#app/domain/courses/queries.server.ts";
import { takesProposals } from "#app/domain/courses/rules.ts";
import { isEditable } from "#app/domain/lists/rules.ts";
import { getAnnouncedRun, listOwnNominations } from "#app/domain/nominations/business-queries.server.ts";
import { withdraw } from "#app/domain/nominations/decide.server.ts";
import { listNeedsOfRuns } from "#app/domain/nominations/needs.server.ts";
import { nominate } from "#app/domain/nominations/nominate.server.ts";
import { listNominable } from "#app/domain/nominations/queries.server.ts";
import { shareOf } from "#app/domain/nominations/rules.ts";
import { nominateInput, withdrawInput } from "#app/domain/nominations/schema.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { idParam } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { Alert } from "#app/ui/alert.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = { i18n: ["nominations", "courses", "skills", "people"] };
export const meta: MetaFunction = () => [{ title: "Cử người đi học – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "business");
  const { db, language } = args.context;
  const { businessId } = actor;
  const run = await getAnnouncedRun(db, actor, idParam(args.params, "runId"));
  const [skills, sessions, people, needs, nominations] = await Promise.all([
    listCourseSkills(db, run.courseId, language),
    listSessions(db, run.id),
    listNominable(db, actor, { runId: run.id, businessId }),
    listNeedsOfRuns(db, actor, { runIds: [run.id], language }),
    listOwnNominations(db, actor, run.id),
  ]);
  const today = todayInVietnam(new Date());
  return {
    run,
    skills,
    sessions,
    people,
    nominations,
    // The others' needs only served to work out the share: they stay here.
    needs: needs.filter((line) => line.businessId === businessId),
    share: shareOf(needs, run, businessId),
    isOpen: takesProposals(run, today) && isEditable(run.listStatus ?? "draft"),
    idempotencyKey: newIdempotencyKey(),
    today,
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "business");
  const { db } = args.context;
  const runId = idParam(args.params, "runId");
  const values: FormValues = { ...(await readForm(args.request)), runId };
  if (String(values.intent).startsWith("withdraw:")) {
    return handleValues(values, withdrawInput, async (input) => {
      await withdraw(db, actor, input);
      return redirect(`/business/runs/${runId}`);
    });
  }
  return handleValues(values, nominateInput, async (input) => {
    const { status } = await nominate(db, actor, input);
    return redirect(`/business/runs/${runId}?added=${status}`);
  });
}

export default function NominateForRunPage() {
  const { run, skills, sessions, share, isOpen, nominations, today, ...form } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation(["nominations", "courses"]);
  return (
    <>
      <PageHeader
        title={`${run.course} – ${run.label}`}
        lead={
          <>
            {t("courses:runs.deadline")}: <Deadline run={run} today={today} />
          </>
        }
      />
      <p className="mb-4 max-w-2xl">
        <ShareSentence share={share} /> {share.asked > 0 && t("business.more")}
      </p>
      <AddedNotice />
      <h2>{t("business.nominations")}</h2>
      <OwnNominations rows={nominations} withSteps />
      <h2>{t("business.nominateTitle")}</h2>
      {isOpen ? (
        <NominateForm
          runId={run.id}
          businessId=""
          people={form.people}
          needs={form.needs}
          idempotencyKey={form.idempotencyKey}
          passedDeadline={null}
          submitLabel={t("business.send")}
        />
      ) : (
        <Alert tone="info">{t("business.runClosed")}</Alert>
      )}
      <h2>{t("business.facts")}</h2>
      <RunFacts run={run} skills={skills} sessions={sessions} />
    </>
  );
}
