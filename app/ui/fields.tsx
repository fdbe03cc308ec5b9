import type { InputHTMLAttributes } from "react";
import { useField } from "./field.tsx";
import { CurrentValue, controlProps, FieldError, type FieldProps, Frame } from "./field-frame.tsx";

type InputProps = FieldProps &
  Pick<
    InputHTMLAttributes<HTMLInputElement>,
    "type" | "inputMode" | "autoComplete" | "maxLength" | "placeholder" | "list" | "min" | "max"
  > & {
    /** What the database holds where the form does not show it: the mask of a number. */
    kept?: string | null;
  };

export function TextField({
  name,
  label,
  hint,
  required,
  className,
  type = "text",
  kept,
  ...input
}: InputProps) {
  const { id, register, value, current, error } = useField(name);
  return (
    <Frame
      {...{
        id,
        name,
        label,
        hint,
        required,
        error,
        current: current === "" ? (kept ?? "") : current,
        className,
      }}
    >
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
  const { id, register, value, current, error } = useField(name);
  return (
    <Frame {...{ id, name, label, hint, required, error, current, className }}>
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
  const { id, register, value, current, error } = useField(name);
  return (
    <Frame {...{ id, name, label, hint, required, error, current: labelOf(current, options), className }}>
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

/** How people read the value of an option. */
function labelOf(value: string | undefined, options: Option[]): string | undefined {
  return options.find((option) => option.value === value)?.label ?? value;
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
  const { id, register, value, current, error } = useField(name);
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
      <CurrentValue current={labelOf(current, options)} />
      <FieldError id={id} error={error} />
    </fieldset>
  );
}
