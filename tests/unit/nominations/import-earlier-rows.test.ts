import { expect, test } from "vitest";
import { type EarlierRow, EarlierRows } from "#app/domain/nominations/import-earlier-rows.ts";
import { couldBeSamePerson } from "#app/domain/people/rules.ts";

const births = [null, "1990", "1990-02-01", "1990-02-02", "1991"];
const businesses = ["a", "b"];
const some = births.flatMap((birthDate) =>
  businesses.flatMap((businessId) =>
    [true, false].map((hasNationalId) => ({ birthDate, businessId, hasNationalId })),
  ),
);
const rowOf = (facts: (typeof some)[number], rowNumber: number): EarlierRow => ({
  ...facts,
  rowNumber,
  fullName: "A Tik",
  gender: null,
  phone: null,
  email: null,
  qualification: null,
  position: null,
  nationalIdMasked: null,
  knownId: null,
});

test("rows are found again exactly where the rule of the form says that they may be one person", () => {
  const rows = some.map(rowOf);
  for (const { birthDate, businessId, hasNationalId } of some) {
    const described = { birthDate, businessId, nationalId: hasNationalId ? "062090001234" : null };
    const earlier = new EarlierRows();
    for (const row of rows) earlier.add("a tik", row);
    expect(earlier.similarTo("a tik", described)).toEqual(
      rows.filter((row) => couldBeSamePerson(described, row)),
    );
    expect(earlier.similarTo("a blưh", described)).toEqual([]);
  }
});

test("a look-up among thousands of one name looks at few of them", () => {
  let looks = 0;
  const earlier = new EarlierRows();
  for (let rowNumber = 2; rowNumber < 10_002; rowNumber += 1) {
    const born = new Date(Date.UTC(1970, 0, rowNumber)).toISOString().slice(0, 10);
    const row = rowOf({ birthDate: born, businessId: "a", hasNationalId: true }, rowNumber);
    earlier.add("a tik", row);
    Object.defineProperty(row, "birthDate", {
      get: () => {
        looks += 1;
        return born;
      },
    });
  }
  const similarTo = (birthDate: string | null, businessId: string, nationalId: string | null) =>
    earlier.similarTo("a tik", { birthDate, businessId, nationalId }).length;
  expect(similarTo("1990", "b", null)).toBe(20);
  expect(similarTo(null, "a", null)).toBe(20);
  expect(similarTo("1980-05-06", "a", "062090001234")).toBe(0);
  expect(looks).toBeLessThan(200);
});
