import { type RefObject, useId, useRef, useState } from "react";
import { useHydrated } from "./form.tsx";

type Labels = { copy: string; copied: string; selected: string };
type Props = { label: string; value: string; rows?: number; labels: Labels };

/** A text to take along. Before scripts run it is selected by hand; afterwards the button copies it. */
export function CopyField({ label, value, rows = 1, labels }: Props) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const hydrated = useHydrated();
  return (
    <div className="mb-5">
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <textarea
        ref={field}
        id={id}
        readOnly
        rows={rows}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
        className="textarea w-full text-base"
      />
      {hydrated && <CopyButton field={field} labels={labels} />}
    </div>
  );
}

function CopyButton({ field, labels }: { field: RefObject<HTMLTextAreaElement | null>; labels: Labels }) {
  const [outcome, setOutcome] = useState<keyof Labels>("copy");
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(field.current?.value ?? "");
      setOutcome("copied");
    } catch {
      // No clipboard without https, or it was refused: the text is selected, the keyboard does the rest.
      setOutcome("selected");
    }
  };
  return (
    <button
      type="button"
      onClick={copy}
      aria-live="polite"
      className="btn btn-outline mt-2 min-h-10 border-base-300 text-base font-medium"
    >
      {labels[outcome]}
    </button>
  );
}
