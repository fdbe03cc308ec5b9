import { describe, expect, test } from "vitest";
import { countLines } from "#app/spreadsheet/writing/wrapped-lines.ts";

describe("lines of a text in a column", () => {
  test.each([
    ["", 10, 1],
    ["0912 345 678", 15, 1],
    ["062196000001", 16, 1],
    ["Nguyễn Thị Hồng Hạnh", 26, 1],
    ["một\nhai\nba", 26, 3],
  ])("%j at %i characters: %i", (text, width, lines) => {
    expect(countLines(text, width)).toBe(lines);
  });

  test("grow with the text, also where it has no blank, and never with its accents", () => {
    expect(countLines("Công ty TNHH Một thành viên Vật liệu Cao Nguyên", 20)).toBeGreaterThan(2);
    expect(countLines("a".repeat(100), 10)).toBeGreaterThanOrEqual(10);
    expect(countLines("Hđơ̆k".normalize("NFD").repeat(4), 20)).toBe(countLines("Hđơ̆k".repeat(4), 20));
  });
});
