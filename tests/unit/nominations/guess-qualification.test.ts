import { expect, test } from "vitest";
import { guessQualification } from "#app/domain/nominations/guess-qualification.ts";

test.each([
  ["ĐH Bách khoa", "bachelor"],
  ["Đại học", "bachelor"],
  ["Kỹ sư điện", "bachelor"],
  ["Cử nhân cao đẳng", "college"],
  ["CĐ nghề", "college"],
  ["Cao học", "master"],
  ["ThS", "master"],
  ["Tiến sĩ", "doctor"],
  ["Trung cấp điện", "intermediate"],
  ["Sơ cấp nghề", "elementary"],
  ["CNKT", "skilled_worker"],
  ["12/12", "none"],
  ["Lao động phổ thông", "none"],
  ["Tin học B", null],
])("a cell that says %s means %s", (text, level) => {
  expect(guessQualification(text)).toBe(level);
});
