import type { InputHTMLAttributes, ReactNode } from "react";
import { useField } from "./field.tsx";

type FieldProps = {
  name: string;
  label: ReactNode;
  /** One line below the label: the format, or why it is asked. */
  hint?: ReactNode;
  required?: boolean;
  className?: string;
};

type FrameProps = FieldProps & { id: string; error: string | undefined; children: ReactNode };

/** Label above, hint below it, then the control, then what to do when it is wrong. */
function Frame({ id, label, hint, required, error, children, className = "" }: FrameProps) {
  return (
    <div className={`mb-4 ${className}`}>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
        {required && (
          <span aria-hidden="true" className="text-primary">
            {" *"}
          </span>
        )}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="mb-1 text-sm text-neutral">
          {hint}
        </p>
      )}
      {children}
      <FieldError id={id} error={error} />
    </div>
  );
}

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  return error ? (
    <p id={`${id}-error`} className="mt-1 text-sm font-medium text-error-content">
      {error}
    </p>
  ) : null;
}

function controlProps({
  id,
  hint,
  error,
  required,
}: {
  id: string;
  hint?: ReactNode;
  error?: string;
  required?: boolean;
}) {
  return {
    id,
    required,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined,
  };
}

type InputProps = FieldProps &
  Pick<
    InputHTMLAttributes<HTMLInputElement>,
    "type" | "inputMode" | "autoComplete" | "maxLength" | "placeholder" | "list" | "min" | "max"
  >;

export function TextField({ name, label, hint, required, className, type = "text", ...input }: InputProps) {
  const { id, register, value, error } = useField(name);
  return (
    <Frame {...{ id, name, label, hint, required, error, className }}>
      <input
        type={type}
        className={`input w-full text-base ${error ? "input-error border-error-content" : ""}`}
        defaultValue={type === "password" ? undefined : value}
        {...controlProps({ id, hint, error, required })}
        {...input}
        {...register}
      />
    </Frame>
  );
}

/** A count. Text with a number pad, because a number field changes its value under the scrolling finger. */
export function NumberField(props: InputProps) {
  return <TextField {...props} inputMode="numeric" autoComplete="off" maxLength={6} />;
}

/** A day as dd/mm/yyyy, typed: quicker than a picker, and the same on every phone. */
export function DateField({ placeholder = "dd/mm/yyyy", ...props }: InputProps) {
  return (
    <TextField {...props} inputMode="numeric" autoComplete="off" maxLength={10} placeholder={placeholder} />
  );
}

export function TextAreaField({
  name,
  label,
  hint,
  required,
  className,
  rows = 3,
}: FieldProps & { rows?: number }) {
  const { id, register, value, error } = useField(name);
  return (
    <Frame {...{ id, name, label, hint, required, error, className }}>
      <textarea
        rows={rows}
        className={`textarea w-full text-base ${error ? "textarea-error border-error-content" : ""}`}
        defaultValue={value}
        {...controlProps({ id, hint, error, required })}
        {...register}
      />
    </Frame>
  );
}

export type Option = { value: string; label: string; group?: string };

export function SelectField({
  name,
  label,
  hint,
  required,
  className,
  options,
  empty,
}: FieldProps & { options: Option[]; empty?: string }) {
  const { id, register, value, error } = useField(name);
  return (
    <Frame {...{ id, name, label, hint, required, error, className }}>
      <select
        // The browser's own list: the drawn one of newer browsers lets a long text run over its frame.
        className={`select w-full appearance-none text-base ${error ? "select-error border-error-content" : ""}`}
        defaultValue={value}
        {...controlProps({ id, hint, error, required })}
        {...register}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        <Options options={options} />
      </select>
    </Frame>
  );
}

function Options({ options }: { options: Option[] }) {
  const groups = [...new Set(options.map((option) => option.group))];
  return groups.map((group) => {
    const items = options
      .filter((option) => option.group === group)
      .map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ));
    return group ? (
      <optgroup key={group} label={group}>
        {items}
      </optgroup>
    ) : (
      items
    );
  });
}

export function RadioField({
  name,
  label,
  hint,
  required,
  className = "",
  options,
}: FieldProps & { options: Option[] }) {
  const { id, register, value, error } = useField(name);
  return (
    <fieldset className={`mb-4 ${className}`} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1 font-medium">{label}</legend>
      {hint && <p className="mb-1 text-sm text-neutral">{hint}</p>}
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        {options.map((option) => (
          <label key={option.value} className="flex min-h-10 cursor-pointer items-center gap-2">
            <input
              type="radio"
              className="radio"
              value={option.value}
              defaultChecked={value === option.value}
              required={required}
              {...register}
            />
            {option.label}
          </label>
        ))}
      </div>
      <FieldError id={id} error={error} />
    </fieldset>
  );
}

export function CheckboxField({ name, label, hint }: FieldProps) {
  const { id, register, value, error } = useField(name);
  return (
    <div className="mb-4">
      <label className="flex min-h-10 cursor-pointer items-start gap-2">
        <input
          type="checkbox"
          className="checkbox mt-0.5"
          value="true"
          defaultChecked={value === "true"}
          {...register}
        />
        <span>{label}</span>
      </label>
      {hint && <p className="text-sm text-neutral">{hint}</p>}
      <FieldError id={id} error={error} />
    </div>
  );
}
