import { useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";

/** After lines of an upload were saved: how many, from the address. */
export function SavedNotice() {
  const { t } = useTranslation("outcomes");
  const saved = Number(useSearchParams()[0].get("saved"));
  return saved > 0 ? <Alert tone="success">{t("preview.savedRows", { count: saved })}</Alert> : null;
}
