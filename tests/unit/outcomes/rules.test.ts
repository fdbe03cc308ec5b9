import { expect, test } from "vitest";
import { mayHaveAttendance, mayHaveResults } from "#app/domain/outcomes/rules.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

/** Midnight between 4 and 5 December in Vietnam. */
const [before, after] = ["2026-12-04T16:59:59.999Z", "2026-12-04T17:00:00.000Z"].map((instant) =>
  todayInVietnam(new Date(instant)),
) as [string, string];

test("attendance is taken from midnight in Vietnam before the day of its session", () => {
  expect(mayHaveAttendance({ heldOn: "2026-12-05" }, before)).toBe(false);
  expect(mayHaveAttendance({ heldOn: "2026-12-05" }, after)).toBe(true);
});

test("results are taken from midnight in Vietnam before the first day of the run, and ever after", () => {
  expect(mayHaveResults({ startsOn: "2026-12-05" }, before)).toBe(false);
  expect(mayHaveResults({ startsOn: "2026-12-05" }, after)).toBe(true);
  expect(mayHaveResults({ startsOn: "2026-12-05" }, "2027-06-01")).toBe(true);
});
