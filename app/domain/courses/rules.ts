import { daysBetween, type LocalDate } from "#app/vietnamese/dates.ts";

export const runStatuses = ["draft", "open", "closed", "running", "finished", "cancelled"] as const;
export type RunStatus = (typeof runStatuses)[number];

export type NextStatus = Exclude<RunStatus, "draft">;

/** What may follow. `closed` may open again: organisers prolong their deadlines. */
const followers: Record<RunStatus, readonly NextStatus[]> = {
  draft: ["open", "cancelled"],
  open: ["closed", "cancelled"],
  closed: ["open", "running", "cancelled"],
  running: ["finished", "cancelled"],
  finished: [],
  cancelled: [],
};

export function nextStatuses(status: RunStatus): readonly NextStatus[] {
  return followers[status];
}

/** The statuses from which `to` may be reached: the condition of the UPDATE that moves a run. */
export function statusesBefore(to: RunStatus): RunStatus[] {
  return runStatuses.filter((from) => followers[from].some((next) => next === to));
}

type Call = { status: RunStatus; nominationDeadline: LocalDate };

/** The deadline is a whole local day and still belongs to the time allowed. */
export function isPastDeadline({ nominationDeadline }: Call, today: LocalDate): boolean {
  return today > nominationDeadline;
}

/** Whether a business may still propose its workers. */
export function takesProposals(run: Call, today: LocalDate): boolean {
  return run.status === "open" && !isPastDeadline(run, today);
}

/** Statuses in which the office may still change its list: it also mends what came in before the run was closed. */
export const nominableStatuses: readonly RunStatus[] = ["open", "closed"];

/** Days until the last day of the deadline: 0 today, negative when it has passed. */
export function daysLeft({ nominationDeadline }: Call, today: LocalDate): number {
  return daysBetween(today, nominationDeadline);
}

/** A run may still be joined by another ward, or have its facts mended, until it has begun. */
export const editableStatuses: readonly RunStatus[] = ["draft", "open", "closed"];
