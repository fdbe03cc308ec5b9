import type { LocalDate } from "#app/vietnamese/dates.ts";

/** Whether it can be known who was at a session: from its day on, as the day is in Vietnam. */
export function mayHaveAttendance({ heldOn }: { heldOn: LocalDate }, today: LocalDate): boolean {
  return today >= heldOn;
}

/** Whether a run can have results, certificates and remarks: from its first day on, as the day is in Vietnam. */
export function mayHaveResults({ startsOn }: { startsOn: LocalDate }, today: LocalDate): boolean {
  return today >= startsOn;
}
