import { useActionData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";

const outcomes = ["primary", "reserve", "proposed"] as const;

/** What became of the person who was added last, above the form for the next one. */
export function AddedNotice() {
  const { t } = useTranslation("nominations");
  const [params] = useSearchParams();
  // The next person's refusal, if any, is what matters now.
  const isRefused = useActionData() !== undefined;
  const added = isRefused ? undefined : outcomes.find((outcome) => outcome === params.get("added"));
  return added ? (
    <Alert tone={added === "reserve" ? "warning" : "success"}>{t(`form.added.${added}`)}</Alert>
  ) : null;
}
