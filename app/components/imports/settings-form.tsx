import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { DescribedImport } from "#app/domain/imports/described-import.server.ts";
import { importModes } from "#app/domain/imports/schema.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { StepForm } from "./step-form.tsx";

/** What may be saved, and what the kind of list asks besides. */
export function SettingsForm({ preview, children }: { preview: DescribedImport; children?: ReactNode }) {
  const { t } = useTranslation("imports");
  const { version, settings } = preview;
  return (
    <section aria-labelledby="settings">
      <h2 id="settings" className="mt-0">
        {t("settings.title")}
      </h2>
      <StepForm version={version}>
        {children}
        <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
          <label className="grow sm:grow-0">
            <span className="mb-1 block font-medium">{t("settings.mode")}</span>
            <select
              key={settings.mode}
              name="mode"
              defaultValue={settings.mode}
              className="select w-full text-base sm:w-72"
            >
              {importModes.map((mode) => (
                <option key={mode} value={mode}>
                  {t(`settings.modes.${mode}`)}
                </option>
              ))}
            </select>
          </label>
          <SubmitButton look="secondary" name="intent" value="settings">
            {t("settings.apply")}
          </SubmitButton>
        </div>
        <p className="mt-1 text-neutral text-sm">{t("settings.blanks")}</p>
      </StepForm>
    </section>
  );
}
