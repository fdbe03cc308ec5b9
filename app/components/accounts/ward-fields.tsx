import { useTranslation } from "react-i18next";
import { TextField } from "#app/ui/fields.tsx";

/** The fields that adding and editing a ward share. */
export function WardFields() {
  const { t } = useTranslation("accounts");
  return (
    <>
      <TextField name="code" label={t("wards.code")} inputMode="numeric" maxLength={5} required />
      <TextField name="name" label={t("wards.name")} hint={t("wards.nameHint")} maxLength={100} required />
      <TextField
        name="placeName"
        label={t("wards.placeName")}
        hint={t("wards.placeNameHint")}
        maxLength={100}
        required
      />
      <TextField
        name="provinceCode"
        label={t("wards.provinceCode")}
        inputMode="numeric"
        maxLength={2}
        required
      />
      <TextField
        name="provinceName"
        label={t("wards.provinceName")}
        hint={t("wards.provinceNameHint")}
        maxLength={100}
        required
      />
      <TextField
        name="letterSymbol"
        label={t("wards.letterSymbol")}
        hint={t("wards.letterSymbolHint")}
        maxLength={30}
        required
      />
      <TextField name="officePhone" type="tel" label={t("wards.officePhone")} maxLength={40} />
    </>
  );
}
