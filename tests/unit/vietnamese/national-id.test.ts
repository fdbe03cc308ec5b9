import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BIRTH_PROVINCES } from "#app/vietnamese/birth-provinces.ts";
import {
  maskNationalId,
  nationalIdWarnings,
  parseNationalId,
  readNationalId,
} from "#app/vietnamese/national-id.ts";

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const nationalId = fc
  .tuple(fc.constantFrom(...BIRTH_PROVINCES.keys()), fc.constantFrom("0", "1", "2", "3"), digits(8))
  .filter(([, century, rest]) => (century < "2" ? rest >= "20" : rest < "21"))
  .map((parts) => parts.join(""));

describe("reading a citizen ID", () => {
  test.each([
    ["062304995620", "062304995620"],
    ["'062303992573", "062303992573"],
    [" 062 304\u00a0995 620 ", "062304995620"],
    ["062.304.995.620", "062304995620"],
    ["062-304-995620", "062304995620"],
    ["062304995620.0", "062304995620"],
    ["Số CCCD: 062304995620", "062304995620"],
  ])("takes %s as typed", (raw, value) => {
    expect(parseNationalId(raw)).toEqual({ ok: true, value, repaired: false });
  });

  test.each([
    ["", "empty"],
    [" \u00a0 ", "empty"],
    ["'", "empty"],
    ["Đang làm", "letters"],
    ["CCCD:", "empty"],
    ["CCCD: O62304995620", "letters"],
    ["0620959979O1", "letters"],
    ["062*****1234", "letters"],
    ["6.2099E+10", "lostDigits"],
    ["6,2099e10", "lostDigits"],
    ["233123456", "oldNineDigits"],
    ["6230499562", "length"],
    ["0912345678", "length"],
    ["06230499562", "length"],
    ["0623049956201", "length"],
    ["1", "length"],
  ])("refuses '%s': %s", (raw, problem) => {
    expect(parseNationalId(raw)).toEqual({ ok: false, problem });
  });

  test("gives back the zeros that a spreadsheet took, and marks them", () => {
    fc.assert(
      fc.property(nationalId, (value) => {
        const cell = String(Number(value));
        expect(parseNationalId(cell, { fromSpreadsheetNumber: true })).toEqual({
          ok: true,
          value,
          repaired: true,
        });
        expect(parseNationalId(cell)).toEqual({ ok: true, value, repaired: true });
      }),
    );
  });

  test("restores text only where the outcome reads like an ID, a number in any case", () => {
    const noProvince = "50099000123";
    const bornIn1909 = "6109991875";
    const bornIn2030 = "6230499562";
    for (const raw of [noProvince, bornIn1909, bornIn2030]) {
      expect(parseNationalId(raw)).toEqual({ ok: false, problem: "length" });
      expect(parseNationalId(raw, { fromSpreadsheetNumber: true })).toMatchObject({
        ok: true,
        repaired: true,
      });
    }
    expect(parseNationalId("0912345678", { fromSpreadsheetNumber: true })).toMatchObject({
      problem: "length",
    });
  });

  test("never throws, and what it accepts has twelve digits and reads back unchanged", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.integer({ min: 0 }).map(String), digits(12)),
        fc.boolean(),
        (raw, number) => {
          const result = parseNationalId(raw, { fromSpreadsheetNumber: number });
          if (!result.ok) return;
          expect(result.value).toMatch(/^\d{12}$/);
          expect(parseNationalId(result.value)).toEqual({ ok: true, value: result.value, repaired: false });
        },
      ),
    );
  });
});

describe("what a citizen ID says", () => {
  test.each([
    ["062095990001", "062", "Kon Tum", "male", 1995],
    ["062304995620", "062", "Kon Tum", "female", 2004],
    ["001172991173", "001", "Hà Nội", "female", 1972],
    ["079205000001", "079", "TP. Hồ Chí Minh", "male", 2005],
    ["123400000001", "123", null, "male", 2100],
  ])("%s", (value, provinceCode, provinceName, gender, birthYear) => {
    expect(readNationalId(value)).toEqual({ provinceCode, provinceName, gender, birthYear });
  });

  test("knows the 63 provinces before the merger", () => {
    expect(BIRTH_PROVINCES.size).toBe(63);
    expect([...BIRTH_PROVINCES.keys()].every((code) => /^0\d\d$/.test(code))).toBe(true);
  });

  test.each([
    ["062095990001", { gender: "male", birthYear: 1995 } as const, []],
    ["062095990001", {}, []],
    ["062095990001", { gender: null, birthYear: null }, []],
    ["062095990001", { gender: "female", birthYear: 1995 } as const, ["genderDiffers"]],
    ["062095990001", { gender: "male", birthYear: 1996 } as const, ["birthYearDiffers"]],
    [
      "999395990001",
      { gender: "male", birthYear: 1995 } as const,
      ["unknownProvince", "genderDiffers", "birthYearDiffers"],
    ],
  ])("%s of %o warns of %o", (value, person, warnings) => {
    expect(nationalIdWarnings(value, person)).toEqual(warnings);
  });
});

test("a masked ID shows the province and the last four digits, and nothing of what is no ID", () => {
  expect(maskNationalId("062099561234")).toBe("062*****1234");
  expect(maskNationalId("0620995")).toBe("************");
  expect(maskNationalId("")).toBe("************");
});
