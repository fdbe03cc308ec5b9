import { useHydrated } from "./form.tsx";

type Props = { label: string; hint: string; look?: "primary" | "secondary" };

/** Prints the page; where no script runs it says which keys do. */
export function PrintButton({ label, hint, look = "primary" }: Props) {
  return useHydrated() ? (
    <button
      type="button"
      onClick={() => window.print()}
      className={`btn min-h-10 text-base font-medium ${look === "primary" ? "btn-primary" : "btn-outline border-base-300 bg-base-100 hover:bg-base-200 hover:text-base-content"}`}
    >
      {label}
    </button>
  ) : (
    <p className="text-neutral">{hint}</p>
  );
}
