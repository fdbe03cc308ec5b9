import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CourseFields } from "#app/components/courses/course-fields.tsx";
import { JoinableRuns } from "#app/components/courses/joinable-runs.tsx";
import { DefaultSubmit } from "#app/components/courses/row-group.tsx";
import { RunFields } from "#app/components/courses/run-fields.tsx";
import { listCourses, listJoinableRuns } from "#app/domain/courses/queries.server.ts";
import { recordRun } from "#app/domain/courses/record-run.server.ts";
import { recordRunInput } from "#app/domain/courses/schema.ts";
import { listProviders } from "#app/domain/providers/queries.server.ts";
import { listSkills } from "#app/domain/skills/queries.server.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { changeRows } from "#app/lib/form-rows.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { NumberField } from "#app/ui/fields.tsx";
import { ActionForm, IdempotencyKey } from "#app/ui/form.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = { i18n: ["courses", "skills"] };
export const meta: MetaFunction = () => [{ title: "Ghi thông báo chiêu sinh – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db, language } = args.context;
  const [courses, providers, skills, joinable] = await Promise.all([
    listCourses(db),
    listProviders(db),
    listSkills(db, language),
    listJoinableRuns(db, actor, todayInVietnam(new Date())),
  ]);
  return { courses, providers, skills, joinable, idempotencyKey: newIdempotencyKey() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const values = await readForm(args.request);
  const changed = changeRows(values);
  if (changed) return data({ errors: {}, values: changed });
  return handleValues(values, recordRunInput, async (input) => {
    const { runId } = await recordRun(args.context.db, actor, input);
    return redirect(`/office/runs/${runId}`);
  });
}

export default function RecordRunPage() {
  const { courses, providers, skills, joinable, idempotencyKey } = useLoaderData<typeof loader>();
  const { t } = useTranslation("courses");
  const values = { idempotencyKey, mode: "in_person", skills: [{}], sessions: [{}] };
  return (
    <>
      <PageHeader title={t("form.title")} lead={t("form.lead")} />
      {joinable.length > 0 && <JoinableRuns runs={joinable} />}
      <ActionForm schema={recordRunInput} values={values} className="max-w-3xl">
        <DefaultSubmit />
        <IdempotencyKey />
        <CourseFields courses={courses} providers={providers} skills={skills} />
        <RunFields />
        <NumberField name="seats" label={t("form.seats")} required className="sm:w-1/2 sm:pr-2" />
        <SubmitButton>{t("form.save")}</SubmitButton>
      </ActionForm>
    </>
  );
}
