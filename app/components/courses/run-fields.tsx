import { useTranslation } from "react-i18next";
import { runModes } from "#app/domain/courses/schema.ts";
import { DateField, RadioField, TextAreaField, TextField } from "#app/ui/fields.tsx";
import { SessionRows } from "./session-rows.tsx";

/** The facts of a run that recording and mending a call share. */
export function RunFields() {
  const { t } = useTranslation("courses");
  return (
    <>
      <h2>{t("form.time")}</h2>
      <TextField name="label" label={t("form.label")} hint={t("form.labelHint")} maxLength={100} required />
      <div className="grid gap-x-4 sm:grid-cols-2">
        <DateField name="startsOn" label={t("form.startsOn")} required />
        <DateField name="endsOn" label={t("form.endsOn")} required />
      </div>
      <TextField name="place" label={t("form.place")} hint={t("form.placeHint")} maxLength={300} required />
      <RadioField
        name="mode"
        label={t("form.mode")}
        options={runModes.map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))}
      />
      <SessionRows />
      <h2>{t("form.call")}</h2>
      <div className="grid gap-x-4 sm:grid-cols-2">
        <TextField name="callLetter" label={t("form.callLetter")} maxLength={100} />
        <DateField name="callLetterDate" label={t("form.callLetterDate")} />
      </div>
      <TextField name="callIssuer" label={t("form.callIssuer")} maxLength={200} />
      <DateField
        name="nominationDeadline"
        label={t("form.deadline")}
        hint={t("form.deadlineHint")}
        required
        className="sm:w-1/2 sm:pr-2"
      />
      <TextAreaField name="eligibility" label={t("form.eligibility")} />
    </>
  );
}
