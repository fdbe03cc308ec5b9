import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { OutcomeTable } from "#app/components/outcomes/outcome-table.tsx";
import { SavedNotice } from "#app/components/outcomes/saved-notice.tsx";
import { SavedUploads } from "#app/components/outcomes/saved-uploads.tsx";
import { VoidResult } from "#app/components/outcomes/void-result.tsx";
import { listRunOutcomes } from "#app/domain/outcomes/queries.server.ts";
import { mayHaveResults } from "#app/domain/outcomes/rules.ts";
import { voidResult } from "#app/domain/outcomes/save-outcomes.server.ts";
import { uploadOutcomesInput, voidResultInput } from "#app/domain/outcomes/schema.ts";
import { uploadOutcomes } from "#app/domain/outcomes/upload-outcomes.server.ts";
import { listSavedUploads } from "#app/domain/outcomes/written.server.ts";
import { getProviderRun } from "#app/domain/rosters/queries.server.ts";
import { handleValues } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { idParam, listParams } from "#app/http/params.server.ts";
import { showProgress } from "#app/http/progress.server.ts";
import { readUpload, requireFile } from "#app/http/uploads.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { DownloadLink } from "#app/ui/download-link.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { UploadForm } from "#app/ui/upload-form.tsx";
import { showDate, todayInVietnam } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = { i18n: ["outcomes", "lists", "files"] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Kết quả ${data ? data.run.courseName : ""} – Nhân lực số` },
];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "provider");
  const { db } = args.context;
  const run = await getProviderRun(db, actor, idParam(args.params, "runId"));
  const outcomes = await listRunOutcomes(db, actor, run.id, pageOf(args.request));
  const uploads = await listSavedUploads(db, actor, run.id);
  const hasBegun = mayHaveResults(run, todayInVietnam(new Date()));
  const keys = { upload: newIdempotencyKey(), void: newIdempotencyKey() };
  return { run, hasBegun, outcomes, uploads, keys };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "provider");
  const { db } = args.context;
  const runId = idParam(args.params, "runId");
  const upload = await readUpload(args.request);
  const { values } = upload;
  if (values.intent === "void")
    return handleValues(values, voidResultInput, async (input) => {
      await voidResult(db, actor, input);
      return redirect(`/provider/runs/${runId}/results?page=${pageOf(args.request)}`);
    });
  return handleValues(values, uploadOutcomesInput, async (input) => {
    const file = await requireFile(db, actor, upload);
    const { uploadId } = await showProgress(actor, input.idempotencyKey, (onProgress) =>
      uploadOutcomes(db, actor, { ...input, runId, ...file, onProgress }),
    );
    return redirect(`/provider/runs/${runId}/results/${uploadId}`);
  });
}

const pageOf = (request: Request) => listParams(request, ["number"]).page;

export default function ProviderResultsPage() {
  const { run, hasBegun, outcomes, uploads, keys } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["outcomes", "lists"]);
  return (
    <>
      <PageHeader
        title={`${t("title")}: ${run.courseName} – ${run.label}`}
        lead={t("lead")}
        actions={
          outcomes.total > 0 && (
            <DownloadLink to={`/provider/runs/${run.id}/roster.xlsx`}>
              {t("lists:provider.download")}
            </DownloadLink>
          )
        }
      />
      <SavedNotice>
        <p>{t("preview.undo")}</p>
      </SavedNotice>
      {hasBegun ? (
        <UploadForm label={t("upload.label")} accept=".xlsx,.csv" idempotencyKey={keys.upload}>
          <p className="mb-3 text-neutral text-sm">{t("upload.hint", { day: showDate(run.startsOn) })}</p>
          <SubmitButton>{t("upload.read")}</SubmitButton>
        </UploadForm>
      ) : (
        <Alert tone="info">{t("upload.notBegun", { day: showDate(run.startsOn) })}</Alert>
      )}
      {uploads.length > 0 && (
        <section className="mt-8">
          <h2>{t("uploads.caption")}</h2>
          <SavedUploads uploads={uploads} runId={run.id} />
        </section>
      )}
      {outcomes.total > 0 && (
        <section className="mt-8">
          <h2>{t("table.caption")}</h2>
          <OutcomeTable
            outcomes={outcomes}
            showsWards={run.wards > 1}
            action={({ resultId }) =>
              resultId && <VoidResult key={resultId} resultId={resultId} idempotencyKey={keys.void} />
            }
          />
        </section>
      )}
    </>
  );
}
