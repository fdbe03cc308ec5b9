import type { LocalDate } from "#app/vietnamese/dates.ts";

export const roundPhases = ["draft", "scheduled", "open", "closing", "closed"] as const;
export type RoundPhase = (typeof roundPhases)[number];

type RoundDays = { status: "draft" | "open" | "closed"; opensOn: LocalDate; closesOn: LocalDate; lateUntil: LocalDate };

/**
 * Where a round stands on a local day. Its last day belongs to it; from the next day until `lateUntil` it is closing:
 * an answer is still taken and counts as late. "Late" and "closed" are two things.
 */
export function roundPhase(round: RoundDays, today: LocalDate): RoundPhase {
  if (round.status === "draft") return "draft";
  if (round.status === "closed" || today > round.lateUntil) return "closed";
  if (today < round.opensOn) return "scheduled";
  return today <= round.closesOn ? "open" : "closing";
}

/** Whether a business may send or correct its answer. */
export function takesAnswers(phase: RoundPhase): boolean {
  return phase === "open" || phase === "closing";
}
