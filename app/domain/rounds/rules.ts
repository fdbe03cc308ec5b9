import type { LocalDate } from "#app/vietnamese/dates.ts";

export const roundPhases = ["draft", "scheduled", "open", "closing", "closed"] as const;
export type RoundPhase = (typeof roundPhases)[number];

type RoundDays = {
  status: "draft" | "open" | "closed";
  opensOn: LocalDate;
  closesOn: LocalDate;
  lateUntil: LocalDate;
};

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

/**
 * The round that the office works on: the newest that takes answers on a day, else the newest that has begun, else the
 * newest. `needTotals` chooses the same one in SQL.
 * @param rounds newest first, without drafts
 */
export function currentRound<Round extends RoundDays>(
  rounds: readonly Round[],
  today: LocalDate,
): Round | null {
  return (
    rounds.find((round) => takesAnswers(roundPhase(round, today))) ??
    rounds.find((round) => round.opensOn <= today) ??
    rounds[0] ??
    null
  );
}

/** The round that a page shows: the one that was chosen, else the current one. Same list as `currentRound`. */
export function chosenRound<Round extends RoundDays & { id: string }>(
  rounds: readonly Round[],
  chosen: string | null,
  today: LocalDate,
): Round | null {
  return rounds.find((round) => round.id === chosen) ?? currentRound(rounds, today);
}
