import type { PlannedNominee } from "./import-plan.ts";

/** How the people of a plan would get the ward's free seats, in the order of the list. */
export function seatOutlook(
  planned: readonly PlannedNominee[],
  free: number,
): { primary: number; reserve: number; free: number } {
  const count = planned.filter(({ state }) => state === "new").length;
  const primary = Math.min(count, Math.max(0, free));
  return { primary, reserve: count - primary, free };
}
