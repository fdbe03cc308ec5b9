import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export type FieldProps = {
  name: string;
  label: ReactNode;
  /** One line below the label: the format, or why it is asked. */
  hint?: ReactNode;
  required?: boolean;
  className?: string;
};

type FrameProps = FieldProps & {
  id: string;
  error: string | undefined;
  current: string | undefined;
  children: ReactNode;
};

/** Label above, hint below it, then the control, then what to do when it is wrong. */
export function Frame({ id, label, hint, required, error, current, children, className = "" }: FrameProps) {
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
      <CurrentValue current={current} />
      <FieldError id={id} error={error} />
    </div>
  );
}

/** What the database holds by now, at a field in which somebody typed something else. */
export function CurrentValue({ current }: { current: string | undefined }) {
  const { t } = useTranslation("app");
  return current === undefined ? null : (
    <p className="mt-1 text-sm">
      {current === "" ? t("form.currentEmpty") : t("form.current", { value: current })}
    </p>
  );
}

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  return error ? (
    <p id={`${id}-error`} className="mt-1 text-sm font-medium text-error-content">
      {error}
    </p>
  ) : null;
}

export function controlProps({
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
