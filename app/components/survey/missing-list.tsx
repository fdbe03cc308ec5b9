import type { MouseEvent } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { missingFields } from "#app/domain/survey/missing-fields.ts";
import type { TypedAnswer } from "#app/domain/survey/schema.ts";
import { useFieldLabel } from "./field-label.ts";

/** What still has to be filled in before the answer can be sent, each a link to its field; it shrinks while one types. */
export function MissingList() {
  const { t } = useTranslation("survey");
  const label = useFieldLabel();
  const { setFocus } = useFormContext();
  const missing = missingFields(useWatch() as TypedAnswer);
  if (missing.length === 0) return <p className="my-4">{t("missing.nothing")}</p>;
  const focus = (field: string) => (event: MouseEvent) => {
    if (field === "noNeed") return;
    event.preventDefault();
    setFocus(field);
  };
  return (
    <p className="my-4">
      <span className="font-medium">{t("missing.title")}: </span>
      {missing.map((field, index) => (
        <span key={field}>
          {index > 0 && ", "}
          <a href={`#${field}`} onClick={focus(field)}>
            {label(field)}
          </a>
        </span>
      ))}
    </p>
  );
}
