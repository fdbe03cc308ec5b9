import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { roles } from "#app/domain/actor.ts";
import type { Option } from "#app/ui/fields.tsx";

/** First step of a new account: its role. The address then says it, so that the next step asks what the role needs. */
export function RoleStep() {
  const { t } = useTranslation("accounts");
  const options = roles.map((role) => ({ value: role, label: t(`roles.${role}`) }));
  return <Step name="role" label={t("list.role")} options={options} />;
}

/** An account of a business is asked for its ward before its business. */
export function WardStep({ wards }: { wards: { id: string; name: string }[] }) {
  const { t } = useTranslation("accounts");
  const options = wards.map(({ id, name }) => ({ value: id, label: name }));
  return <Step name="ward" label={t("new.wardOfBusiness")} options={options} chosen="business" />;
}

type StepProps = { name: string; label: string; options: Option[]; chosen?: string };

function Step({ name, label, options, chosen }: StepProps) {
  const { t } = useTranslation("accounts");
  return (
    <Form method="get" className="max-w-xl">
      {chosen && <input type="hidden" name="role" value={chosen} />}
      <label className="mb-4 block">
        <span className="mb-1 block font-medium">{label}</span>
        <select name={name} required defaultValue="" className="select w-full text-base">
          <option value="">{t("choose")}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="btn btn-primary min-h-10 text-base font-medium">
        {t("new.next")}
      </button>
    </Form>
  );
}
