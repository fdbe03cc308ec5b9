import { useTranslation } from "react-i18next";
import type { RegistryStatus } from "#app/domain/clusters/schema.ts";
import { StateBadge } from "#app/ui/page.tsx";

export function BusinessStatus({ status }: { status: RegistryStatus }) {
  const { t } = useTranslation("businesses");
  return <StateBadge tone={status === "active" ? "good" : "plain"}>{t(`status.${status}`)}</StateBadge>;
}
