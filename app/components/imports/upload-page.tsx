import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { listImports } from "#app/domain/imports/queries.server.ts";
import { rowStates } from "#app/domain/imports/schema.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/table.tsx";
import { UploadForm } from "#app/ui/upload-form.tsx";
import { showDateTime } from "#app/vietnamese/dates.ts";

type RecentImport = Awaited<ReturnType<typeof listImports>>[number];
type Props = {
  idempotencyKey: string;
  imports: RecentImport[];
  pathOf: (id: string) => string;
  children?: ReactNode;
};

/** Sends a workbook to be read, above what was sent before. */
export function UploadPage({ idempotencyKey, imports, pathOf, children }: Props) {
  const { t } = useTranslation("imports");
  return (
    <>
      <UploadForm label={t("upload.file")} accept=".xlsx,.xlsm,.csv" idempotencyKey={idempotencyKey}>
        {children}
        <SubmitButton>{t("upload.read")}</SubmitButton>
      </UploadForm>
      {imports.length > 0 && (
        <>
          <h2>{t("upload.history")}</h2>
          <RecentImports imports={imports} pathOf={pathOf} />
        </>
      )}
    </>
  );
}

/** Files of one name are told apart by which time of it they are; the latest stand first. */
function timesSent({ id, fileName }: RecentImport, imports: RecentImport[]): number {
  const since = imports.slice(imports.findIndex((each) => each.id === id));
  return since.filter((each) => each.fileName === fileName).length;
}

function RecentImports({ imports, pathOf }: Pick<Props, "imports" | "pathOf">) {
  const { t } = useTranslation("imports");
  return (
    <DataTable
      caption={t("upload.history")}
      rows={imports}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("upload.fileName"),
          cell: (sent) => {
            const time = timesSent(sent, imports);
            const { id, fileName } = sent;
            return <Link to={pathOf(id)}>{time > 1 ? t("upload.again", { fileName, time }) : fileName}</Link>;
          },
        },
        {
          header: t("upload.time"),
          cell: ({ createdAt, savedAt, undoneAt }) => showDateTime(undoneAt ?? savedAt ?? createdAt),
        },
        { header: t("upload.sentBy"), cell: ({ sentBy }) => sentBy },
        {
          header: t("upload.outcome"),
          cell: ({ status, outcome }) => {
            const told = rowStates
              .filter((state) => outcome?.[state])
              .map((state) => `${t(`states.${state}`)} ${outcome?.[state]}`);
            return [t(`status.${status}`), ...told].join(" · ");
          },
        },
      ]}
    />
  );
}
