import { useTranslation } from "react-i18next";
import type { NominationStatus } from "#app/domain/nominations/schema.ts";
import { StateBadge, type Tone } from "#app/ui/page.tsx";

const tones: Record<NominationStatus, Tone> = {
  proposed: "wait",
  not_eligible: "bad",
  primary: "good",
  reserve: "blue",
  sent: "good",
  withdrawn: "plain",
};

export function NominationBadge({ status }: { status: NominationStatus }) {
  const { t } = useTranslation("nominations");
  return <StateBadge tone={tones[status]}>{t(`status.${status}`)}</StateBadge>;
}
