import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CheckedRows } from "#app/components/imports/checked-rows.tsx";
import { SavedNotice } from "#app/components/outcomes/saved-notice.tsx";
import { UploadRows } from "#app/components/outcomes/upload-rows.tsx";
import { saveOutcomes } from "#app/domain/outcomes/save-outcomes.server.ts";
import { mendOutcomesInput, saveOutcomesInput } from "#app/domain/outcomes/schema.ts";
import { mendOutcomes } from "#app/domain/outcomes/upload-outcomes.server.ts";
import {
  getUploadPreview,
  type UploadOfRun,
  type UploadPreview,
} from "#app/domain/outcomes/uploads.server.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { idParam, listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { Alert } from "#app/ui/alert.tsx";
import { ButtonLink, SubmitButton } from "#app/ui/button.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { PostForm } from "#app/ui/post-form.tsx";
import { Pagination } from "#app/ui/table.tsx";
import { showDateTime } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = { i18n: ["outcomes", "imports", "files"] };
export const meta: MetaFunction = () => [{ title: "Xem trước kết quả – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "provider");
  const { page } = listParams(args.request, ["number"]);
  const shown = await getUploadPreview(args.context.db, actor, uploadOf(args.params), page);
  return { ...shown, idempotencyKey: newIdempotencyKey() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "provider");
  const { db } = args.context;
  const { runId, uploadId } = uploadOf(args.params);
  const results = `/provider/runs/${runId}/results`;
  const values: FormValues = { ...(await readForm(args.request)), runId, uploadId };
  if (values.intent === "mend")
    return handleValues(values, mendOutcomesInput, async (input) => {
      await mendOutcomes(db, actor, input);
      const open = typeof values.open === "string" ? Number.parseInt(values.open, 10) || 0 : 0;
      return redirect(`${results}/${uploadId}?done=rows-${open}#checked`);
    });
  return handleValues(values, saveOutcomesInput, async (input) => {
    const { saved, isOpen } = await saveOutcomes(db, actor, input);
    const counts = new URLSearchParams(Object.entries(saved).map(([name, count]) => [name, String(count)]));
    return redirect(`${isOpen ? `${results}/${uploadId}` : results}?${counts}`);
  });
}

function uploadOf(params: LoaderFunctionArgs["params"]): UploadOfRun {
  return { runId: idParam(params, "runId"), uploadId: idParam(params, "uploadId") };
}

const leftRowsOf = (rows: UploadPreview["rows"]) =>
  Object.fromEntries(
    rows.flatMap(({ state, rowNumber }) => (state === "left" ? [[`r${rowNumber}`, "true"]] : [])),
  );

export default function ResultsPreviewPage() {
  const { upload, run, keysLost, notes, savedSince, preview, idempotencyKey } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation(["outcomes", "files"]);
  const back = <ButtonLink to={`/provider/runs/${run.id}/results`}>{t("preview.back")}</ButtonLink>;
  if (preview === null)
    return (
      <>
        <PageHeader title={upload.fileName} actions={back} />
        <Alert tone="info">
          {upload.undoneAt
            ? t("undo.done", { time: showDateTime(upload.undoneAt), reason: upload.undoReason })
            : upload.savedAt && t("preview.saved", { time: showDateTime(upload.savedAt) })}
        </Alert>
      </>
    );
  const { rows, counts, seen, differing, page, pageSize, total } = preview;
  const open = counts.wrong + counts.refused;
  const isPaged = total > pageSize;
  return (
    <>
      <PageHeader
        title={t("preview.title", { fileName: upload.fileName })}
        lead={t("preview.lead")}
        actions={back}
      />
      <SavedNotice />
      {keysLost && <Alert tone="warning">{t("preview.keysLost")}</Alert>}
      {savedSince && (
        <Alert tone="warning">{t("preview.savedSince", { time: showDateTime(savedSince) })}</Alert>
      )}
      {notes.length > 0 && (
        <Alert tone="warning">
          {notes.map((note) => (
            <p key={note}>{t(`files:notes.${note}`)}</p>
          ))}
        </Alert>
      )}
      {differing > 0 && <Alert tone="info">{t("listed.notice", { count: differing })}</Alert>}
      <p className="my-3">{t("preview.counts", counts)}</p>
      <CheckedRows left={open} />
      <PostForm key={`${upload.version} ${page}`} values={{ leave: leftRowsOf(rows) }}>
        <input type="hidden" name="version" value={upload.version} />
        <input type="hidden" name="seen" value={seen} />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <input type="hidden" name="open" value={open} />
        <input type="hidden" name="shown" value={rows.map(({ rowNumber }) => rowNumber).join(",")} />
        <UploadRows rows={rows} caption={upload.fileName} />
        {isPaged && (
          <>
            <Pagination page={page} pageSize={pageSize} total={total} />
            <p className="mt-1 text-neutral text-sm">{t("preview.otherPages")}</p>
          </>
        )}
        <div className="mt-4 flex flex-wrap items-center gap-3">
          {counts.changed > 0 ? (
            <SubmitButton name="intent" value="save">
              {t("preview.save", { count: counts.changed })}
            </SubmitButton>
          ) : (
            <p>{t("preview.nothingToSave")}</p>
          )}
          {(open + counts.left > 0 || isPaged) && (
            <SubmitButton look="secondary" name="intent" value="mend">
              {t("preview.mend")}
            </SubmitButton>
          )}
        </div>
        {counts.wrong > 0 && (
          <p className="mt-2 text-neutral">{t("preview.wrongStay", { count: counts.wrong })}</p>
        )}
      </PostForm>
    </>
  );
}
