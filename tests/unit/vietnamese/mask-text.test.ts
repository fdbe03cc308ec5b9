import { describe, expect, test } from "vitest";
import { maskEveryNumber, maskNumbers } from "#app/vietnamese/mask-text.ts";

describe("the numbers in a text of somebody's sheet", () => {
  test.each([
    ["A Tik 062096000001", "A Tik 062*****0001"],
    ["62096000001", "062*****0001"],
    ["062 096 000 001", "062*****0001"],
    ["1096000002", "001*****0002"],
    ["0905000001", "0905000001"],
    ["6101370001", "6101370001"],
    ["84905000001", "84905000001"],
    ["+84 905 000 001", "+84 905 000 001"],
    ["84304001234", "084*****1234"],
    ["15/08/1990", "15/08/1990"],
    ["01.02.1990", "01.02.1990"],
    ["0620960000011", "************"],
  ])("%s is shown as %s", (text, shown) => expect(maskNumbers(text)).toBe(shown));

  test.each([
    ["233123456", "************"],
    ["1096000002", "001*****0002"],
    ["Chưa có", "Chưa có"],
  ])("%s in a column of ID numbers is shown as %s", (text, shown) =>
    expect(maskEveryNumber(text)).toBe(shown),
  );
});
