import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Days } from "#app/components/courses/run-state.tsx";
import { findJoinableRun } from "#app/domain/courses/queries.server.ts";
import { joinRun } from "#app/domain/courses/record-run.server.ts";
import { joinRunInput } from "#app/domain/courses/schema.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { idParam } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { NumberField } from "#app/ui/fields.tsx";
import { ActionForm, HiddenField, IdempotencyKey } from "#app/ui/form.tsx";
import { Facts, PageHeader } from "#app/ui/page.tsx";
import { showDate } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = { i18n: ["courses"] };
export const meta: MetaFunction = () => [{ title: "Tham gia lớp – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const runId = idParam(args.params, "runId");
  const run = await findJoinableRun(args.context.db, actor, runId);
  // Who takes part already gets the run itself; to everybody else it is not found there.
  if (!run) throw redirect(`/office/runs/${runId}`);
  return { run, idempotencyKey: newIdempotencyKey() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const runId = idParam(args.params, "runId");
  const values = { ...(await readForm(args.request)), runId };
  return handleValues(values, joinRunInput, async (input) => {
    await joinRun(args.context.db, actor, input);
    return redirect(`/office/runs/${runId}`);
  });
}

export default function JoinRunPage() {
  const { run, idempotencyKey } = useLoaderData<typeof loader>();
  const { t } = useTranslation("courses");
  return (
    <>
      <PageHeader title={t("join.pageTitle")} lead={t("join.pageLead", { ward: run.ownerWard })} />
      <Facts
        items={[
          [t("runs.run"), `${run.course} – ${run.label}`],
          [t("runs.provider"), run.provider],
          [t("runs.days"), <Days key="days" run={run} />],
          [t("form.place"), run.place],
          [t("form.deadline"), showDate(run.nominationDeadline)],
        ]}
      />
      <ActionForm schema={joinRunInput} values={{ idempotencyKey, runId: run.id }} className="mt-6 max-w-md">
        <IdempotencyKey />
        <HiddenField name="runId" />
        <NumberField name="seats" label={t("form.seats")} required />
        <SubmitButton>{t("join.action")}</SubmitButton>
      </ActionForm>
    </>
  );
}
