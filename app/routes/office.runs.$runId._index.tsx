import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { RunFacts } from "#app/components/courses/run-facts.tsx";
import { Days, Deadline, RunBadge } from "#app/components/courses/run-state.tsx";
import { StatusSteps } from "#app/components/courses/status-steps.tsx";
import { AcceptedNotice, acceptManyForm } from "#app/components/nominations/accept-many.tsx";
import { ListSituation } from "#app/components/nominations/list-situation.tsx";
import { NomineeLists } from "#app/components/nominations/nominee-lists.tsx";
import { RunActions } from "#app/components/nominations/run-actions.tsx";
import { SeatCounts } from "#app/components/nominations/seat-counts.tsx";
import { SplitTable } from "#app/components/nominations/split-table.tsx";
import { OutcomeTable } from "#app/components/outcomes/outcome-table.tsx";
import { FormDownloads } from "#app/components/provider-forms/form-downloads.tsx";
import { getRun, listCourseSkills, listSessions } from "#app/domain/courses/queries.server.ts";
import { nominableStatuses } from "#app/domain/courses/rules.ts";
import { changeStatusInput } from "#app/domain/courses/schema.ts";
import { changeStatus } from "#app/domain/courses/update-run.server.ts";
import { isEditable, isIssued } from "#app/domain/lists/rules.ts";
import { acceptProposal, acceptProposals } from "#app/domain/nominations/accept.server.ts";
import { refuseProposal, withdraw } from "#app/domain/nominations/decide.server.ts";
import { move } from "#app/domain/nominations/move.server.ts";
import { listNeedsOfRuns } from "#app/domain/nominations/needs.server.ts";
import { listNominations } from "#app/domain/nominations/queries.server.ts";
import { isLive, splitByNeed } from "#app/domain/nominations/rules.ts";
import {
  acceptInput,
  acceptManyInput,
  moveInput,
  refuseInput,
  withdrawInput,
} from "#app/domain/nominations/schema.ts";
import { listRunOutcomes } from "#app/domain/outcomes/queries.server.ts";
import { listUsableForms } from "#app/domain/provider-forms/queries.server.ts";
import { digestOfIds } from "#app/domain/selection.server.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { idParam, listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { PageHeader } from "#app/ui/page.tsx";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = {
  i18n: ["nominations", "courses", "forms", "skills", "rosters", "outcomes"],
};
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `${data.run.course} – ${data.run.label}` : "Lớp"} – Nhân lực số` },
];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db, language } = args.context;
  const run = await getRun(db, actor, idParam(args.params, "runId"));
  const { page } = listParams(args.request, ["number"]);
  const [rows, needs, skills, sessions, outcomes, forms] = await Promise.all([
    listNominations(db, actor, run.id),
    listNeedsOfRuns(db, actor, { runIds: [run.id], language }),
    listCourseSkills(db, run.courseId, language),
    listSessions(db, run.id),
    isIssued(run.listStatus ?? "draft") ? listRunOutcomes(db, actor, run.id, page) : null,
    listUsableForms(db, actor, run.providerId),
  ]);
  const senders = rows.filter(isLive).map((row) => row.businessId);
  return {
    run,
    rows,
    seen: digestOfIds(rows.filter(({ status }) => status === "proposed").map(({ id }) => id)),
    split: splitByNeed(needs, run.seats, senders).filter(({ unmet }) => unmet > 0),
    skills,
    sessions,
    outcomes,
    forms,
    isOwn: run.ownerWardId === actor.wardId,
    mayEdit: nominableStatuses.includes(run.status) && isEditable(run.listStatus ?? "draft"),
    today: todayInVietnam(new Date()),
    idempotencyKey: newIdempotencyKey(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const runId = idParam(args.params, "runId");
  const posted = await readForm(args.request);
  // `withdraw:<id>` says which row's button was pressed, `status:open` which step of the run.
  const [intent, of = ""] = String(posted.intent ?? "").split(":");
  const values: FormValues = { ...posted, nominationId: of, runId };
  const done = () => redirect(`/office/runs/${runId}`);
  switch (intent) {
    case "accept":
      return handleValues(values, acceptInput, (input) => acceptProposal(db, actor, input).then(done));
    case acceptManyForm:
      return handleValues(values, acceptManyInput, async (input) => {
        const { taken, left } = await acceptProposals(db, actor, input);
        return redirect(`/office/runs/${runId}?accepted=${taken}-${left}`);
      });
    case "refuse":
      return handleValues(values, refuseInput, (input) => refuseProposal(db, actor, input).then(done));
    case "withdraw":
      return handleValues(values, withdrawInput, (input) => withdraw(db, actor, input).then(done));
    case "up":
    case "down":
      return handleValues({ ...values, direction: intent }, moveInput, (input) =>
        move(db, actor, input).then(done),
      );
    default:
      return handleValues(values, changeStatusInput, (input) => changeStatus(db, actor, input).then(done));
  }
}

export default function RunPage() {
  const { run, rows, seen, split, skills, sessions, outcomes, forms, isOwn, mayEdit, today, idempotencyKey } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation(["nominations", "courses", "outcomes"]);
  const people = split.reduce((sum, { unmet }) => sum + unmet, 0);
  return (
    <>
      <PageHeader
        title={
          <>
            {run.course} – {run.label} <RunBadge status={run.status} />
          </>
        }
        lead={
          <>
            {run.provider} · <Days run={run} />
          </>
        }
        actions={<RunActions run={run} isOwn={isOwn} mayEdit={mayEdit} isEmpty={rows.length === 0} />}
      />
      <AcceptedNotice />
      <ListSituation run={run} />
      <SeatCounts
        deadline={<Deadline run={run} today={today} />}
        seats={run.seats}
        primary={run.seatsTaken}
        reserve={rows.filter(({ seat }) => seat === "reserve").length}
        need={{ people, businesses: split.length }}
      />
      <div className="grid gap-8 xl:grid-cols-[1fr_20rem]">
        <NomineeLists rows={rows} seen={seen} isEditable={mayEdit} idempotencyKey={idempotencyKey} />
        <SplitTable rows={split} />
      </div>
      {outcomes && outcomes.total > 0 && (
        <section className="mt-8">
          <h2>{t("outcomes:title")}</h2>
          <OutcomeTable outcomes={outcomes} showsWards={false} />
        </section>
      )}
      <FormDownloads
        run={`/office/runs/${run.id}`}
        area="/office/forms"
        forms={forms}
        hasList={run.listId !== null}
      />
      <h2>{t("courses:form.call")}</h2>
      <RunFacts run={run} skills={skills} sessions={sessions} />
      {isOwn && <StatusSteps run={run} />}
    </>
  );
}
