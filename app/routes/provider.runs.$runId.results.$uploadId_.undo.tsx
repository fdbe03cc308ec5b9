import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { undoOutcomesInput } from "#app/domain/outcomes/schema.ts";
import { undoOutcomes } from "#app/domain/outcomes/undo-outcomes.server.ts";
import { getWrittenUpload } from "#app/domain/outcomes/written.server.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { idParam } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { ButtonLink, SubmitButton } from "#app/ui/button.tsx";
import { IdempotencyKey } from "#app/ui/field.tsx";
import { TextAreaField } from "#app/ui/fields.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { PostForm } from "#app/ui/post-form.tsx";
import { showDateTime } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = { i18n: ["outcomes"] };
export const meta: MetaFunction = () => [{ title: "Hoàn tác kết quả – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "provider");
  const written = await getWrittenUpload(args.context.db, actor, uploadOf(args.params));
  return { ...written, idempotencyKey: newIdempotencyKey() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "provider");
  const { runId, uploadId } = uploadOf(args.params);
  const values = { ...(await readForm(args.request)), runId, uploadId };
  return handleValues(values, undoOutcomesInput, async (input) => {
    await undoOutcomes(args.context.db, actor, input);
    return redirect(`/provider/runs/${runId}/results/${uploadId}/undo`);
  });
}

const uploadOf = (params: LoaderFunctionArgs["params"]) => ({
  runId: idParam(params, "runId"),
  uploadId: idParam(params, "uploadId"),
});

export default function UndoOutcomesPage() {
  const { upload, run, counts, builtOn, idempotencyKey } = useLoaderData<typeof loader>();
  const { t } = useTranslation("outcomes");
  const { fileName, undoneAt, undoReason, savedAt, version } = upload;
  const isOpen = undoneAt === null && builtOn === 0 && counts.people > 0;
  return (
    <>
      <PageHeader
        title={t("undo.title", { fileName })}
        lead={`${run.courseName} – ${run.label}`}
        actions={<ButtonLink to={`/provider/runs/${run.id}/results`}>{t("preview.back")}</ButtonLink>}
      />
      {undoneAt && (
        <Alert tone="success">{t("undo.done", { time: showDateTime(undoneAt), reason: undoReason })}</Alert>
      )}
      {undoneAt === null && builtOn > 0 && (
        <Alert tone="warning">{t("errors.builtOn", { count: builtOn })}</Alert>
      )}
      {undoneAt === null && builtOn === 0 && counts.people === 0 && (
        <Alert tone="info">{t("errors.nothingToUndo")}</Alert>
      )}
      {isOpen && (
        <PostForm values={{ idempotencyKey }} className="max-w-xl">
          <IdempotencyKey />
          <input type="hidden" name="version" value={version} />
          <p className="mb-2">
            {t("undo.counts", { ...counts, time: savedAt ? showDateTime(savedAt) : "" })}
          </p>
          {counts.restored > 0 && <p className="mb-2">{t("undo.restored", { count: counts.restored })}</p>}
          <p className="mb-4">{t("undo.lead")}</p>
          <TextAreaField name="reason" label={t("undo.reason")} required rows={2} />
          <SubmitButton look="danger">{t("undo.action", { count: counts.people })}</SubmitButton>
        </PostForm>
      )}
    </>
  );
}
