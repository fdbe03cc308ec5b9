import { useTranslation } from "react-i18next";
import type { ListStatus } from "#app/domain/lists/schema.ts";
import { StateBadge, type Tone } from "#app/ui/page.tsx";

const tones: Record<ListStatus, Tone> = {
  draft: "plain",
  submitted: "wait",
  approved: "blue",
  returned: "bad",
  issued: "good",
  received: "good",
};

export function ListState({ status }: { status: ListStatus }) {
  const { t } = useTranslation("lists");
  return <StateBadge tone={tones[status]}>{t(`status.${status}`)}</StateBadge>;
}
