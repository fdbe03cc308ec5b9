import { Minus, Plus } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useField } from "#app/ui/field.tsx";
import { FieldError } from "#app/ui/field-frame.tsx";
import { useHydrated } from "#app/ui/page-state.ts";

/** How many people: a number to type, with big buttons beside it as soon as scripts run. */
export function PeopleField({ name }: { name: string }) {
  const { t } = useTranslation("survey");
  const { id, register, value, error, describedBy } = useField(name);
  const field = useRef<HTMLInputElement>(null);
  const step = (by: number) => () => {
    if (!field.current) return;
    const next = (Number.parseInt(field.current.value, 10) || 0) + by;
    field.current.value = String(Math.min(1000, Math.max(1, next)));
    field.current.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return (
    <>
      <label htmlFor={id} className="mb-1 block font-medium">
        {t("needs.people")}
      </label>
      <div className="flex items-center">
        <StepButton label={t("needs.fewer")} onClick={step(-1)}>
          <Minus aria-hidden="true" className="size-5" />
        </StepButton>
        <input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          // A new card asks for one person.
          defaultValue={value || "1"}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy}
          className={`input w-full min-w-0 px-1 text-center text-base ${error ? "input-error border-error-content" : ""}`}
          {...register}
          ref={field}
        />
        <StepButton label={t("needs.more")} onClick={step(1)}>
          <Plus aria-hidden="true" className="size-5" />
        </StepButton>
      </div>
      <FieldError id={id} error={error} />
    </>
  );
}

function StepButton({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick: () => void;
  children: ReactNode;
}) {
  const hydrated = useHydrated();
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      // Without scripts it can do nothing; its place stays, so that nothing moves when they arrive.
      className={`btn btn-ghost size-11 shrink-0 p-0 ${hydrated ? "" : "invisible"}`}
    >
      {children}
    </button>
  );
}
