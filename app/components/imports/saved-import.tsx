import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ShownImport } from "#app/domain/imports/described-import.server.ts";
import { countOpen, type ImportOutcome } from "#app/domain/imports/rules.ts";
import type { ImportKind } from "#app/domain/imports/schema.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { useMessage } from "#app/ui/message.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Pagination } from "#app/ui/table.tsx";
import { showDateTime } from "#app/vietnamese/dates.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";
import { LeftRows } from "./left-rows.tsx";
import { ErrorFileLink } from "./save-form.tsx";
import { StepForm, StepProblem } from "./step-form.tsx";

type Props = {
  kind: ImportKind;
  preview: ShownImport;
  page: number;
  pageSize: number;
  onward: ReactNode;
  /** As of `ImportPage`. */
  listPath: (name: string) => string;
};

/** What was saved, what was left, and the way back. */
export function SavedImport({ kind, preview, page, pageSize, onward, listPath }: Props) {
  const { t } = useTranslation("imports");
  const translate = useMessage();
  const { fileName, status, savedAt, undoneAt, isPurged, version, rows, outcome, total } = preview;
  const isUndone = status === "undone";
  return (
    <>
      <PageHeader
        title={t(isUndone ? "saved.undoneTitle" : "saved.title", { fileName })}
        actions={
          <>
            {!isUndone && <ErrorFileLink preview={preview} look="secondary" />}
            {onward}
          </>
        }
      />
      <StepProblem
        byHand={(name) => (
          <Link to={listPath(name)} className="link">
            {t(`obstacles.open.${kind}`)}
          </Link>
        )}
      />
      {isUndone ? (
        undoneAt && <Alert tone="info">{t("saved.undone", { time: showDateTime(undoneAt) })}</Alert>
      ) : (
        <Alert tone="success">{savedAt && <Outcome counts={outcome} savedAt={savedAt} />}</Alert>
      )}
      {isPurged && <p>{t("preview.purged")}</p>}
      {preview.unread !== null && <Alert tone="warning">{translate(preview.unread)}</Alert>}
      {!isUndone && rows.length > 0 && (
        <>
          <h2>{t("saved.left")}</h2>
          <p className="mb-3">{t(preview.plan.refused > 0 ? "saved.leftLead" : "saved.leftUndecided")}</p>
          <LeftRows kind={kind} rows={rows} />
          {total > pageSize && <Pagination page={page} pageSize={pageSize} total={total} />}
        </>
      )}
      {!isUndone && !isPurged && (
        <StepForm version={version} className="mt-8 rounded-box border border-base-300 px-4 py-3">
          <p className="mb-2">{t("saved.undoLead")}</p>
          <SubmitButton look="danger" name="intent" value="undo">
            {t("saved.undo")}
          </SubmitButton>
        </StepForm>
      )}
    </>
  );
}

function Outcome({ counts, savedAt }: { counts: ImportOutcome | null; savedAt: Date }) {
  const { t } = useTranslation("imports");
  const left = counts ? countOpen(counts) : 0;
  const told = (["new", "changed", "same"] as const).flatMap((state) =>
    counts?.[state] ? [t(`saved.counts.${state}`, { rows: showNumber(counts[state]) })] : [],
  );
  if (left > 0) told.push(t("saved.counts.left", { rows: showNumber(left) }));
  return <>{t("saved.lead", { time: showDateTime(savedAt), counts: told.join(", ") })}</>;
}
