import { useTranslation } from "react-i18next";
import { scopeOfRole, units } from "#app/domain/accounts/schema.ts";
import type { Role } from "#app/domain/actor.ts";
import { type Option, SelectField, TextField } from "#app/ui/fields.tsx";
import { HiddenField } from "#app/ui/form.tsx";

type Choice = { id: string; name: string };
type Props = {
  role: Role;
  wards: Choice[];
  /** Providers, or businesses of the chosen ward, as the role needs. */
  scopes: Choice[];
};

const asOptions = (choices: Choice[]): Option[] =>
  choices.map(({ id, name }) => ({ value: id, label: name }));

/** The fields of a new account: what everybody has, and what the role belongs to. */
export function AccountFields({ role, wards, scopes }: Props) {
  const { t } = useTranslation("accounts");
  const needed: readonly string[] = scopeOfRole[role];
  const select = (name: "wardId" | "unit" | "businessId" | "providerId", options: Option[]) =>
    needed.includes(name) && (
      <SelectField name={name} label={t(`scope.${name}`)} options={options} empty={t("choose")} required />
    );
  return (
    <>
      <HiddenField name="role" />
      {role === "business" ? <HiddenField name="wardId" /> : select("wardId", asOptions(wards))}
      {select(
        "unit",
        units.map((unit) => ({ value: unit, label: t(`units.${unit}`) })),
      )}
      {select("businessId", asOptions(scopes))}
      {select("providerId", asOptions(scopes))}
      {needed.includes("provinceCode") && (
        <TextField
          name="provinceCode"
          label={t("scope.provinceCode")}
          inputMode="numeric"
          maxLength={2}
          required
        />
      )}
      <TextField name="fullName" label={t("fullName")} maxLength={120} autoComplete="off" required />
      <TextField name="email" type="email" label={t("email")} maxLength={200} autoComplete="off" required />
      <TextField name="postTitle" label={t("postTitle")} maxLength={120} autoComplete="off" />
    </>
  );
}
