import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { UploadPage } from "#app/components/imports/upload-page.tsx";
import { SenderChoice } from "#app/components/nominations/sender-choice.tsx";
import { listBusinessChoices } from "#app/domain/businesses/queries.server.ts";
import { getRun } from "#app/domain/courses/queries.server.ts";
import { listImports } from "#app/domain/imports/queries.server.ts";
import { uploadImportInput } from "#app/domain/imports/schema.ts";
import { previewNominees } from "#app/domain/nominations/import-nominees.server.ts";
import { handleValues } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { idParam } from "#app/http/params.server.ts";
import { showProgress } from "#app/http/progress.server.ts";
import { readUpload, requireFile } from "#app/http/uploads.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const handle: PageHandle = { i18n: ["imports", "files"] };
export const meta: MetaFunction = () => [{ title: "Nhập người được cử từ Excel – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const run = await getRun(db, actor, idParam(args.params, "runId"));
  const [imports, businesses] = await Promise.all([
    listImports(db, actor, "nominees", run.id),
    listBusinessChoices(db, actor),
  ]);
  return {
    runId: run.id,
    run: `${run.course} – ${run.label}`,
    imports,
    businesses: businesses.map(({ id, name }) => ({ id, name })),
    idempotencyKey: newIdempotencyKey(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const runId = idParam(args.params, "runId");
  const upload = await readUpload(args.request);
  return handleValues(upload.values, uploadImportInput, async ({ idempotencyKey, businessId }) => {
    const file = await requireFile(args.context.db, actor, upload);
    const sent = { idempotencyKey, runId, businessId, ...file };
    const { importId } = await showProgress(actor, idempotencyKey, (onProgress) =>
      previewNominees(args.context.db, actor, { ...sent, onProgress }),
    );
    return redirect(`/office/runs/${runId}/import/${importId}`);
  });
}

export default function ImportNomineesPage() {
  const { runId, run, imports, businesses, idempotencyKey } = useLoaderData<typeof loader>();
  const { t } = useTranslation("imports");
  return (
    <>
      <PageHeader
        title={t("nominees.title")}
        lead={t("nominees.lead", { run })}
        actions={<ButtonLink to={`/office/runs/${runId}`}>{t("saved.toRun")}</ButtonLink>}
      />
      <UploadPage
        idempotencyKey={idempotencyKey}
        imports={imports}
        pathOf={(id) => `/office/runs/${runId}/import/${id}`}
      >
        <SenderChoice businesses={businesses} />
      </UploadPage>
    </>
  );
}
