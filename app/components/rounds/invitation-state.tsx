import { useTranslation } from "react-i18next";
import type { InvitationState } from "#app/domain/rounds/schema.ts";
import { StateBadge, type Tone } from "#app/ui/page.tsx";

const tones: Record<InvitationState, Tone> = {
  not_sent: "plain",
  sent: "plain",
  opened: "wait",
  draft: "wait",
  submitted: "blue",
  verified: "good",
  returned: "bad",
};

export function InvitationStateBadge({ state }: { state: InvitationState }) {
  const { t } = useTranslation("rounds");
  return <StateBadge tone={tones[state]}>{t(`state.${state}`)}</StateBadge>;
}
