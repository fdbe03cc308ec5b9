import { message } from "#app/i18n/catalogue.ts";
import { type LocalDate, parseLocalDate, showDate } from "#app/vietnamese/dates.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import type { ListedNominee, Match, MatchedBy } from "./match-rows.ts";
import type { Outcome } from "./outcome.ts";
import type { Attendance, Result } from "./schema.ts";
import type { OutcomeField, SentRow, Session } from "./sent-rows.ts";
import { attendanceWords, readAttendance, readResult, resultWords } from "./words.ts";

/** What somebody has to look at comes first. */
export const rowStates = ["wrong", "refused", "changed", "same"] as const;
export type RowState = (typeof rowStates)[number];

/** A value old → new, as text. */
export type Change = { field: OutcomeField; before: string | null; after: string };
/** A value that cannot be taken, as typed, and what to do about it. */
export type Problem = { field: OutcomeField; typed: string; text: string };

export type PlannedRow = {
  rowNumber: number;
  state: RowState;
  nominee: ListedNominee | null;
  /** How the row was known to be the nominee's; null where it is nobody's. */
  by: MatchedBy | null;
  /** As the file has it. */
  fullName: string | null;
  changes: Change[];
  problems: Problem[];
  refusal: string | null;
  /** What saving the row would write; null where it changes nothing of the kind. */
  attendance: { sessionId: string; attendance: Attendance }[];
  result: PlannedResult | null;
};

export type PlannedResult = Pick<Outcome, "certificateNumber" | "certificateDate" | "note"> & {
  result: Result;
};

type Known = {
  sessions: readonly Session[];
  /** Certificate numbers of the provider that are in use, with the nominations that have them. */
  certificates: ReadonlyMap<string, string>;
  today: LocalDate;
};

const longest = { certificateNumber: 60, note: 300 };

/** What saving each line would do. A blank cell leaves what is known; a line with a wrong value is mended first. */
export function planRows(rows: readonly SentRow[], matches: readonly Match[], known: Known): PlannedRow[] {
  const certificates = new Map(known.certificates);
  return rows.map((row, place) => {
    const match = matches[place] ?? { refusal: message("outcomes:refused.unknown") };
    if ("refusal" in match) return refusedRow(row, match.refusal);
    const planned = planRow(row, match.nominee, { ...known, certificates });
    const number = planned.result?.certificateNumber;
    // The first line of a number keeps it; a later one says so.
    if (number) certificates.set(number, match.nominee.nominationId);
    return { ...planned, by: match.by };
  });
}

function planRow({ rowNumber, fullName, cells }: SentRow, nominee: ListedNominee, known: Known): PlannedRow {
  const { outcome } = nominee;
  const changes: Change[] = [];
  const problems: Problem[] = [];
  const refuse = (field: OutcomeField, text: string) =>
    problems.push({ field, typed: cells[field] ?? "", text });

  const attendance = known.sessions.flatMap((session) => {
    const field: OutcomeField = `session${session.number}`;
    const typed = cells[field];
    if (typed === undefined) return [];
    const read = readAttendance(typed);
    const before = outcome.attendance.get(session.id);
    if (read === null) refuse(field, message("outcomes:wrong.attendance"));
    if (read === null || read === before) return [];
    changes.push({ field, before: before ? attendanceWords[before] : null, after: attendanceWords[read] });
    return [{ sessionId: session.id, attendance: read }];
  });

  const result = readOutcome(cells, outcome, refuse, known.today);
  const number = result.certificateNumber;
  const holder = number === null ? undefined : known.certificates.get(number);
  if (holder !== undefined && holder !== nominee.nominationId)
    refuse("certificateNumber", message("outcomes:wrong.certificateTaken"));
  changes.push(...changesOf(outcome, result));
  const isNew =
    result.result !== outcome.result ||
    result.certificateNumber !== outcome.certificateNumber ||
    result.certificateDate !== outcome.certificateDate ||
    result.note !== outcome.note;
  return {
    rowNumber,
    state: problems.length > 0 ? "wrong" : changes.length > 0 ? "changed" : "same",
    nominee,
    by: null,
    fullName,
    changes,
    problems,
    refusal: null,
    attendance,
    result: isNew && result.result !== null ? { ...result, result: result.result } : null,
  };
}

type Refuse = (field: OutcomeField, text: string) => void;

function readOutcome(cells: SentRow["cells"], known: Outcome, refuse: Refuse, today: LocalDate) {
  const read = cells.result === undefined ? null : readResult(cells.result);
  if (cells.result !== undefined && read === null) refuse("result", message("outcomes:wrong.result"));
  const date = cells.certificateDate === undefined ? null : parseLocalDate(cells.certificateDate);
  if (cells.certificateDate !== undefined && date === null)
    refuse("certificateDate", message("outcomes:wrong.certificateDate"));
  if (date !== null && date > today) refuse("certificateDate", message("outcomes:wrong.certificateInFuture"));
  const text = (field: "certificateNumber" | "note") => {
    const typed = cells[field] === undefined ? null : normalizeText(cells[field]);
    if (typed && typed.length > longest[field])
      refuse(field, message("app:errors.tooLong", { max: longest[field] }));
    return typed;
  };
  const certificateNumber = text("certificateNumber");
  const note = text("note");
  const result = read ?? known.result;

  const isUnreadable = cells.result !== undefined && read === null;
  const needsResult = certificateNumber !== null || date !== null || note !== null;
  if (result === null && needsResult && !isUnreadable)
    refuse("result", message("outcomes:wrong.resultMissing"));
  const isFailed = result === "failed";
  if (isFailed && (certificateNumber || date))
    refuse(
      certificateNumber ? "certificateNumber" : "certificateDate",
      message("outcomes:wrong.certificateOfFailed"),
    );
  return {
    result,
    certificateNumber: isFailed ? null : (certificateNumber ?? known.certificateNumber),
    certificateDate: isFailed ? null : (date ?? known.certificateDate),
    note: note ?? known.note,
  };
}

function changesOf(
  before: Outcome,
  after: Pick<Outcome, "result" | "certificateNumber" | "certificateDate" | "note">,
) {
  const shown = (outcome: typeof after): Record<string, string | null> => ({
    result: outcome.result && resultWords[outcome.result],
    certificateNumber: outcome.certificateNumber,
    certificateDate: outcome.certificateDate && showDate(outcome.certificateDate),
    note: outcome.note,
  });
  const [old, next] = [shown(before), shown(after)];
  return (["result", "certificateNumber", "certificateDate", "note"] as const).flatMap((field): Change[] =>
    (old[field] ?? null) === (next[field] ?? null)
      ? []
      : [{ field, before: old[field] ?? null, after: next[field] ?? "" }],
  );
}

function refusedRow({ rowNumber, fullName }: SentRow, refusal: string): PlannedRow {
  return {
    rowNumber,
    state: "refused",
    nominee: null,
    by: null,
    fullName,
    changes: [],
    problems: [],
    refusal,
    attendance: [],
    result: null,
  };
}

export function countStates(rows: readonly PlannedRow[]): Record<RowState, number> {
  const counts: Record<RowState, number> = { changed: 0, wrong: 0, refused: 0, same: 0 };
  for (const { state } of rows) counts[state] += 1;
  return counts;
}
