import { describe, expect, test } from "vitest";
import { chosenRound, currentRound, roundPhase, takesAnswers } from "#app/domain/rounds/rules.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

const round = {
  status: "open",
  opensOn: "2027-01-04",
  closesOn: "2027-01-31",
  lateUntil: "2027-02-05",
} as const;
const phaseAt = (instant: string) => roundPhase(round, todayInVietnam(new Date(instant)));

describe("the phase of a round", () => {
  test.each([
    ["the last second before its first day in Vietnam", "2027-01-03T16:59:59Z", "scheduled"],
    ["midnight in Vietnam, though it is the day before in London", "2027-01-03T17:00:00Z", "open"],
    ["the last second of its last day", "2027-01-31T16:59:59Z", "open"],
    ["midnight after its last day", "2027-01-31T17:00:00Z", "closing"],
    ["the last second of its last late day", "2027-02-05T16:59:59Z", "closing"],
    ["midnight after its last late day", "2027-02-05T17:00:00Z", "closed"],
  ])("at %s", (_, instant, phase) => {
    expect(phaseAt(instant)).toBe(phase);
  });

  test("a draft and a closed round have no days", () => {
    expect(roundPhase({ ...round, status: "draft" }, "2027-01-10")).toBe("draft");
    expect(roundPhase({ ...round, status: "closed" }, "2027-01-10")).toBe("closed");
  });

  test("answers are taken while it is open and while it is closing", () => {
    expect((["draft", "scheduled", "open", "closing", "closed"] as const).filter(takesAnswers)).toEqual([
      "open",
      "closing",
    ]);
  });
});

describe("the round that a page shows", () => {
  const of = (
    id: string,
    status: "open" | "closed",
    [opensOn, closesOn, lateUntil]: [string, string, string],
  ) => ({
    ...{ id, status, opensOn, closesOn, lateUntil },
  });
  const rounds = [
    of("announced", "open", ["2027-04-01", "2027-04-20", "2027-04-25"]),
    of("closed early", "closed", ["2027-02-01", "2027-02-20", "2027-02-25"]),
    of("running", "open", ["2027-01-04", "2027-01-31", "2027-02-05"]),
  ];

  test("is the newest that takes answers, else the newest that has begun, else one that is announced", () => {
    expect(currentRound(rounds, "2027-02-05")?.id).toBe("running");
    expect(currentRound(rounds, "2027-02-06")?.id).toBe("closed early");
    expect(currentRound(rounds, "2027-04-01")?.id).toBe("announced");
    expect(currentRound(rounds.slice(0, 1), "2027-01-01")?.id).toBe("announced");
    expect(currentRound([], "2027-01-01")).toBeNull();
  });

  test("is the one that was chosen, where the ward has it", () => {
    expect(chosenRound(rounds, "announced", "2027-01-10")?.id).toBe("announced");
    expect(chosenRound(rounds, "of another ward", "2027-01-10")?.id).toBe("running");
  });
});
