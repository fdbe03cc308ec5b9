import { Plus, Trash2 } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { FormValues } from "#app/lib/form-values.ts";
import { useFieldSource } from "#app/ui/field.tsx";

type Props = {
  /** Name of the list in the form: `sessions` makes fields `sessions.0.heldOn`. */
  name: string;
  legend: string;
  hint?: string;
  addLabel: string;
  most: number;
  /** A row in words, where the form has no fields for it. */
  describe: (row: FormValues) => string;
  children: (index: number) => ReactNode;
};

/**
 * Repeating rows of a form. Each button is a plain post that comes back with what was typed (lib/form-rows.ts); once
 * scripts run, rows come and go without one.
 */
export function RowGroup({ name, legend, hint, addLabel, most, describe, children }: Props) {
  const { t } = useTranslation(["courses", "app"]);
  const { control } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control, name });
  const stored = useFieldSource().current?.[name];
  const unseen = (Array.isArray(stored) ? stored : []).slice(fields.length) as FormValues[];
  const addButton = useRef<HTMLButtonElement>(null);
  return (
    <fieldset className="mb-4">
      <legend className="mb-1 font-medium">{legend}</legend>
      {hint && <p className="mb-2 text-neutral text-sm">{hint}</p>}
      {fields.map((field, index) => (
        <div
          key={field.id}
          className={`mb-3 flex items-end gap-2 max-sm:rounded-box max-sm:border max-sm:border-base-300 max-sm:p-3 ${index > 0 ? "sm:[&_label]:sr-only" : ""}`}
        >
          <div className="grid grow grid-cols-2 gap-x-3 sm:flex sm:[&>*]:mb-0">{children(index)}</div>
          <RowButton
            value={`${name}.remove.${index}`}
            label={t("form.remove", { number: index + 1 })}
            onPress={() => {
              remove(index);
              addButton.current?.focus();
            }}
          />
        </div>
      ))}
      {unseen.length > 0 && (
        <>
          <p className="text-sm">{t("app:form.currentRows")}</p>
          <ul className="mb-3 list-disc pl-6 text-sm">
            {unseen.map((row) => (
              <li key={describe(row)}>{describe(row)}</li>
            ))}
          </ul>
        </>
      )}
      {fields.length < most && (
        <button
          ref={addButton}
          type="submit"
          name="row"
          value={`${name}.add`}
          formNoValidate
          className="btn h-auto min-h-10 border-base-300 text-base font-medium"
          onClick={(event) => {
            event.preventDefault();
            append({});
          }}
        >
          <Plus aria-hidden="true" className="size-5" />
          {addLabel}
        </button>
      )}
    </fieldset>
  );
}

function RowButton({ value, label, onPress }: { value: string; label: string; onPress: () => void }) {
  return (
    <button
      type="submit"
      name="row"
      value={value}
      formNoValidate
      aria-label={label}
      className="btn btn-ghost size-10 shrink-0 p-0 max-sm:mb-4 max-sm:self-end"
      onClick={(event) => {
        event.preventDefault();
        onPress();
      }}
    >
      <Trash2 aria-hidden="true" className="size-5" />
    </button>
  );
}

/** Stands first in a form with row buttons: the Enter key presses the first button of a form, which must be this. */
export function DefaultSubmit() {
  return <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only" />;
}
