import { expect, test } from "vitest";
import { businessPlanner } from "#app/domain/businesses/import-plan.ts";
import { readBusinessRows } from "#app/domain/businesses/workbook.ts";
import { leaveOut } from "#app/domain/imports/schema.ts";

const lines = [
  ["Tên doanh nghiệp", "Mã số thuế"],
  ["HTX May", "6109966748"],
  ["HTX May 2", "6109966748"],
  ["HTX May 3", "6109966748"],
];

function plan(answers: Record<string, string>) {
  const rows = lines.map((cells, index) => ({
    number: index + 1,
    hidden: false,
    cells: cells.map((value, place) => ({ column: place + 1, value })),
  }));
  const table = readBusinessRows([{ name: "DS", hidden: false, merges: [], hiddenColumns: [], rows }]);
  const known = { byTaxCode: new Map(), byName: new Map() };
  const planner = businessPlanner(known, { choices: {}, mode: "both", clusterId: null, answers });
  return table?.rows.map(planner).map((row) => (row.state === "refused" ? row.remarks : row.state));
}

test("the tax code of a row above is refused with its number, unless that row is left out", () => {
  const twin = (row: number) => [
    { field: "taxCode", text: expect.stringMatching(new RegExp(`sameAsRow.*\\b${row}\\b`)) },
  ];
  expect(plan({})).toEqual(["new", twin(2), twin(2)]);
  expect(plan({ 2: leaveOut })).toEqual(["skipped", "new", twin(3)]);
});
