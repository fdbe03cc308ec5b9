import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { getImportPreview } from "#app/domain/businesses/import-preview.server.ts";
import { saveImportInput } from "#app/domain/businesses/schema.ts";
import { Alert } from "#app/ui/alert.tsx";
import { ButtonLink, SubmitButton } from "#app/ui/button.tsx";
import { ActionForm, HiddenField } from "#app/ui/form.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { showDateTime } from "#app/vietnamese/dates.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";
import { ImportRows } from "./import-rows.tsx";
import { OutcomeLinks, UnderstoodFile } from "./import-summary.tsx";

type Preview = Awaited<ReturnType<typeof getImportPreview>>;

/** What was understood of the file and what saving it would do. Nothing is saved yet. */
export function ImportPreview({ preview }: { preview: Preview }) {
  const { t } = useTranslation("businesses");
  return (
    <>
      <PageHeader
        title={t("import.previewTitle", { fileName: preview.fileName })}
        lead={t("import.previewLead")}
      />
      {preview.sameFileSavedAt && (
        <Alert tone="info">{t("import.savedBefore", { time: showDateTime(preview.sameFileSavedAt) })}</Alert>
      )}
      <h2>{t("import.understood")}</h2>
      <UnderstoodFile file={preview} />
      <ClusterChoice preview={preview} />
      <OutcomeLinks outcome={preview.outcome} />
      <ImportRows rows={preview.rows} caption={preview.fileName} />
    </>
  );
}

/** A plain GET form: the cluster stands in the address, and the rows are compared anew. */
function ClusterChoice({ preview }: { preview: Preview }) {
  const { t } = useTranslation("businesses");
  if (preview.clusters.length === 0) return null;
  return (
    <Form method="get" className="mt-6 flex flex-wrap items-end gap-3">
      <label className="grow sm:max-w-xl">
        <span className="mb-1 block font-medium">{t("import.cluster")}</span>
        <select
          key={preview.clusterId}
          name="cluster"
          defaultValue={preview.clusterId ?? ""}
          className="select w-full text-base"
        >
          <option value="">{t("import.keepCluster")}</option>
          {preview.clusters.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="btn btn-outline min-h-10 border-base-300 text-base font-medium">
        {t("import.apply")}
      </button>
    </Form>
  );
}

/** The last step. */
export function SaveImport({ preview: { id, clusterId, outcome } }: { preview: Preview }) {
  const { t } = useTranslation("businesses");
  const good = outcome.new + outcome.changed;
  return (
    <section className="mt-8">
      {outcome.refused > 0 && (
        <Alert tone="warning">{t("import.refusedLead", { count: outcome.refused })}</Alert>
      )}
      {good === 0 ? (
        <Alert tone="info">{t("import.nothingToSave")}</Alert>
      ) : (
        <ActionForm
          key={clusterId}
          schema={saveImportInput}
          values={{ importId: id, clusterId: clusterId ?? "" }}
        >
          <HiddenField name="importId" />
          <HiddenField name="clusterId" />
          <SubmitButton>{t("import.save", { count: good })}</SubmitButton>
        </ActionForm>
      )}
    </section>
  );
}

/** What was saved, and the rows that were not. */
export function SavedImport({ preview, savedAt }: { preview: Preview; savedAt: Date }) {
  const { t } = useTranslation("businesses");
  const counts = Object.fromEntries(
    Object.entries(preview.outcome).map(([state, count]) => [state, showNumber(count)]),
  );
  return (
    <>
      <PageHeader
        title={t("import.savedTitle", { fileName: preview.fileName })}
        actions={
          <>
            <ButtonLink to="/office/businesses" look="primary">
              {t("import.toList")}
            </ButtonLink>
            <ButtonLink to="/office/businesses/import">{t("import.another")}</ButtonLink>
          </>
        }
      />
      <Alert tone="success">
        {t("import.savedLead", {
          time: showDateTime(savedAt),
          new: counts.new,
          changed: counts.changed,
          same: counts.same,
          refused: counts.refused,
        })}
      </Alert>
      {preview.rows.length > 0 && (
        <>
          <h2>{t("import.refusedRows")}</h2>
          <ImportRows rows={preview.rows} caption={t("import.refusedRows")} />
        </>
      )}
    </>
  );
}
