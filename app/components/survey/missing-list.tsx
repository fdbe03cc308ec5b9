import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { useFieldLabel } from "./field-label.ts";

/** What still has to be filled in before the answer can be sent, each a link to its field. */
export function MissingList({ fields }: { fields: string[] }) {
  const { t } = useTranslation("survey");
  const label = useFieldLabel();
  if (fields.length === 0) return <p className="my-4">{t("missing.nothing")}</p>;
  return (
    <p className="my-4">
      <span className="font-medium">{t("missing.title")}: </span>
      {fields.map((field, index) => (
        <span key={field}>
          {index > 0 && ", "}
          <a href={`#${field}`} onClick={focusField(field)}>
            {label(field)}
          </a>
        </span>
      ))}
    </p>
  );
}

/** The link alone goes to the field; with scripts, typing can start at once. */
const focusField = (name: string) => (event: MouseEvent) => {
  const field = document.querySelector<HTMLElement>(`[name="${name}"]:not([type="hidden"])`);
  if (!field) return;
  event.preventDefault();
  field.focus();
};
