import type { LocalDate } from "#app/vietnamese/dates.ts";
import type { ListStatus } from "./schema.ts";

/**
 * What may follow. The office takes a list back while no letter has gone out; whatever was approved is then approved
 * anew. From the issue on nothing changes but the provider's receipt.
 */
const followers: Record<ListStatus, readonly ListStatus[]> = {
  draft: ["submitted"],
  submitted: ["approved", "returned", "draft"],
  approved: ["issued", "draft"],
  returned: ["submitted"],
  issued: ["received"],
  received: [],
};

export function canBecome(from: ListStatus, to: ListStatus): boolean {
  return followers[from].includes(to);
}

/** Whether nominations may still change: nothing of the list is fixed yet. */
export function isEditable(status: ListStatus): boolean {
  return canBecome(status, "submitted");
}

export function isIssued(status: ListStatus): boolean {
  return status === "issued" || status === "received";
}

/** What an organiser may insist on: without it there is no seat in the class. The run's template says which. */
export const neededFields = [
  "birthDate",
  "gender",
  "nationalId",
  "phone",
  "email",
  "position",
  "qualification",
] as const;
export type NeededField = (typeof neededFields)[number];

export type CheckedRow = {
  number: number;
  fullName: string;
  seat: "primary" | "reserve";
  birthDate: string | null;
  gender: string | null;
  nationalIdMasked: string | null;
  phone: string | null;
  email: string | null;
  position: string | null;
  qualification: string | null;
  outsideNeedReason: string | null;
};

function missingFields(row: CheckedRow, needed: readonly NeededField[]): NeededField[] {
  return needed.filter((field) => (field === "nationalId" ? row.nationalIdMasked : row[field]) === null);
}

export const rowWarnings = ["reserveIncomplete", "yearOnly", "noPhone", "outsideNeed"] as const;
export type RowWarning = (typeof rowWarnings)[number];

/** What the office may override; the leader sees each of these, and the office's reason. */
function warningsOf(row: CheckedRow, needed: readonly NeededField[]): RowWarning[] {
  const holds: Record<RowWarning, boolean> = {
    reserveIncomplete: row.seat === "reserve" && missingFields(row, needed).length > 0,
    yearOnly: row.birthDate?.length === 4,
    noPhone: row.phone === null,
    outsideNeed: row.outsideNeedReason !== null,
  };
  return rowWarnings.filter((warning) => holds[warning]);
}

/** `reason` is the one that was given when the people were nominated. */
type Note = { warning: RowWarning; reason: string | null; people: { number: number; fullName: string }[] };

export type Review = ReturnType<typeof reviewList>;

/**
 * Whether a list can be submitted on this day: what primaries lack must be mended; what is only to be noted needs a
 * reason of the one who submits it.
 */
export function reviewList(
  rows: readonly CheckedRow[],
  {
    nominationDeadline,
    submittedOn,
    needed,
  }: { nominationDeadline: LocalDate; submittedOn: LocalDate; needed: readonly NeededField[] },
) {
  const missing = rows
    .map((row) => ({ ...nameOf(row), fields: row.seat === "primary" ? missingFields(row, needed) : [] }))
    .filter(({ fields }) => fields.length > 0);
  const noted = groupNotes(rows, needed);
  const primaries = rows.filter(({ seat }) => seat === "primary").length;
  const isLate = submittedOn > nominationDeadline;
  return {
    missing,
    noted,
    primaries,
    reserves: rows.length - primaries,
    /** The last day on which the list was due, when that has passed. */
    lateFor: isLate ? nominationDeadline : null,
    needsNote: isLate || noted.some(({ warning }) => needsReason(warning)),
    isReady: missing.length === 0 && primaries > 0,
  };
}

/** What is to be noted, each once, with the people whom it concerns. */
function groupNotes(rows: readonly CheckedRow[], needed: readonly NeededField[]): Note[] {
  const notes = new Map<string, Note>();
  for (const row of rows) {
    for (const warning of warningsOf(row, needed)) {
      const reason = warning === "outsideNeed" ? row.outsideNeedReason : null;
      const key = `${warning} ${reason ?? ""}`;
      const note = notes.get(key) ?? { warning, reason, people: [] };
      note.people.push(nameOf(row));
      notes.set(key, note);
    }
  }
  return [...notes.values()];
}

function nameOf({ number, fullName }: CheckedRow) {
  return { number, fullName };
}

/** Outside a need already has its own reason, given when the person was nominated. */
function needsReason(warning: RowWarning): boolean {
  return warning !== "outsideNeed";
}

/** The days on which a letter may be dated: from its approval to today. */
export function isLetterDay(
  date: LocalDate,
  { approvedOn, today }: { approvedOn: LocalDate; today: LocalDate },
): boolean {
  return approvedOn <= date && date <= today;
}

/** What the audit chain calls the steps on a list; the page of a list shows them as its history. */
export const listActions = [
  "list.submit",
  "list.withdraw",
  "list.approve",
  "list.return",
  "list.issue",
  "roster.download",
] as const;
export type ListAction = (typeof listActions)[number];

/** A row as the chain keeps it at each submission: no name, no number, and a keyed digest that shows a change. */
export type SubmittedRow = { nominationId: string; seat: "primary" | "reserve"; digest: string };

export type Change = { nominationId: string; change: "added" | "removed" | "seat" | "facts" };

/** What a list has that it did not have when it was submitted the last time, in the order of the list. */
export function changesBetween(before: readonly SubmittedRow[], after: readonly SubmittedRow[]): Change[] {
  const earlier = new Map(before.map((row) => [row.nominationId, row]));
  const present = new Set(after.map((row) => row.nominationId));
  const changed = after.flatMap((row): Change[] => {
    const { nominationId } = row;
    const known = earlier.get(nominationId);
    if (!known) return [{ nominationId, change: "added" }];
    if (known.seat !== row.seat) return [{ nominationId, change: "seat" }];
    return known.digest === row.digest ? [] : [{ nominationId, change: "facts" }];
  });
  const removed = before.filter((row) => !present.has(row.nominationId));
  return [...changed, ...removed.map(({ nominationId }): Change => ({ nominationId, change: "removed" }))];
}
