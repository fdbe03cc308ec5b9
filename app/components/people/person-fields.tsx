import { useTranslation } from "react-i18next";
import { genders, qualifications } from "#app/domain/people/schema.ts";
import { RadioField, SelectField, TextField } from "#app/ui/fields.tsx";

type Props = {
  /** The name is asked for only where a person is new. */
  nameRequired?: boolean;
  /** `062*****1234`: the number that the file has already. */
  nationalIdKept?: string | null;
};

/** What is asked of a person, wherever one is described. */
export function PersonFields({ nameRequired, nationalIdKept }: Props) {
  const { t } = useTranslation("people");
  return (
    <>
      <TextField
        name="fullName"
        label={t("fullName")}
        hint={t("fullNameHint")}
        autoComplete="off"
        maxLength={100}
        required={nameRequired}
      />
      <div className="grid gap-x-4 sm:grid-cols-2">
        <TextField
          name="birthDate"
          label={t("birthDate")}
          hint={t("birthDateHint")}
          inputMode="numeric"
          autoComplete="off"
          maxLength={20}
        />
        <RadioField
          name="gender"
          label={t("gender")}
          options={genders.map((gender) => ({ value: gender, label: t(`genders.${gender}`) }))}
        />
      </div>
      <TextField
        name="nationalId"
        label={t("nationalId")}
        kept={nationalIdKept}
        hint={nationalIdKept ? t("nationalIdKept", { masked: nationalIdKept }) : t("nationalIdHint")}
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
      />
      <div className="grid gap-x-4 sm:grid-cols-2">
        <TextField
          name="phone"
          label={t("phone")}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          maxLength={20}
        />
        <TextField name="email" label={t("email")} type="email" autoComplete="off" maxLength={200} />
        <SelectField
          name="qualification"
          label={t("qualification")}
          empty={t("notKnown")}
          options={qualifications.map((value) => ({ value, label: t(`qualifications.${value}`) }))}
        />
        <TextField name="position" label={t("position")} autoComplete="off" maxLength={100} />
      </div>
    </>
  );
}
