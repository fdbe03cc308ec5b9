import { Link } from "@remix-run/react";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** A sentence that says what waits, its details, and the one step that does it. */
export function Task({
  icon: Icon,
  action,
  to,
  details,
  children,
}: {
  icon: LucideIcon;
  action: string;
  to: string;
  details?: ReactNode;
  children: ReactNode;
}) {
  return (
    <li className="flex gap-3 border-base-300 border-b py-3 last:border-b-0">
      <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-neutral" />
      <div className="grow sm:flex sm:justify-between sm:gap-4">
        <div>
          <p>{children}</p>
          {details && <p className="text-neutral text-sm">{details}</p>}
        </div>
        <Link to={to} className="link shrink-0 text-secondary">
          {action}
        </Link>
      </div>
    </li>
  );
}
