import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ClusterSetting } from "#app/components/businesses/cluster-setting.tsx";
import { UploadPage } from "#app/components/imports/upload-page.tsx";
import { previewImport } from "#app/domain/businesses/import-businesses.server.ts";
import { listActiveClusters } from "#app/domain/clusters/queries.server.ts";
import { listImports } from "#app/domain/imports/queries.server.ts";
import { uploadImportInput } from "#app/domain/imports/schema.ts";
import { handleValues } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { showProgress } from "#app/http/progress.server.ts";
import { readUpload, requireFile } from "#app/http/uploads.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { PageHeader } from "#app/ui/page.tsx";

export const handle: PageHandle = { i18n: ["imports", "businesses", "files"] };
export const meta: MetaFunction = () => [{ title: "Nhập cơ sở từ Excel – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const [clusters, imports] = await Promise.all([
    listActiveClusters(db, actor),
    listImports(db, actor, "businesses", null),
  ]);
  return { clusters, imports, idempotencyKey: newIdempotencyKey() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const upload = await readUpload(args.request);
  return handleValues(upload.values, uploadImportInput, async (input) => {
    const file = await requireFile(args.context.db, actor, upload);
    const { importId } = await showProgress(actor, input.idempotencyKey, (onProgress) =>
      previewImport(args.context.db, actor, { ...input, ...file, onProgress }),
    );
    return redirect(`/office/businesses/import/${importId}`);
  });
}

export default function ImportBusinessesPage() {
  const { clusters, imports, idempotencyKey } = useLoaderData<typeof loader>();
  const { t } = useTranslation("businesses");
  return (
    <>
      <PageHeader title={t("import.title")} lead={t("import.lead")} />
      <UploadPage
        idempotencyKey={idempotencyKey}
        imports={imports}
        pathOf={(id) => `/office/businesses/import/${id}`}
      >
        <ClusterSetting
          clusters={clusters}
          clusterId={clusters.length === 1 ? (clusters[0]?.id ?? null) : null}
        />
      </UploadPage>
    </>
  );
}
