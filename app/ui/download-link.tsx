import type { MouseEvent, ReactNode } from "react";
import { progressParam } from "#app/lib/task-progress.ts";
import { buttonClass, type Look } from "./button.tsx";
import { newTaskKey } from "./follow-task.ts";
import { followDownload } from "./running-downloads.tsx";

type Props = {
  to: string;
  children: ReactNode;
  look?: Look;
  /** In the place of a button's look. */
  className?: string;
};

/**
 * A link to a file: no page, so the browser itself follows it. Where scripts run, the frame of the page shows how far
 * the file is and how it ended, which a browser hides or does not know.
 */
export function DownloadLink({ to, children, look = "secondary", className = buttonClass(look) }: Props) {
  const follow = ({ currentTarget }: MouseEvent<HTMLAnchorElement>) => {
    const key = newTaskKey();
    currentTarget.href = `${to}${to.includes("?") ? "&" : "?"}${progressParam}=${key}`;
    followDownload(key);
  };
  return (
    <a href={to} download onClick={follow} className={className}>
      {children}
    </a>
  );
}
