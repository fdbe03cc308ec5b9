import { useHydrated } from "./form.tsx";

/** Prints the page; where no script runs it says which keys do. */
export function PrintButton({ label, hint }: { label: string; hint: string }) {
  return useHydrated() ? (
    <button
      type="button"
      onClick={() => window.print()}
      className="btn btn-primary min-h-10 text-base font-medium"
    >
      {label}
    </button>
  ) : (
    <p className="text-neutral">{hint}</p>
  );
}
