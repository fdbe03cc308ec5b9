import { useTranslation } from "react-i18next";
import type { RoundPhase } from "#app/domain/rounds/rules.ts";
import { StateBadge, type Tone } from "#app/ui/page.tsx";
import { showDate } from "#app/vietnamese/dates.ts";

const tones: Record<RoundPhase, Tone> = {
  draft: "plain",
  scheduled: "blue",
  open: "good",
  closing: "wait",
  closed: "plain",
};

export function PhaseBadge({ phase }: { phase: RoundPhase }) {
  const { t } = useTranslation("rounds");
  return <StateBadge tone={tones[phase]}>{t(`phase.${phase}`)}</StateBadge>;
}

type Days = { opensOn: string; closesOn: string; lateUntil: string };

/** What the phase means for who answers: every day named is the last one that still counts. */
export function PhaseSentence({ phase, days }: { phase: RoundPhase; days: Days }) {
  const { t } = useTranslation("rounds");
  const key = phase === "open" && days.lateUntil === days.closesOn ? "openWithoutLate" : phase;
  return (
    <>
      {t(`phaseLead.${key}`, {
        opensOn: showDate(days.opensOn),
        closesOn: showDate(days.closesOn),
        lateUntil: showDate(days.lateUntil),
      })}
    </>
  );
}
