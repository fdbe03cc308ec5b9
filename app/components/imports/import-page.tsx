import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ShownImport } from "#app/domain/imports/described-import.server.ts";
import type { ImportKind } from "#app/domain/imports/schema.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { useMessage } from "#app/ui/message.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Pagination } from "#app/ui/table.tsx";
import { showDateTime } from "#app/vietnamese/dates.ts";
import { isMendable, OpenRows } from "./open-rows.tsx";
import { OtherKind } from "./other-kind.tsx";
import { OutcomeLinks } from "./outcome-links.tsx";
import { RowTable } from "./row-table.tsx";
import { SaveForm } from "./save-form.tsx";
import { SavedImport } from "./saved-import.tsx";
import { StepForm, StepProblem } from "./step-form.tsx";
import { UnderstoodFile } from "./understood-file.tsx";

export type ImportPageProps = {
  kind: ImportKind;
  /** Meanings that a column may have. */
  fields: readonly string[];
  preview: ShownImport;
  page: number;
  pageSize: number;
  /** The page of the business or person that a row is known to be. */
  pathOf: (id: string) => string;
  /** The list into which the import went, where what stands in the way of an undo is found by its name. */
  listPath: (name: string) => string;
  lead?: ReactNode;
  settings: ReactNode;
  /** What was decided about this list beyond how it is read, one sentence each. */
  decided?: readonly string[];
  /** What is asked once for many rows, and where. */
  asked?: ReactNode;
  blocked?: string | null;
  consequence?: string | null;
  /** Where to go after saving. */
  onward: ReactNode;
};

/** A workbook from the first look to the save: understood, row by row, saved; and what became of it afterwards. */
export function ImportPage(props: ImportPageProps) {
  if (props.preview.status !== "preview") return <SavedImport {...props} />;
  return <WaitingImport {...props} />;
}

function WaitingImport({
  kind,
  fields,
  preview,
  page,
  pageSize,
  pathOf,
  lead,
  settings,
  decided = [],
  asked,
  blocked = null,
  consequence = null,
}: ImportPageProps) {
  const { t } = useTranslation("imports");
  const translate = useMessage();
  const { sameFile, understood, rows, plan, version } = preview;
  const others = rows.filter((row) => !isMendable(row));
  return (
    <>
      <PageHeader
        title={t("preview.title", { fileName: preview.fileName })}
        lead={
          <>
            {lead} {t(understood ? "preview.lead" : "preview.nothingSaved")}
          </>
        }
        actions={
          <StepForm version={version} dropsAll>
            <SubmitButton look={understood ? "quiet" : "secondary"} name="intent" value="discard">
              {t("preview.discard")}
            </SubmitButton>
          </StepForm>
        }
      />
      <StepProblem />
      {sameFile?.savedAt && (
        <Alert tone="info">
          {t("preview.sameFile", { time: showDateTime(sameFile.savedAt) })}{" "}
          <Link to={`../${sameFile.id}`} relative="path" className="link">
            {t("preview.sameFileLink")}
          </Link>
        </Alert>
      )}
      <OtherKind looksLike={preview.looksLike} />
      {preview.unread === null ? (
        <UnderstoodFile kind={kind} fields={fields} preview={preview} decided={decided} />
      ) : (
        <Alert tone="error">{translate(preview.unread)}</Alert>
      )}
      {understood && (
        <>
          {settings}
          <OutcomeLinks outcome={plan} />
          <OpenRows kind={kind} preview={preview} asked={asked} />
          {rows.length === 0 && <p>{t("row.noneOfState")}</p>}
          {others.length > 0 && (
            <>
              <h2>{t("row.rest")}</h2>
              <RowTable
                kind={kind}
                rows={others}
                caption={preview.fileName}
                version={version}
                pathOf={pathOf}
              />
            </>
          )}
          {preview.total > pageSize && <Pagination page={page} pageSize={pageSize} total={preview.total} />}
          <SaveForm preview={preview} blocked={blocked} consequence={consequence} />
        </>
      )}
    </>
  );
}
