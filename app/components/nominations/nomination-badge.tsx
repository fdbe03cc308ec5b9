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

export type Seat = "primary" | "reserve" | null;

/** What became of a nomination; of one that was sent also which seat it has. */
export function NominationBadge({ status, seat }: { status: NominationStatus; seat: Seat }) {
  const { t } = useTranslation("nominations");
  const label = status === "sent" && seat ? t(`sentAs.${seat}`) : t(`status.${status}`);
  return <StateBadge tone={tones[status]}>{label}</StateBadge>;
}
