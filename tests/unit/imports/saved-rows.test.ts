import { expect, test } from "vitest";
import { digestOfRows } from "#app/domain/imports/queries.server.ts";
import { outcomeOf, outcomeToKeep, rowsToShow } from "#app/domain/imports/rules.ts";
import type { RowState } from "#app/domain/imports/schema.ts";

const rowOf = (state: RowState, rowNumber: number) => ({ state, row: { rowNumber } });
const then = [rowOf("new", 2), rowOf("refused", 3), rowOf("choose", 4)];
const now = [rowOf("choose", 2), rowOf("refused", 3), rowOf("same", 4)];

test("the page of a saved import is about the rows that were left, or those that are open where nobody wrote them down", () => {
  const counts = outcomeOf(then);
  const shown = (status: string, outcome: unknown) =>
    rowsToShow({ status, outcome }, now).map(({ row }) => row.rowNumber);
  expect(shown("preview", null)).toEqual([2, 3, 4]);
  expect(shown("saved", outcomeToKeep(counts, then))).toEqual([3, 4]);
  expect(shown("saved", outcomeToKeep(counts, []))).toEqual([]);
  expect(shown("saved", counts)).toEqual([2, 3]);
});

test("a preview is out of date once a row is asked about others, or one of them was changed", async () => {
  const asked = (id: string, version: number, name = "An") => [
    { state: "choose" as const, candidates: [{ id, version, name }], rows: [{ rowNumber: 2 }] },
  ];
  const digest = await digestOfRows(asked("a", 1));
  expect(await digestOfRows(asked("a", 2))).not.toBe(digest);
  expect(await digestOfRows(asked("b", 1))).not.toBe(digest);
  expect(await digestOfRows([{ state: "choose" }])).not.toBe(digest);
  // Whoever is asked about is not written: their version says enough, however many rows ask about them.
  expect(await digestOfRows(asked("a", 1, "An Khác"))).toBe(digest);
});
