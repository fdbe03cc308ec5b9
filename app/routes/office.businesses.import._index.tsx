import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { previewImport } from "#app/domain/businesses/import-businesses.server.ts";
import { uploadBusinessesInput } from "#app/domain/businesses/schema.ts";
import { listActiveClusters } from "#app/domain/clusters/queries.server.ts";
import { Invalid } from "#app/domain/errors.ts";
import { handleValues } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { readUpload } from "#app/http/uploads.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { UploadForm } from "#app/ui/upload-form.tsx";

export const handle: PageHandle = { i18n: ["businesses", "files"] };
export const meta: MetaFunction = () => [{ title: "Nhập cơ sở từ Excel – Nhân lực số" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const clusters = await listActiveClusters(args.context.db, actor);
  return { clusters, idempotencyKey: newIdempotencyKey() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { values, file } = await readUpload(args.request);
  return handleValues(values, uploadBusinessesInput, async ({ idempotencyKey, clusterId }) => {
    if (!file) throw new Invalid("file", "files:unreadable.empty");
    const { importId } = await previewImport(args.context.db, actor, { idempotencyKey, ...file });
    return redirect(`/office/businesses/import/${importId}${clusterId ? `?cluster=${clusterId}` : ""}`);
  });
}

export default function ImportBusinessesPage() {
  const { clusters, idempotencyKey } = useLoaderData<typeof loader>();
  const { t } = useTranslation("businesses");
  return (
    <>
      <PageHeader title={t("import.title")} lead={t("import.lead")} />
      <UploadForm label={t("import.file")} accept=".xlsx">
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <label className="mb-4 block">
          <span className="mb-1 block font-medium">{t("import.cluster")}</span>
          <select
            name="clusterId"
            defaultValue={clusters.length === 1 ? clusters[0]?.id : ""}
            className="select w-full text-base"
          >
            <option value="">{t("import.keepCluster")}</option>
            {clusters.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <SubmitButton>{t("import.read")}</SubmitButton>
      </UploadForm>
    </>
  );
}
