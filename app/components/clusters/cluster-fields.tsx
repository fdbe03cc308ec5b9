import { useTranslation } from "react-i18next";
import { TextField } from "#app/ui/fields.tsx";

/** The fields that creating and editing a cluster share. */
export function ClusterFields() {
  const { t } = useTranslation("businesses");
  return (
    <>
      <TextField name="name" label={t("clusters.name")} maxLength={200} required />
      <TextField
        name="decision"
        label={t("clusters.decision")}
        hint={t("clusters.decisionHint")}
        maxLength={200}
      />
      <TextField name="area" label={t("clusters.areaField")} inputMode="decimal" maxLength={9} />
    </>
  );
}
