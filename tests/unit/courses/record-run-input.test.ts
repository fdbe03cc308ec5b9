import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { recordRunInput } from "#app/domain/courses/schema.ts";
import { parseMessage } from "#app/i18n/catalogue.ts";

const skillId = "01900000-0000-7000-8000-000000000001";
const form = {
  idempotencyKey: crypto.randomUUID(),
  courseName: " Vận hành  nền tảng IoT ",
  skills: [{ skillId, level: "2" }, {}],
  providerName: "Trường hư cấu",
  label: "khóa 2",
  startsOn: "24/02/2027",
  endsOn: "28/02/2027",
  place: "Hội trường",
  mode: "in_person",
  nominationDeadline: "19/01/2027",
  sessions: [
    { heldOn: "", startsAt: "", endsAt: "", topic: "" },
    { heldOn: "24/02/2027", startsAt: "7h30", endsAt: "11 giờ", topic: "" },
  ],
  seats: "8",
};

function refusals(values: object): Record<string, string> {
  const parsed = z.safeParse(recordRunInput, { ...form, ...values });
  const issues = parsed.success ? [] : parsed.error.issues;
  return Object.fromEntries(issues.map((issue) => [issue.path.join("."), parseMessage(issue.message).key]));
}

describe("a call as it is typed", () => {
  test("is read as it is meant; rows left empty count as not there", () => {
    expect(z.parse(recordRunInput, form)).toMatchObject({
      courseId: null,
      courseName: "Vận hành nền tảng IoT",
      skills: [{ skillId, level: 2 }, null],
      startsOn: "2027-02-24",
      callLetter: null,
      sessions: [null, { heldOn: "2027-02-24", startsAt: "07:30", endsAt: "11:00", topic: null }],
      seats: 8,
    });
  });

  test("says at which field, and in which row, its days do not fit", () => {
    const sessions = [{}, { heldOn: "01/03/2027", startsAt: "13:00", endsAt: "12:30", topic: "" }];
    expect(refusals({ sessions })).toEqual({
      "sessions.1.endsAt": "courses:errors.timesInOrder",
      "sessions.1.heldOn": "courses:errors.sessionOutsideRun",
    });
    expect(refusals({ sessions: [{}, { heldOn: "01/03/2027", startsAt: "8", endsAt: "9" }] })).toEqual({
      "sessions.1.heldOn": "courses:errors.sessionOutsideRun",
    });
    expect(refusals({ endsOn: "23/02/2027", sessions: [] })).toEqual({
      endsOn: "courses:errors.endsBeforeStart",
    });
    expect(refusals({ nominationDeadline: "25/02/2027" })).toEqual({
      nominationDeadline: "courses:errors.deadlineAfterStart",
    });
  });

  test("needs a course with a skill and a provider, chosen or new", () => {
    expect(refusals({ courseName: "", providerName: " ", skills: [{}] })).toEqual({
      courseName: "courses:errors.course",
      providerName: "courses:errors.provider",
      "skills.0.skillId": "courses:errors.skills",
    });
    expect(refusals({ courseId: skillId, courseName: "", skills: [{}] })).toEqual({});
  });

  test("refuses times that no clock shows", () => {
    for (const startsAt of ["24:00", "7:60", "sáng", "7h3", ""])
      expect(refusals({ sessions: [{ heldOn: "24/02/2027", startsAt, endsAt: "23:59" }] })).toHaveProperty([
        "sessions.0.startsAt",
      ]);
  });
});
