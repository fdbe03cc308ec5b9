import { useTranslation } from "react-i18next";
import type { DescribedImport } from "#app/domain/imports/described-import.server.ts";
import type { ImportKind } from "#app/domain/imports/schema.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { ColumnTable } from "./column-table.tsx";
import { ReadingQuestions } from "./reading-questions.tsx";
import { StepForm } from "./step-form.tsx";

type Props = { kind: ImportKind; fields: readonly string[]; preview: DescribedImport };

/** How the file was understood, with the means to change each part of it. A plain form that comes back. */
export function ReadingForm({ kind, fields, preview }: Props) {
  const { t } = useTranslation("imports");
  const { version, understood, sheets, settings, top, readable } = preview;
  const chosenSheet = understood?.sheet ?? top?.name ?? "";
  return (
    <StepForm version={version} className="mt-3">
      <ReadingQuestions preview={preview} />
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <label className="min-w-0 grow sm:max-w-sm">
          <span className="mb-1 block font-medium">{t("reading.sheet")}</span>
          <select
            name="sheet"
            defaultValue={chosenSheet}
            key={chosenSheet}
            className="select w-full text-base"
          >
            {sheets.map(({ name, hidden }) => (
              <option key={name} value={name}>
                {hidden ? t("reading.hiddenSheet", { sheet: name }) : name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="mb-1 block font-medium">{t("reading.headerRow")}</span>
          <input
            name="headerRow"
            key={understood?.headerRows.last}
            defaultValue={understood?.headerRows.last ?? settings.choices.headerRow ?? ""}
            inputMode="numeric"
            maxLength={3}
            className="input w-24 text-base"
          />
        </label>
      </div>
      <ColumnTable kind={kind} fields={fields} columns={understood?.columns ?? readable} />
      <SubmitButton look="secondary" name="intent" value="reading">
        {t("reading.apply")}
      </SubmitButton>
    </StepForm>
  );
}
