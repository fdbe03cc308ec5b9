import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const tones = {
  info: { className: "alert-info", Icon: Info },
  success: { className: "alert-success", Icon: CircleCheck },
  warning: { className: "alert-warning", Icon: TriangleAlert },
  error: { className: "alert-error", Icon: CircleAlert },
} as const;

/** A sentence that matters here and now; it stands where it belongs and does not go away by itself. */
export function Alert({ tone, children }: { tone: keyof typeof tones; children: ReactNode }) {
  const { className, Icon } = tones[tone];
  return (
    <div
      role={tone === "error" ? "alert" : "status"}
      className={`alert ${className} my-4 items-start text-base`}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
      <div>{children}</div>
    </div>
  );
}
