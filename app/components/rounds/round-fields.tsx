import { useTranslation } from "react-i18next";
import { DateField, TextField } from "#app/ui/fields.tsx";

/** What creating and editing a round share: its title and its days. */
export function RoundFields() {
  const { t } = useTranslation("rounds");
  return (
    <>
      <TextField name="title" label={t("fields.title")} maxLength={200} required />
      <div className="grid gap-x-4 sm:grid-cols-2">
        <DateField name="opensOn" label={t("fields.opensOn")} required />
        <DateField name="closesOn" label={t("fields.closesOn")} required />
      </div>
      <DateField
        name="lateUntil"
        label={t("fields.lateUntil")}
        hint={t("fields.lateUntilHint")}
        className="sm:w-1/2 sm:pr-2"
      />
    </>
  );
}
