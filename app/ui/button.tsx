import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useIsPosting } from "./page-state.ts";

const looks = {
  primary: "btn-primary",
  secondary: "btn-outline border-base-300 bg-base-100 hover:bg-base-200 hover:text-base-content",
  danger: "btn-outline border-error-content text-error-content hover:bg-error hover:text-error-content",
  quiet: "btn-ghost",
} as const;
type Look = keyof typeof looks;

const base = "btn h-auto min-h-10 py-1.5 text-base font-medium";

type SubmitProps = {
  children: ReactNode;
  look?: Look;
  name?: string;
  value?: string;
  wide?: boolean;
  formNoValidate?: boolean;
};

/** A verb. One `primary` a page. */
export function SubmitButton({ children, look = "primary", name, value, wide, formNoValidate }: SubmitProps) {
  const posting = useIsPosting();
  return (
    <button
      type="submit"
      name={name}
      value={value}
      formNoValidate={formNoValidate}
      aria-disabled={posting}
      className={`${base} ${looks[look]} ${wide ? "w-full" : ""}`}
    >
      {children}
    </button>
  );
}

type LinkProps = { to: string; children: ReactNode; look?: Look; download?: boolean; wide?: boolean };

export function ButtonLink({ to, children, look = "secondary", download, wide }: LinkProps) {
  const className = `${base} ${looks[look]} ${wide ? "w-full" : ""}`;
  // A download is no page: the browser itself must follow it.
  return download ? (
    <a href={to} className={className} download>
      {children}
    </a>
  ) : (
    <Link to={to} className={className}>
      {children}
    </Link>
  );
}
