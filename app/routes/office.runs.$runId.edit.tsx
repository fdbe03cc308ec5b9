import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DefaultSubmit } from "#app/components/courses/row-group.tsx";
import { RunFields } from "#app/components/courses/run-fields.tsx";
import { SkillRows } from "#app/components/courses/skill-rows.tsx";
import { getRun, listCourseSkills, listSessions, ownsCourse } from "#app/domain/courses/queries.server.ts";
import { editableStatuses } from "#app/domain/courses/rules.ts";
import { changeSeatsInput, updateCourseSkillsInput, updateRunInput } from "#app/domain/courses/schema.ts";
import { updateCourseSkills, updateRun } from "#app/domain/courses/update-run.server.ts";
import { changeSeats } from "#app/domain/seats/change-seats.server.ts";
import { seatsMayMove } from "#app/domain/seats/rules.ts";
import { listSkills } from "#app/domain/skills/queries.server.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { changeRows } from "#app/lib/form-rows.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { NumberField } from "#app/ui/fields.tsx";
import { ActionForm, HiddenField } from "#app/ui/form.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { showDate } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = { i18n: ["courses", "skills"] };
export const meta: MetaFunction = () => [{ title: "Sửa lớp – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db, language } = args.context;
  const run = await getRun(db, actor, idParam(args.params, "runId"));
  const [sessions, courseSkills, isOwnCourse, skills] = await Promise.all([
    listSessions(db, run.id),
    listCourseSkills(db, run.courseId, language),
    ownsCourse(db, actor, run.courseId),
    listSkills(db, language),
  ]);
  const isOwn = run.ownerWardId === actor.wardId;
  return { run, sessions, courseSkills, skills, isOwn, isOwnCourse };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const runId = idParam(args.params, "runId");
  const posted = await readForm(args.request);
  const values: FormValues = { ...(changeRows(posted) ?? posted), runId };
  if (posted.row) return data({ errors: {}, values });
  const done = () => redirect(`/office/runs/${runId}`);
  switch (values.intent) {
    case "seats":
      return handleValues(values, changeSeatsInput, (input) => changeSeats(db, actor, input).then(done));
    case "skills":
      return handleValues(values, updateCourseSkillsInput, (input) =>
        updateCourseSkills(db, actor, input).then(done),
      );
    default:
      return handleValues(values, updateRunInput, (input) => updateRun(db, actor, input).then(done));
  }
}

export default function EditRunPage() {
  const { run, sessions, courseSkills, skills, isOwn, isOwnCourse } = useLoaderData<typeof loader>();
  const { t } = useTranslation("courses");
  const mayEdit = editableStatuses.includes(run.status);
  return (
    <div className="max-w-3xl">
      <PageHeader title={t("edit.title")} lead={`${run.course} – ${run.label}`} />
      {seatsMayMove(run.status) && (
        <>
          <h2>{t("edit.seatsTitle")}</h2>
          <p className="mb-3">{t("edit.seatsLead", { taken: run.seatsTaken })}</p>
          <ActionForm
            key={`seats-${run.seats}`}
            schema={changeSeatsInput}
            values={{ runId: run.id, seats: String(run.seats), seatsBefore: String(run.seats) }}
            intent="seats"
            className="max-w-md"
          >
            <HiddenField name="runId" />
            <HiddenField name="seatsBefore" />
            <NumberField name="seats" label={t("form.seats")} required />
            <SubmitButton look="secondary">{t("edit.saveSeats")}</SubmitButton>
          </ActionForm>
        </>
      )}
      {!isOwn && <Alert tone="info">{t("edit.notOwner")}</Alert>}
      {isOwn && isOwnCourse && (
        <ActionForm
          key={`skills-${run.courseVersion}`}
          schema={updateCourseSkillsInput}
          values={{
            courseId: run.courseId,
            version: String(run.courseVersion),
            skills: courseSkills.map(({ skillId, level }) => ({ skillId, level: String(level) })),
          }}
          intent="skills"
        >
          <DefaultSubmit />
          <h2>{t("edit.skillsTitle")}</h2>
          <HiddenField name="courseId" />
          <HiddenField name="version" />
          <SkillRows skills={skills} />
          <SubmitButton look="secondary">{t("edit.saveSkills")}</SubmitButton>
        </ActionForm>
      )}
      {isOwn && !isOwnCourse && <Alert tone="info">{t("edit.skillsShared")}</Alert>}
      {isOwn && mayEdit && (
        <ActionForm
          key={`run-${run.version}`}
          schema={updateRunInput}
          values={runValues(run, sessions)}
          intent="run"
        >
          <DefaultSubmit />
          <HiddenField name="runId" />
          <HiddenField name="version" />
          <RunFields />
          <SubmitButton>{t("edit.saveRun")}</SubmitButton>
        </ActionForm>
      )}
    </div>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

/** The run as its form posts it. */
function runValues(run: Data["run"], sessions: Data["sessions"]) {
  return {
    runId: run.id,
    version: String(run.version),
    label: run.label,
    startsOn: showDate(run.startsOn),
    endsOn: showDate(run.endsOn),
    place: run.place,
    mode: run.mode,
    callLetter: run.callLetter ?? "",
    callLetterDate: run.callLetterDate ? showDate(run.callLetterDate) : "",
    callIssuer: run.callIssuer ?? "",
    nominationDeadline: showDate(run.nominationDeadline),
    eligibility: run.eligibility ?? "",
    sessions: sessions.map(({ heldOn, startsAt, endsAt, topic }) => ({
      heldOn: showDate(heldOn),
      startsAt,
      endsAt,
      topic: topic ?? "",
    })),
  };
}
