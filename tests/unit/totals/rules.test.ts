import { describe, expect, test } from "vitest";
import { hideSmall, hideSmallIn } from "#app/domain/totals/rules.ts";

describe("small counts outside the office", () => {
  test("one and two are hidden, zero and three are not", () => {
    expect(hideSmall([1, 2, 0, 3, 40])).toEqual([null, null, 0, 3, 40]);
  });

  test("a single hidden part takes the smallest other with it, so that no subtraction finds it", () => {
    expect(hideSmall([12, 1, 30, 7])).toEqual([12, null, 30, null]);
  });

  test("where nothing is small nothing is hidden, and where all is hidden nothing else can be", () => {
    expect(hideSmall([5, 9])).toEqual([5, 9]);
    expect(hideSmall([2])).toEqual([null]);
    expect(hideSmall([])).toEqual([]);
  });

  test("rows keep what else they say", () => {
    expect(hideSmallIn([{ skill: "IoT", people: 1 }], "people")).toEqual([{ skill: "IoT", people: null }]);
  });
});
