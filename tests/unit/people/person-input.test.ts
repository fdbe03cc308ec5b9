import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { nominateInput } from "#app/domain/nominations/schema.ts";
import { createPersonInput } from "#app/domain/people/schema.ts";
import { parseMessage } from "#app/i18n/catalogue.ts";

const form = { idempotencyKey: crypto.randomUUID(), fullName: "  Y  Krông " };
const id = "01900000-0000-7000-8000-000000000001";

function refusals(schema: z.core.$ZodType, values: object): Record<string, string> {
  const parsed = z.safeParse(schema, values);
  const issues = parsed.success ? [] : parsed.error.issues;
  return Object.fromEntries(issues.map((issue) => [issue.path.join("."), parseMessage(issue.message).key]));
}
const at = (field: string, typed: string) => refusals(createPersonInput, { ...form, [field]: typed })[field];

describe("a person as typed", () => {
  test("needs a name alone; the rest may come later", () => {
    expect(z.parse(createPersonInput, form)).toMatchObject({
      fullName: "Y Krông",
      gender: null,
      birthDate: null,
      nationalId: null,
      phone: null,
      samePerson: null,
    });
  });

  test("takes a group of radio buttons that nobody pressed, as scripts send it and as a plain post does", () => {
    expect(refusals(createPersonInput, { ...form, gender: null, samePerson: null })).toEqual({});
    expect(refusals(createPersonInput, { ...form, gender: "", samePerson: "" })).toEqual({});
    expect(at("gender", "other")).toBe("app:errors.choose");
  });

  test("is told what is wrong with a citizen ID number, and never sees it repaired", () => {
    expect(at("nationalId", "062 199 001 234")).toBeUndefined();
    expect(at("nationalId", "62199001234")).toBe("people:errors.nationalIdLength");
    expect(at("nationalId", "231234567")).toBe("people:errors.nationalIdOld");
    expect(at("nationalId", "0621999O7207")).toBe("people:errors.nationalIdLetters");
    expect(at("nationalId", "6.2099E+10")).toBe("people:errors.nationalIdLost");
  });

  test("has a birth date or a birth year of somebody who can work", () => {
    expect(at("birthDate", "1990")).toBeUndefined();
    expect(at("birthDate", "5.9.1990")).toBeUndefined();
    expect(at("birthDate", "31/02/1990")).toBe("people:errors.birthDate");
    expect(at("birthDate", "2024")).toBe("people:errors.birthDateRange");
  });

  test("keeps names of the Kon Tum peoples and refuses what is no name", () => {
    for (const fullName of ["A Tik", "H'Bia", "Rơ Châm H'Lan"])
      expect(at("fullName", fullName)).toBeUndefined();
    expect(at("fullName", "An")).toBe("people:errors.fullName");
    expect(at("fullName", "Nguyễn Văn An 2")).toBe("people:errors.fullNameDigits");
  });
});

describe("a nomination as typed", () => {
  const nomination = { idempotencyKey: form.idempotencyKey, runId: id, outsideNeedReason: "Mới vào làm" };

  test("names a known person or a new one, never both and never nobody", () => {
    expect(refusals(nominateInput, { ...nomination, personId: id })).toEqual({});
    expect(refusals(nominateInput, { ...nomination, fullName: "A Tik" })).toEqual({});
    expect(refusals(nominateInput, nomination)).toEqual({ fullName: "nominations:errors.person" });
    expect(refusals(nominateInput, { ...nomination, personId: id, fullName: "A Tik" })).toEqual({
      personId: "nominations:errors.personTwice",
    });
  });

  test("names a need or says why there is none, never both", () => {
    const person = { idempotencyKey: form.idempotencyKey, runId: id, personId: id };
    expect(refusals(nominateInput, { ...person, needLineId: id })).toEqual({});
    expect(refusals(nominateInput, person)).toEqual({
      outsideNeedReason: "nominations:errors.needOrReason",
    });
    expect(refusals(nominateInput, { ...person, needLineId: id, outsideNeedReason: "x" })).toEqual({
      outsideNeedReason: "nominations:errors.needAndReason",
    });
  });
});
