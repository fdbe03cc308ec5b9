import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useIsPosting } from "./page-state.ts";

const looks = {
  primary: "btn-primary",
  secondary: "btn-outline border-base-300 bg-base-100 hover:bg-base-200 hover:text-base-content",
  danger: "btn-outline border-error-content text-error-content hover:bg-error hover:text-error-content",
  quiet: "btn-ghost",
} as const;
export type Look = keyof typeof looks;

export function buttonClass(look: Look, wide = false): string {
  return `btn h-auto min-h-10 max-w-full py-1.5 text-base font-medium max-sm:whitespace-normal ${looks[look]} ${wide ? "w-full" : ""}`;
}

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
      className={buttonClass(look, wide)}
    >
      {children}
    </button>
  );
}

type LinkProps = { to: string; children: ReactNode; look?: Look; wide?: boolean };

/** To another page; a file has its `DownloadLink`. */
export function ButtonLink({ to, children, look = "secondary", wide }: LinkProps) {
  return (
    <Link to={to} className={buttonClass(look, wide)}>
      {children}
    </Link>
  );
}
