import { useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { SavedCounts } from "#app/domain/outcomes/outcome.ts";
import { Alert } from "#app/ui/alert.tsx";
import { showNumber } from "#app/vietnamese/numbers.ts";

const names = [
  "people",
  "passed",
  "failed",
  "exempt",
  "attendances",
] as const satisfies (keyof SavedCounts)[];

/** After lines of an upload were saved: what, from the address. */
export function SavedNotice({ children }: { children?: ReactNode }) {
  const { t } = useTranslation("outcomes");
  const [params] = useSearchParams();
  const countOf = (name: (typeof names)[number]) => Number(params.get(name)) || 0;
  if (countOf("people") === 0) return null;
  const [people, passed, failed, exempt, attendances] = names.map((name) => showNumber(countOf(name)));
  return (
    <Alert tone="success">
      <p>{t("preview.savedRows", { people, passed, failed, exempt, attendances })}</p>
      {children}
    </Alert>
  );
}
