import { useTranslation } from "react-i18next";
import type { DescribedImport } from "#app/domain/imports/described-import.server.ts";
import type { ImportKind } from "#app/domain/imports/schema.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { SheetPreview } from "#app/ui/sheet-preview.tsx";
import { DecisionList } from "./decision-list.tsx";
import { ReadingForm } from "./reading-form.tsx";
import { StepForm } from "./step-form.tsx";

type Props = {
  kind: ImportKind;
  fields: readonly string[];
  preview: DescribedImport;
  decided: readonly string[];
};

/** How the file was understood: in sentences, and behind them the form that changes it. */
export function UnderstoodFile({ kind, fields, preview, decided }: Props) {
  const { t } = useTranslation(["imports", "files"]);
  const { understood, settings, notes, version } = preview;
  const asked = understood?.decisions.filter(({ asks }) => asks).length ?? 0;
  return (
    <section aria-labelledby="understood" className="mb-5">
      <h2 id="understood" className="mt-0">
        {t(understood ? "reading.title" : "reading.noTitle")}
      </h2>
      {understood ? (
        <Summary understood={understood} />
      ) : (
        <Alert tone="warning">{t("reading.noTable")}</Alert>
      )}
      {notes.map((note) => (
        <p key={note}>{t(`files:notes.${note}`)}</p>
      ))}
      {settings.isRemembered && (
        <StepForm version={version} className="mt-2 flex flex-wrap items-center gap-3">
          <span>{t("reading.remembered")}</span>
          <SubmitButton look="quiet" name="intent" value="forget">
            {t("reading.forget")}
          </SubmitButton>
        </StepForm>
      )}
      <DecisionList
        kind={kind}
        decisions={understood?.decisions ?? []}
        columns={understood?.columns ?? []}
        others={decided}
      />
      {preview.top && (
        <SheetPreview caption={t("reading.top", { sheet: preview.top.name })} rows={preview.top.rows} />
      )}
      <details open={!understood || asked > 0} className="mt-3 rounded-box border border-base-300 px-4 py-2">
        <summary className="cursor-pointer py-1 font-medium text-secondary">
          {t("reading.change")}
          {asked > 0 && ` – ${t("reading.asks", { count: asked })}`}
        </summary>
        <ReadingForm kind={kind} fields={fields} preview={preview} />
      </details>
    </section>
  );
}

function Summary({ understood }: { understood: NonNullable<DescribedImport["understood"]> }) {
  const { t } = useTranslation("imports");
  const { sheet, headerRows, columns } = understood;
  const { first, last } = headerRows;
  const header =
    last === 0
      ? t("reading.headerNone")
      : first === last
        ? t("reading.headerOne", { row: last })
        : t("reading.headerTwo", { first, last });
  const read = columns.filter(({ field }) => field !== null).length;
  return <p>{t("reading.summary", { sheet, header, columns: read })}</p>;
}
