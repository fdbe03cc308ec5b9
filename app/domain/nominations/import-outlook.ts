import type { PlannedNominee } from "./import-plan.ts";

/** How many rows wait for what is answered once for all people of an employer. */
export function countAsked(planned: readonly PlannedNominee[]): { employer: number; need: number } {
  const asking = (what: "employer" | "need") =>
    planned.filter((row) => row.state === "choose" && row.asks === what).length;
  return { employer: asking("employer"), need: asking("need") };
}

/** How the people of a plan would get the ward's free seats, in the order of the list. */
export function seatOutlook(
  planned: readonly PlannedNominee[],
  free: number,
): { primary: number; reserve: number; free: number } {
  const count = planned.filter(({ state }) => state === "new").length;
  const primary = Math.min(count, Math.max(0, free));
  return { primary, reserve: count - primary, free };
}
