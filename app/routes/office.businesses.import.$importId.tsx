import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ClusterSetting } from "#app/components/businesses/cluster-setting.tsx";
import { ImportPage } from "#app/components/imports/import-page.tsx";
import { SettingsForm } from "#app/components/imports/settings-form.tsx";
import { changeBusinessSettings, saveImport } from "#app/domain/businesses/import-businesses.server.ts";
import { getBusinessPreview } from "#app/domain/businesses/import-preview.server.ts";
import { undoBusinessImport } from "#app/domain/businesses/import-undo.server.ts";
import { rowStates } from "#app/domain/imports/schema.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { handleImportStep } from "#app/http/import-steps.server.ts";
import { idParam, listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { ButtonLink } from "#app/ui/button.tsx";

export const handle: PageHandle = { i18n: ["imports", "businesses", "files"] };
export const meta: MetaFunction = () => [{ title: "Xem trước khi nhập – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { page, pageSize, filter } = listParams(args.request, ["row"], 100);
  const preview = await getBusinessPreview(args.context.db, actor, idParam(args.params, "importId"), {
    state: rowStates.find((state) => state === filter("state")) ?? null,
    page,
    pageSize,
  });
  return { preview, page, pageSize };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  return handleImportStep(args, actor, idParam(args.params, "importId"), {
    kind: "businesses",
    uploadPath: "/office/businesses/import",
    settings: changeBusinessSettings,
    save: saveImport,
    undo: undoBusinessImport,
  });
}

export default function ImportBusinessesPreviewPage() {
  const { preview, page, pageSize } = useLoaderData<typeof loader>();
  const { t } = useTranslation("imports");
  return (
    <ImportPage
      kind="businesses"
      fields={preview.meanings}
      preview={preview}
      page={page}
      pageSize={pageSize}
      pathOf={(id) => `/office/businesses/${id}`}
      listPath={(name) => `/office/businesses?${new URLSearchParams({ q: name, status: "all" })}`}
      settings={
        <SettingsForm preview={preview}>
          <ClusterSetting clusters={preview.clusters} clusterId={preview.settings.clusterId} />
        </SettingsForm>
      }
      onward={
        <>
          <ButtonLink to="/office/businesses" look="primary">
            {t("saved.toBusinesses")}
          </ButtonLink>
          <ButtonLink to="/office/businesses/import">{t("saved.another")}</ButtonLink>
        </>
      }
    />
  );
}
