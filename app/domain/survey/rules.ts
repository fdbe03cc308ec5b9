import { type LocalDate, quarterOf } from "#app/vietnamese/dates.ts";
import type { AnsweredLine, TypedAnswer, TypedLine } from "./schema.ts";

/** More lines than any small business has, few enough for one page of a phone. */
export const maxLines = 30;

export const emptyLine: TypedLine = {
  id: "",
  position: "",
  skillId: "",
  level: "",
  people: "1",
  mode: "",
  quarter: "",
};

/** A card that was opened and left alone: what a new card starts with does not count as filled in. */
export function isBlankLine(raw: unknown): boolean {
  if (raw === null || raw === undefined) return true;
  const { id, position, skillId } = raw as Partial<TypedLine>;
  return !id && !position?.trim() && !skillId;
}

/** The quarters a need may be wanted in: this one and the seven after it, as `2027-2`. */
export function wantedQuarters(today: LocalDate): { year: number; quarter: number; value: string }[] {
  const first = quarterOf(today);
  return Array.from({ length: 8 }, (_, ahead) => {
    const index = first.quarter - 1 + ahead;
    const year = first.year + Math.floor(index / 4);
    const quarter = (index % 4) + 1;
    return { year, quarter, value: `${year}-${quarter}` };
  });
}

/** What a button of the form that only changes its cards does to what was typed: `add`, or `remove.2`. */
export function editLines(answer: TypedAnswer, intent: string): TypedAnswer {
  if (intent === "add") return { ...answer, noNeed: "", needs: [...answer.needs, emptyLine] };
  const index = /^remove\.(\d+)$/.exec(intent)?.[1];
  return index === undefined
    ? answer
    : { ...answer, needs: answer.needs.filter((_, place) => place !== Number(index)) };
}

export type Answer = {
  contactName: string | null;
  contactTitle: string | null;
  phone: string | null;
  workerCount: number | null;
  femaleCount: number | null;
  digitalWorkerCount: number | null;
  noNeed: boolean;
  note: string | null;
  needs: (Omit<AnsweredLine, "id"> & { id: string | null })[];
};

/** An answer as the form shows it again. */
export function typeAnswer({ needs, noNeed, ...fields }: Answer): TypedAnswer {
  const text = (value: string | number | null) => (value === null ? "" : String(value));
  return {
    contactName: text(fields.contactName),
    contactTitle: text(fields.contactTitle),
    phone: text(fields.phone),
    workerCount: text(fields.workerCount),
    femaleCount: text(fields.femaleCount),
    digitalWorkerCount: text(fields.digitalWorkerCount),
    note: text(fields.note),
    noNeed: noNeed ? "true" : "",
    needs: needs.map((line) => ({
      id: text(line.id),
      position: line.position,
      skillId: line.skillId,
      level: text(line.level),
      people: text(line.people),
      mode: line.mode,
      quarter: `${line.wantedYear}-${line.wantedQuarter}`,
    })),
  };
}

/**
 * What a new form starts with where the business has an earlier answer: that one's figures, and its needs that are
 * still open as new lines. A quarter that is over has to be chosen again.
 */
export function carryOver(answer: TypedAnswer, today: LocalDate): TypedAnswer {
  const quarters = wantedQuarters(today).map((quarter) => quarter.value);
  return {
    ...answer,
    note: "",
    noNeed: "",
    needs: answer.needs.map((line) => ({
      ...line,
      id: "",
      quarter: quarters.includes(line.quarter) ? line.quarter : "",
    })),
  };
}

export type StoredLine = { id: string; number: number; withdrawn: boolean };
export type MergedLine = AnsweredLine & { id: string; number: number };

/**
 * Which stored line each answered line is: by its id where that is a line of this response, else a new one with the
 * next number. A number is never given to another line.
 */
export function mergeLines(
  stored: readonly StoredLine[],
  answered: readonly AnsweredLine[],
  newId: () => string,
): { lines: MergedLine[]; removed: string[] } {
  const left = new Map(stored.map((line) => [line.id, line]));
  let next = Math.max(0, ...stored.map((line) => line.number)) + 1;
  const lines = answered.map((line) => {
    const known = line.id === null ? undefined : left.get(line.id);
    if (known) left.delete(known.id);
    return { ...line, id: known?.id ?? newId(), number: known?.number ?? next++ };
  });
  return { lines, removed: [...left.values()].filter((line) => !line.withdrawn).map((line) => line.id) };
}

/** A day after which nothing changes any more, as the pages name it: the last day for late answers too. */
export function lastDayToCorrect(
  round: { closesOn: LocalDate; lateUntil: LocalDate },
  today: LocalDate,
): LocalDate {
  return today <= round.closesOn ? round.closesOn : round.lateUntil;
}
