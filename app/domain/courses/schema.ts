import * as z from "zod/mini";
import { message } from "#app/i18n/catalogue.ts";
import {
  choice,
  idempotencyKey,
  optionalDate,
  optionalId,
  optionalText,
  requiredDate,
  requiredId,
  requiredInteger,
  requiredText,
  rowVersion,
} from "../form-fields.ts";
import { runStatuses } from "./rules.ts";

export const runModes = ["in_person", "online", "blended"] as const;
export type RunMode = (typeof runModes)[number];

/** Seats a ward can be given in one run; 0 is a ward that only keeps reserves. */
export const mostSeats = 1000;

const isBlank = (row: unknown) =>
  Object.values(row ?? {}).every((value) => typeof value !== "string" || value.trim() === "");

/**
 * Repeating rows of a form. A row that was left empty is null: it counts as not there, and yet keeps its place, so
 * that a message lands at the row that was typed.
 */
const rowsOf = <S extends z.core.$ZodType<object>>(row: S, most: number) =>
  z
    .array(
      z.pipe(
        z.transform((value: unknown) => (isBlank(value) ? null : value)),
        z.nullable(row),
      ),
    )
    .check(z.maxLength(most));

/** The rows of a form that were filled in. */
export function filledRows<Row extends object>(rows: readonly (Row | null)[]): Row[] {
  return rows.filter((row) => row !== null);
}

/** A time as it is typed: 7:30, 07:30, 7h30, 7 giờ 30, 13h; as `hh:mm`. */
const timeOfDay = z.pipe(
  z.string(message("courses:errors.time")),
  z.transform((text, context) => {
    const [, hours = "", minutes = ""] =
      /^(\d{1,2})(?:\s*(?:[:.hg]|giờ))?\s*(\d{2})?$/i.exec(text.trim()) ?? [];
    if (hours !== "" && Number(hours) <= 23 && Number(minutes) <= 59)
      return `${hours.padStart(2, "0")}:${minutes.padStart(2, "0")}`;
    context.issues.push({ code: "custom", input: text, message: message("courses:errors.time") });
    return "";
  }),
);

const session = z
  .object({
    heldOn: requiredDate(),
    startsAt: timeOfDay,
    endsAt: timeOfDay,
    topic: optionalText(200),
  })
  .check(
    z.refine(({ startsAt, endsAt }) => startsAt < endsAt, {
      path: ["endsAt"],
      error: message("courses:errors.timesInOrder"),
    }),
  );

const courseSkill = z.object({
  skillId: requiredId(),
  level: z.pipe(choice(["1", "2", "3", "4"]), z.transform(Number)),
});

const skillRows = z._default(rowsOf(courseSkill, 10), []);

const runFields = {
  label: requiredText(100, "courses:errors.label"),
  startsOn: requiredDate(),
  endsOn: requiredDate(),
  place: requiredText(300, "courses:errors.place"),
  mode: choice(runModes),
  callLetter: optionalText(100),
  callLetterDate: optionalDate(),
  callIssuer: optionalText(200),
  nominationDeadline: requiredDate(),
  eligibility: optionalText(1000),
  sessions: z._default(rowsOf(session, 60), []),
};

type Days = {
  startsOn: string;
  endsOn: string;
  nominationDeadline: string;
  sessions: ({ heldOn: string } | null)[];
};

/** Rules between the days of one form, each at the field that is to be mended. */
const daysInOrder = <T extends Days>() =>
  z.superRefine<T>(({ startsOn, endsOn, nominationDeadline, sessions }, context) => {
    const refuse = (path: (string | number)[], text: string) =>
      context.addIssue({ code: "custom", path, message: text });
    if (endsOn < startsOn) refuse(["endsOn"], message("courses:errors.endsBeforeStart"));
    if (nominationDeadline > startsOn)
      refuse(["nominationDeadline"], message("courses:errors.deadlineAfterStart"));
    sessions.forEach((session, index) => {
      if (session && (session.heldOn < startsOn || session.heldOn > endsOn))
        refuse(["sessions", index, "heldOn"], message("courses:errors.sessionOutsideRun"));
    });
  });

const seats = requiredInteger(0, mostSeats);

/** A call as it is recorded: the course and the provider are chosen, or named when they are new. */
export const recordRunInput = z
  .object({
    idempotencyKey,
    courseId: optionalId(),
    courseName: optionalText(200),
    skills: skillRows,
    providerId: optionalId(),
    providerName: optionalText(200),
    seats,
    ...runFields,
  })
  .check(
    daysInOrder(),
    z.refine(({ courseId, courseName }) => courseId !== null || courseName !== null, {
      path: ["courseName"],
      error: message("courses:errors.course"),
    }),
    z.refine(({ courseId, skills }) => courseId !== null || filledRows(skills).length > 0, {
      path: ["skills", 0, "skillId"],
      error: message("courses:errors.skills"),
    }),
    z.refine(({ providerId, providerName }) => providerId !== null || providerName !== null, {
      path: ["providerName"],
      error: message("courses:errors.provider"),
    }),
  );
export type RecordRunInput = z.output<typeof recordRunInput>;

export const updateRunInput = z
  .object({ runId: requiredId(), version: rowVersion, ...runFields })
  .check(daysInOrder());
export type UpdateRunInput = z.output<typeof updateRunInput>;

export const updateCourseSkillsInput = z
  .object({ courseId: requiredId(), version: rowVersion, skills: skillRows })
  .check(
    z.refine(({ skills }) => filledRows(skills).length > 0, {
      path: ["skills", 0, "skillId"],
      error: message("courses:errors.skills"),
    }),
  );
export type UpdateCourseSkillsInput = z.output<typeof updateCourseSkillsInput>;

export const changeStatusInput = z
  .object({
    runId: requiredId(),
    version: rowVersion,
    status: choice(runStatuses),
    reason: optionalText(500),
  })
  .check(
    z.refine(({ status, reason }) => status !== "cancelled" || reason !== null, {
      path: ["reason"],
      error: message("courses:errors.cancelReason"),
    }),
  );
export type ChangeStatusInput = z.output<typeof changeStatusInput>;

/** Another ward's run, taken up with seats of the own ward. */
export const joinRunInput = z.object({ idempotencyKey, runId: requiredId(), seats });
export type JoinRunInput = z.output<typeof joinRunInput>;

/** `seatsBefore` is what the form showed: the optimistic version of an allotment. */
export const changeSeatsInput = z.object({
  runId: requiredId(),
  seats,
  seatsBefore: z.coerce.number().check(z.int(), z.minimum(0)),
});
export type ChangeSeatsInput = z.output<typeof changeSeatsInput>;
