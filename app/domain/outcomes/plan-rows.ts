import { message } from "#app/i18n/catalogue.ts";
import { type LocalDate, parseLocalDate, showDate } from "#app/vietnamese/dates.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import { compareWithList, type ListedDifference } from "./listed-values.ts";
import type { ListedNominee, Match, MatchedBy } from "./match-rows.ts";
import type { Outcome } from "./outcome.ts";
import { mayHaveAttendance, mayHaveResults } from "./rules.ts";
import type { Attendance, Result } from "./schema.ts";
import type { OutcomeField, Session } from "./sent-columns.ts";
import { isFault, type SentRow } from "./sent-rows.ts";
import { findTaken } from "./taken-certificates.ts";
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
  /** What it says otherwise than the list where that is the ward's to say: it is told, and never written. */
  differences: ListedDifference[];
  /** What saving the row would write; null where it changes nothing of the kind. */
  attendance: { sessionId: string; attendance: Attendance }[];
  result: PlannedResult | null;
};

export type PlannedResult = Pick<Outcome, "certificateNumber" | "certificateDate" | "note"> & {
  result: Result;
};

type Known = {
  /** The first day of the run. */
  startsOn: LocalDate;
  sessions: readonly Session[];
  /** Certificate numbers of the provider that are in use, with the nominations that have them. */
  certificates: ReadonlyMap<string, string>;
  today: LocalDate;
};

const longest = { certificateNumber: 60, note: 300 };

/** What saving each line would do. A blank cell leaves what is known; a line with a wrong value is mended first. */
export function planRows(rows: readonly SentRow[], matches: readonly Match[], known: Known): PlannedRow[] {
  const planned = rows.map((row, place) => {
    const match = matches[place] ?? { refusal: message("outcomes:refused.unknown") };
    if ("refusal" in match) return refusedRow(row, match.refusal);
    return { ...planRow(row, match.nominee, known), by: match.by };
  });
  const taken = findTaken(planned, known.certificates);
  return planned.map((row, place) => (taken.has(place) ? refuseCertificate(row) : row));
}

function refuseCertificate(row: PlannedRow): PlannedRow {
  const field = "certificateNumber";
  const typed = row.result?.certificateNumber ?? "";
  const problem = { field, typed, text: message("outcomes:wrong.certificateTaken") } as const;
  return {
    ...row,
    state: "wrong",
    changes: row.changes.filter((change) => change.field !== field),
    problems: row.problems.some((each) => each.field === field) ? row.problems : [...row.problems, problem],
  };
}

function planRow(
  { rowNumber, fullName, cells: typed, listed = {}, unsureDate }: SentRow,
  nominee: ListedNominee,
  known: Known,
): PlannedRow {
  const changes: Change[] = [];
  const problems: Problem[] = [];
  const refuse: Refuse = (field, text) => {
    if (problems.every((problem) => problem.field !== field))
      problems.push({ field, typed: typedOf(typed[field]), text });
  };
  const cells = withoutFaults(typed, refuse);
  // Whoever has written it anew has seen the question.
  if (unsureDate !== undefined && typed.certificateDate === unsureDate)
    refuse("certificateDate", askDayOrMonth(unsureDate));
  const attendance = planAttendance(cells, nominee, known, { changes, refuse });
  const result = planResult(cells, nominee, known, { changes, refuse });
  return {
    rowNumber,
    state: problems.length > 0 ? "wrong" : changes.length > 0 ? "changed" : "same",
    nominee,
    by: null,
    fullName,
    changes: changes.filter(({ field }) => problems.every((problem) => problem.field !== field)),
    problems,
    refusal: null,
    differences: compareWithList(nominee.listed, listed),
    attendance,
    result,
  };
}

type Refuse = (field: OutcomeField, text: string) => void;
type Findings = { changes: Change[]; refuse: Refuse };

function withoutFaults(cells: SentRow["cells"], refuse: Refuse): SentRow["cells"] {
  const sound = { ...cells };
  for (const [field, text] of Object.entries(cells) as [OutcomeField, string | undefined][])
    if (text !== undefined && isFault(text)) {
      refuse(field, message("outcomes:wrong.fault"));
      sound[field] = undefined;
    }
  return sound;
}

function askDayOrMonth(text: string): string {
  const date = parseLocalDate(text) ?? "";
  const [year = "", month = "", day = ""] = date.split("-");
  return message("outcomes:wrong.dayOrMonth", { typed: text, day, month, year });
}

/** As somebody would type it again: a cell that holds a day has it as `yyyy-mm-dd`. */
function typedOf(text = ""): string {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? showDate(text) : text;
}

function planAttendance(
  cells: SentRow["cells"],
  { outcome }: ListedNominee,
  { sessions, today }: Known,
  { changes, refuse }: Findings,
): PlannedRow["attendance"] {
  return sessions.flatMap((session) => {
    const field: OutcomeField = `session${session.number}`;
    const typed = cells[field];
    if (typed === undefined) return [];
    const read = readAttendance(typed);
    const before = outcome.attendance.get(session.id);
    if (read === null) refuse(field, message("outcomes:wrong.attendance"));
    if (read === null || read === before) return [];
    if (!mayHaveAttendance(session, today)) {
      refuse(field, message("outcomes:wrong.sessionNotHeld", { day: showDate(session.heldOn) }));
      return [];
    }
    changes.push({ field, before: before ? attendanceWords[before] : null, after: attendanceWords[read] });
    return [{ sessionId: session.id, attendance: read }];
  });
}

function planResult(
  cells: SentRow["cells"],
  { outcome }: ListedNominee,
  { startsOn, today }: Known,
  { changes, refuse }: Findings,
): PlannedResult | null {
  const { result, ...rest } = readOutcome(cells, outcome, refuse, today);
  const changed = changesOf(outcome, { result, ...rest });
  if (!mayHaveResults({ startsOn }, today)) {
    for (const { field } of changed)
      refuse(field, message("outcomes:wrong.runNotBegun", { day: showDate(startsOn) }));
    return null;
  }
  changes.push(...changed);
  return changed.length > 0 && result !== null ? { result, ...rest } : null;
}

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
    differences: [],
    attendance: [],
    result: null,
  };
}
