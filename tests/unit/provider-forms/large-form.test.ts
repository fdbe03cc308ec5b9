import { expect, test } from "vitest";
import { findFactCells } from "#app/domain/provider-forms/fact-cells.ts";
import { readForm } from "#app/domain/provider-forms/read-form.server.ts";
import { plainForm } from "#tests/support/forms.ts";
import { sheetOf } from "#tests/support/sheet.ts";
import { buildWorkbook, sheetXml } from "#tests/support/xlsx.ts";

/** An array that counts how often one of its elements is looked at. */
function counted<T>(elements: T[]): { elements: T[]; looks: () => number } {
  let looks = 0;
  const watched = new Proxy(elements, {
    get(target, name, receiver) {
      if (typeof name === "string" && /^\d+$/.test(name)) looks += 1;
      return Reflect.get(target, name, receiver);
    },
  });
  return { elements: watched, looks: () => looks };
}

/** Rows in which one cell asks for something that its neighbour answers already, so that none is taken. */
const answered = Array.from({ length: 2_000 }, () => ["Lớp:", "IoT"]);
const below = { first: 1, last: 0 };

test("looks at each merged range and each row of a form once, however many cells have words", () => {
  const sheet = sheetOf(answered);
  const merge = { top: 1, bottom: 1, left: 5, right: 6 };
  const merges = counted(Array.from({ length: 10_000 }, () => merge));
  const rows = counted(sheet.rows);
  expect(findFactCells({ ...sheet, merges: merges.elements, rows: rows.elements }, below)).toEqual([]);
  expect(merges.looks()).toBeLessThanOrEqual(10_000);
  expect(rows.looks()).toBeLessThanOrEqual(2_000);
});

test("stops at the last cell that a form may ask in", () => {
  const sheet = sheetOf(Array.from({ length: 20_000 }, () => ["Lớp: ……"]));
  const rows = counted(sheet.rows);
  expect(findFactCells({ ...sheet, rows: rows.elements }, below)).toHaveLength(30);
  expect(rows.looks()).toBeLessThanOrEqual(31);
});

test("a form that is looked at again under the same choices is not read again", async () => {
  const [first, again, otherwise] = await Promise.all([
    readForm(plainForm),
    readForm(new Uint8Array(plainForm)),
    readForm(plainForm, { headerRow: 1 }),
  ]);
  expect(first.mapping?.facts).toHaveLength(2);
  expect(again).toBe(first);
  expect(otherwise.mapping).toBeNull();
});

test("a form that cannot be read says why, and one after too many others may be tried again", async () => {
  expect(await readForm(plainForm.subarray(0, 2_000))).toMatchObject({
    refusal: "files:unreadable.damaged",
    mapping: null,
    sheets: [],
  });
  const forms = Array.from({ length: 8 }, (_, each) =>
    buildWorkbook({ sheet: sheetXml([["Họ và tên", `Cột ${each}`]]) }),
  );
  const refusals = (await Promise.all(forms.map((form) => readForm(form)))).map(({ refusal }) => refusal);
  expect(refusals.at(0)).toBeNull();
  expect(refusals.at(-1)).toBe("files:unreadable.busy");
  expect((await readForm(forms.at(-1) ?? plainForm)).refusal).toBeNull();
});
