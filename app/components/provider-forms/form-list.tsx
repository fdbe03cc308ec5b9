import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { listForms } from "#app/domain/provider-forms/queries.server.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { EmptyState, PageHeader, StateBadge } from "#app/ui/page.tsx";
import { DataTable } from "#app/ui/table.tsx";
import { UploadForm } from "#app/ui/upload-form.tsx";
import { showDate, todayInVietnam } from "#app/vietnamese/dates.ts";

const tones = { draft: "wait", active: "good", retired: "plain" } as const;

type Props = {
  forms: Awaited<ReturnType<typeof listForms>>;
  idempotencyKey: string;
  /** Where one form is looked at: `${area}/${id}`. */
  area: string;
  /** For an office: whose form it uploads. */
  providers: { id: string; name: string }[] | null;
};

/** The forms so far, and the upload of another one. */
export function ProviderForms({ forms, idempotencyKey, area, providers }: Props) {
  const { t } = useTranslation("forms");
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      {forms.length === 0 ? (
        <EmptyState>{t("list.empty")}</EmptyState>
      ) : (
        <DataTable
          caption={t("list.caption")}
          rows={forms}
          rowKey={({ id }) => id}
          columns={[
            {
              header: t("list.name"),
              cell: ({ id, name }) => (
                <Link to={`${area}/${id}`} className="link text-secondary">
                  {name}
                </Link>
              ),
            },
            { header: t("list.file"), cell: ({ fileName }) => fileName },
            { header: t("list.provider"), cell: ({ provider }) => provider },
            { header: t("list.from"), cell: ({ wardName }) => wardName ?? t("list.ownForm") },
            {
              header: t("list.state"),
              cell: ({ status }) => <StateBadge tone={tones[status]}>{t(`status.${status}`)}</StateBadge>,
            },
            { header: t("list.createdAt"), cell: ({ createdAt }) => showDate(todayInVietnam(createdAt)) },
          ]}
        />
      )}
      <h2>{t("upload.title")}</h2>
      <UploadForm label={t("upload.file")} accept=".xlsx,.xlsm" idempotencyKey={idempotencyKey}>
        {providers && (
          <label className="mb-4 block">
            <span className="mb-1 block font-medium">{t("upload.provider")}</span>
            <select name="providerId" required className="select w-full text-base">
              {providers.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <label className="mb-4 block">
          <span className="mb-1 block font-medium">{t("upload.name")}</span>
          <input name="name" maxLength={100} className="input w-full text-base" />
        </label>
        <SubmitButton>{t("upload.submit")}</SubmitButton>
      </UploadForm>
    </>
  );
}
