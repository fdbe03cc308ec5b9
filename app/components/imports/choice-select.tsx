import { useTranslation } from "react-i18next";

type Props = {
  name: string;
  label: string;
  value: string;
  options: { value: string; label: string }[];
  empty?: string;
};

/** One question with few answers; empty as long as nobody has answered it. */
export function ChoiceSelect({ name, label, value, options, empty }: Props) {
  const { t } = useTranslation("imports");
  return (
    <label className="grow sm:grow-0">
      <span className="mb-1 block font-medium">{label}</span>
      <select key={value} name={name} defaultValue={value} className="select w-full text-base sm:w-64">
        {(value === "" || empty) && <option value="">{empty ?? t("choice.unanswered")}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
