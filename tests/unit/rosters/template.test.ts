import { describe, expect, test } from "vitest";
import type { RosterRow } from "#app/domain/rosters/columns.ts";
import { orderRows, rankOf } from "#app/domain/rosters/order-rows.ts";
import { outcomeColumns } from "#app/domain/rosters/outcome-columns.ts";
import {
  neededBy,
  presetNames,
  readTemplate,
  rosterColumns,
  rosterPresets,
  rosterTemplate,
} from "#app/domain/rosters/template.ts";
import { formOf, missingFields, pressButton, templateOf } from "#app/domain/rosters/template-form.ts";
import { sampleOf } from "#app/domain/rosters/template-sample.ts";

const person: RosterRow = {
  number: 1,
  seat: "primary",
  fullName: "Nguyễn Văn An",
  birthDate: "1996-02-05",
  gender: "male",
  nationalId: "001096000001",
  phone: null,
  email: null,
  position: null,
  qualification: null,
  employer: "HTX Một",
  taxCode: "6100000001",
  ward: "phường Đăk Cấm",
};

test.each(presetNames)("the preset %s is a template, and survives its form", (name) => {
  const preset = { ...rosterPresets[name], columns: [...rosterPresets[name].columns] };
  expect(rosterTemplate.safeParse(preset).success).toBe(true);
  expect(templateOf(formOf(preset))).toEqual(preset);
});

test("a short course asks for no citizen ID number, a certificate for family and given name apart", () => {
  expect(rosterPresets.short.columns.map(({ field }) => field)).not.toContain("nationalId");
  const columns = rosterColumns(rosterPresets.certificate, { joinsWards: false });
  const values = columns.map(({ value }) => value(person));
  expect(values.slice(0, 6)).toEqual([1, "Nguyễn Văn", "An", "1996-02-05", null, null]);
  expect(columns.map(({ group }) => group).filter(Boolean)).toHaveLength(2);
});

test("what a required column needs is what the list lacks: a birth date under Nam or Nữ needs the sex", () => {
  expect(neededBy(rosterPresets.certificate)).toEqual(["birthDate", "gender", "nationalId"]);
  expect(neededBy(rosterPresets.short)).toEqual(["gender", "phone"]);
});

test("what was stored as no template is the columns of a list", () => {
  for (const stored of [null, undefined, {}, { columns: [], sort: "list" }, "x"])
    expect(readTemplate(stored)).toEqual(rosterPresets.standard);
});

test("a roster of several wards names them behind the employer, once", () => {
  const fields = rosterColumns(rosterPresets.standard, { joinsWards: true }).map(({ field }) => field);
  expect(fields.filter((field) => field === "ward")).toHaveLength(1);
  expect(fields.indexOf("ward")).toBe(fields.indexOf("employer") + 1);
});

test("a roster of several wards with three sessions keeps letters of 7.5 points on a page of A4", () => {
  const sessions = [1, 2, 3].map((number) => ({ id: `${number}`, number, heldOn: `2026-12-0${number}` }));
  const columns = [
    ...rosterColumns(rosterPresets.standard, { joinsWards: true }),
    ...outcomeColumns(sessions),
  ].filter(({ hidden }) => !hidden);
  const points = columns.reduce((sum, { width }) => sum + (width * 7 + 5) * 0.75, 0);
  expect((13 * ((297 - 20) / 25.4) * 72) / points).toBeGreaterThan(7.5);
});

describe("the buttons of the form", () => {
  const form = formOf({ ...rosterPresets.short, columns: [...rosterPresets.short.columns] });
  const fieldsOf = (button: string) => pressButton(form, button).columns.map(({ field }) => field);

  test("move, leave out and add columns", () => {
    expect(fieldsOf("down:0").slice(0, 2)).toEqual(["fullName", "number"]);
    expect(fieldsOf("up:1").slice(0, 2)).toEqual(["fullName", "number"]);
    expect(fieldsOf("remove:0")[0]).toBe("fullName");
    expect(fieldsOf("add:email").at(-1)).toBe("email");
  });

  test.each(["up:0", "down:99", "remove:99", "add:nothing", "preset:nothing", "try", "", "up:x"])(
    "%j leaves the columns as they are",
    (button) => {
      expect(pressButton(form, button)).toEqual(form);
    },
  );
});

test("only columns that are missing may be added, blank ones without end", () => {
  const short = formOf({ ...rosterPresets.short, columns: [...rosterPresets.short.columns] });
  const offered = missingFields(pressButton(short, "add:blank"));
  expect(offered).toContain("birthDate");
  expect(offered).toContain("blank");
  expect(offered).not.toContain("phone");
});

describe("the order of a roster", () => {
  const rows = [
    { fullName: "Nguyễn Văn Bình", employer: "Công ty B", position: "Tổ trưởng" },
    { fullName: "Hà An", employer: "Công ty Ă", position: "Công nhân" },
    { fullName: "Ha An", employer: "Công ty A", position: "Phó Giám đốc" },
    { fullName: "A Đô", employer: "Công ty A", position: "Giám đốc" },
  ];
  const names = (sort: Parameters<typeof orderRows>[1]) =>
    orderRows(rows, sort).map(({ fullName }) => fullName);

  test("by given name as offices do, by employer, by rank, or as listed", () => {
    expect(names("name")).toEqual(["Ha An", "Hà An", "Nguyễn Văn Bình", "A Đô"]);
    expect(names("employer")).toEqual(["Ha An", "A Đô", "Hà An", "Nguyễn Văn Bình"]);
    expect(names("rank")).toEqual(["A Đô", "Ha An", "Nguyễn Văn Bình", "Hà An"]);
    expect(names("list")).toEqual(rows.map(({ fullName }) => fullName));
  });

  test.each([
    ["Giám đốc", "Phó Giám đốc"],
    ["Phó Giám đốc", "Trưởng phòng kỹ thuật"],
    ["Trưởng phòng", "Phó trưởng phòng"],
    ["Quản đốc", "Tổ trưởng tổ lắp ráp"],
    ["Tổ trưởng", "Tổ phó"],
    ["Kỹ sư", "Công nhân vận hành"],
    ["Công nhân", null],
  ])("%s stands no lower than %s", (higher, lower) => {
    expect(rankOf(higher)).toBeLessThanOrEqual(rankOf(lower));
  });
});

test("the sample shows invented people in the template's columns and order", () => {
  const sample = sampleOf(rosterPresets.certificate, { courseName: "IoT", label: "khóa 1" });
  expect(sample.rows).toHaveLength(3);
  expect(sample.columns).toHaveLength(rosterPresets.certificate.columns.length);
});
