import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { RosterField } from "#app/domain/rosters/template.ts";
import type { ColumnValues } from "#app/domain/rosters/template-form.ts";
import { FieldError } from "#app/ui/field-frame.tsx";
import { useMessage } from "#app/ui/message.tsx";

type Props = {
  columns: (ColumnValues & { mayBeRequired: boolean })[];
  /** By the name of the field that is to be mended. */
  errors: Record<string, string>;
};

/** The columns of a roster one below the other; each button is a plain post that comes back with all that was typed. */
export function TemplateColumns({ columns, errors }: Props) {
  const { t } = useTranslation("rosters");
  const translate = useMessage();
  return (
    <ol className="mb-4">
      {columns.map((column, index) => {
        const name = `columns.${index}`;
        const errorOf = (field: string) => {
          const error = errors[`${name}.${field}`];
          return error && translate(error);
        };
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is what stands at its place
            key={index}
            className="relative mb-2 grid grid-cols-[1fr_5rem] items-center gap-x-3 gap-y-1 rounded-box border border-base-300 px-3 py-2 sm:flex sm:flex-wrap sm:items-end sm:py-3"
          >
            <input type="hidden" name={`${name}.field`} value={column.field} />
            <p className="col-span-2 flex min-h-10 items-center pr-32 font-medium sm:w-40 sm:shrink-0 sm:pr-0">
              {index + 1}. {t(`fields.${column.field as RosterField}`)}
            </p>
            <Field label={t("form.header")} error={errorOf("header")} id={`${name}.header`}>
              <input
                id={`${name}.header`}
                name={`${name}.header`}
                defaultValue={column.header}
                required
                maxLength={60}
                aria-invalid={errorOf("header") ? true : undefined}
                className="input w-full text-base sm:w-48"
              />
            </Field>
            <Field label={t("form.width")} error={errorOf("width")} id={`${name}.width`}>
              <input
                id={`${name}.width`}
                name={`${name}.width`}
                defaultValue={column.width}
                inputMode="numeric"
                required
                aria-invalid={errorOf("width") ? true : undefined}
                className="input w-full text-base sm:w-20"
              />
            </Field>
            <Field label={t("form.group")} error={errorOf("group")} id={`${name}.group`}>
              <input
                id={`${name}.group`}
                name={`${name}.group`}
                defaultValue={column.group}
                maxLength={60}
                className="input w-full text-base sm:w-44"
              />
            </Field>
            {column.mayBeRequired && (
              <label className="flex min-h-10 items-center gap-2">
                <input
                  type="checkbox"
                  name={`${name}.required`}
                  value="true"
                  defaultChecked={column.required === "true"}
                  className="checkbox"
                />
                {t("form.required")}
              </label>
            )}
            <span className="absolute top-2 right-1 flex sm:static sm:ml-auto">
              <ColumnButton value={`up:${index}`} label={t("form.up", { header: column.header })}>
                <ArrowUp aria-hidden="true" className="size-5" />
              </ColumnButton>
              <ColumnButton value={`down:${index}`} label={t("form.down", { header: column.header })}>
                <ArrowDown aria-hidden="true" className="size-5" />
              </ColumnButton>
              <ColumnButton value={`remove:${index}`} label={t("form.remove", { header: column.header })}>
                <Trash2 aria-hidden="true" className="size-5" />
              </ColumnButton>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Field({
  id,
  label,
  error,
  children,
}: {
  id: string;
  label: string;
  error: string | undefined;
  children: ReactNode;
}) {
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm">
        {label}
      </label>
      {children}
      <FieldError id={id} error={error} />
    </div>
  );
}

function ColumnButton({ value, label, children }: { value: string; label: string; children: ReactNode }) {
  return (
    <button
      type="submit"
      name="intent"
      value={value}
      formNoValidate
      aria-label={label}
      className="btn btn-ghost size-10 p-0"
    >
      {children}
    </button>
  );
}
