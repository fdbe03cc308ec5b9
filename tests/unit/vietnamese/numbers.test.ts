import { expect, test } from "vitest";
import { officialCount, showNumber } from "#app/vietnamese/numbers.ts";

test("numbers are grouped by dots, with a decimal comma", () => {
  expect(showNumber(1234)).toBe("1.234");
  expect(showNumber(15_000_000)).toBe("15.000.000");
  expect(showNumber(25.6)).toBe("25,6");
  expect(showNumber(-1234)).toBe("-1.234");
});

test("official counts have at least two digits, but nothing stays 0", () => {
  expect([0, 1, 5, 9, 10, 12, 1234].map(officialCount)).toEqual(["0", "01", "05", "09", "10", "12", "1.234"]);
});
