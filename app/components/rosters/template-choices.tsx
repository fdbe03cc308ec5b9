import { useTranslation } from "react-i18next";
import type { RosterPreset, RosterSort } from "#app/domain/rosters/template.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { useMessage } from "#app/ui/message.tsx";

type Props = {
  presets: readonly RosterPreset[];
  sorts: readonly RosterSort[];
  sort: string;
  /** What is wrong with the columns as a whole. */
  error: string | undefined;
};

/** What a template begins with, and how its people are ordered. */
export function TemplateChoices({ presets, sorts, sort, error }: Props) {
  const { t } = useTranslation("rosters");
  const translate = useMessage();
  return (
    <>
      <fieldset className="mb-6">
        <legend className="mb-1 font-medium">{t("presets.legend")}</legend>
        <div className="flex flex-wrap gap-2">
          {presets.map((preset) => (
            <SubmitButton
              key={preset}
              look="secondary"
              name="intent"
              value={`preset:${preset}`}
              formNoValidate
            >
              {t(`presets.${preset}`)}
            </SubmitButton>
          ))}
        </div>
      </fieldset>
      <label className="mb-6 block max-w-sm">
        <span className="mb-1 block font-medium">{t("sorts.legend")}</span>
        <span className="mb-1 block text-neutral text-sm">{t("sorts.hint")}</span>
        <select name="sort" defaultValue={sort} className="select w-full text-base">
          {sorts.map((name) => (
            <option key={name} value={name}>
              {t(`sorts.${name}`)}
            </option>
          ))}
        </select>
      </label>
      <h2>{t("form.columns")}</h2>
      {error && <Alert tone="error">{translate(error)}</Alert>}
    </>
  );
}
