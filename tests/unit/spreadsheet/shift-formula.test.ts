import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnLetter } from "#app/spreadsheet/cell-address.ts";
import type { RowShift } from "#app/spreadsheet/editing/row-shift.ts";
import { mentionsSheet, moveFormula, shiftFormula } from "#app/spreadsheet/editing/shift-formula.ts";

const insert: RowShift = { kind: "insert", after: 9, count: 5 };
const remove: RowShift = { kind: "delete", first: 10, last: 12 };
const on = (formula: string, shift: RowShift, host: string | null = "DS", sheet = "DS") =>
  shiftFormula(formula, { sheet, host, shift });

describe("a formula when rows come in below row 9", () => {
  test.each([
    ["A9+A10+$A$10+A$20", "A9+A15+$A$15+A$25"],
    ["SUM(D9:D20)", "SUM(D9:D25)"],
    ["SUM(D9:D9)", "SUM(D9:D14)"],
    ["SUM($D$5:D9)", "SUM($D$5:D14)"],
    ["SUM(D20:D9)", "SUM(D25:D9)"],
    ["COUNTA(B1:B8)", "COUNTA(B1:B8)"],
    ["SUM(10:12,$9:$9,A:C,$A:$A)", "SUM(15:17,$9:$14,A:C,$A:$A)"],
    ['IF(A10="A10 ""A11""",A11,"x")', 'IF(A15="A10 ""A11""",A16,"x")'],
    ["LOG10(A10)+ATAN2(1,A10)+Tong10+x_A10+A10.B", "LOG10(A15)+ATAN2(1,A15)+Tong10+x_A10+A10.B"],
    ["DS!A10+ds!$A$10+'DS'!A10+'Khác'!A10+Khác!A10", "DS!A15+ds!$A$15+'DS'!A15+'Khác'!A10+Khác!A10"],
    [
      "[1]DS!A10+'[Sổ 1.xlsx]DS'!A10+'C:\\[a.xlsx]DS'!A10",
      "[1]DS!A10+'[Sổ 1.xlsx]DS'!A10+'C:\\[a.xlsx]DS'!A10",
    ],
    ["DS:Khác!A10+'DS:Khác'!A10", "DS:Khác!A10+'DS:Khác'!A10"],
    ["Bang1[[#This Row],[A10]]+Bang1[A10]+A10", "Bang1[[#This Row],[A10]]+Bang1[A10]+A15"],
    ["#REF!A10+#N/A+A10#", "#REF!A10+#N/A+A15#"],
    ["SUM(A1:A1048576)+SUM(D10:XFD1048576)", "SUM(A1:A1048576)+SUM(D15:XFD1048576)"],
    ["XFE10+A1048577+AAAA10", "XFE10+A1048577+AAAA10"],
    ["A10:INDEX(B:B,A10)", "A15:INDEX(B:B,A15)"],
    ["1E10+A10*10%", "1E10+A15*10%"],
    ["SUM(A10 A11:B12)", "SUM(A15 A16:B17)"],
    ["Đơn_vị10+TRUE", "Đơn_vị10+TRUE"],
  ])("%s becomes %s", (before, after) => expect(on(before, insert)).toBe(after));

  test("only references to that sheet move", () => {
    expect(on("A10+DS!A10+'D''S'!A10", insert, "Khác")).toBe("A10+DS!A15+'D''S'!A10");
    expect(on("A10+'D''S'!A10", insert, null, "D'S")).toBe("A10+'D''S'!A15");
    expect(mentionsSheet("SUM('ds'!A1)", "DS")).toBe(true);
    expect(mentionsSheet('"DS!A1"&A1', "DS")).toBe(false);
  });
});

test.each([
  ["A9+A13+$A$14", "A9+A10+$A$11"],
  ["A10+SUM(A10:A12)", "#REF!+SUM(#REF!)"],
  ["SUM(A9:A12)+SUM(A11:A20)+SUM(A1:A30)", "SUM(A9:A9)+SUM(A10:A17)+SUM(A1:A27)"],
  ["DS!A10&11:12", "DS!#REF!&#REF!"],
])("a formula when rows 10 to 12 leave: %s becomes %s", (before, after) =>
  expect(on(before, remove)).toBe(after),
);

test("a copied formula moves what is not held", () => {
  const moved = moveFormula('A9+1+$A9+A$9+DS!B9:C10+"A9"+9:9+LOG10(A1)', { rows: 2, columns: 1 });
  expect(moved).toBe('B11+1+$A11+B$9+DS!C11:D12+"A9"+11:11+LOG10(B3)');
  expect(moveFormula("A1+B2", { rows: -1, columns: 0 })).toBe("#REF!+B1");
});

describe("for any formula", () => {
  const held = fc.constantFrom("", "$");
  const row = fc.integer({ min: 1, max: 60 });
  const cell = fc
    .tuple(held, fc.integer({ min: 1, max: 16_384 }), held, row)
    .map(([h1, column, h2, number]) => ({ text: `${h1}${columnLetter(column)}${h2}${number}`, row: number }));
  const noise = fc.constantFrom(
    '"A10 ""x"" 5:5"',
    "LOG10(1)",
    "Bang[A10]",
    "[2]DS!A10",
    "1E5",
    "#N/A",
    "Tổng_10",
    "'K A10'!B20",
  );
  const shifts = fc.oneof(
    fc.record({ kind: fc.constant("insert" as const), after: row, count: fc.integer({ min: 1, max: 40 }) }),
    fc
      .record({ kind: fc.constant("delete" as const), first: row, length: fc.integer({ min: 0, max: 9 }) })
      .map(({ kind, first, length }) => ({ kind, first, last: first + length })),
  );

  test("single references land where their cells land, and everything else stays as it is", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(cell, noise), { minLength: 1 }), shifts, (pieces, shift) => {
        const before = pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("+");
        const after = pieces.map((piece) => {
          if (typeof piece === "string") return piece;
          if (shift.kind === "insert")
            return piece.row > shift.after
              ? piece.text.replace(/\d+$/, String(piece.row + shift.count))
              : piece.text;
          if (piece.row < shift.first) return piece.text;
          if (piece.row <= shift.last) return "#REF!";
          return piece.text.replace(/\d+$/, String(piece.row - (shift.last - shift.first + 1)));
        });
        expect(on(before, shift)).toBe(after.join("+"));
      }),
    );
  });

  test("rows that come in and leave again leave every range as it was", () => {
    fc.assert(
      fc.property(cell, cell, row, fc.integer({ min: 1, max: 40 }), (a, b, after, count) => {
        const formula = `SUM(${a.text}:${b.text})*${a.text}`;
        const there = on(formula, { kind: "insert", after, count });
        expect(on(there, { kind: "delete", first: after + 1, last: after + count })).toBe(formula);
      }),
    );
  });

  test("a range keeps covering the cells that it covered", () => {
    fc.assert(
      fc.property(row, row, row, shifts, (a, b, inside, shift) => {
        const [top, bottom] = a <= b ? [a, b] : [b, a];
        fc.pre(inside >= top && inside <= bottom);
        const point = on(`A${inside}`, shift);
        fc.pre(point !== "#REF!");
        const [first = 0, last = 0] = on(`A${top}:A${bottom}`, shift)
          .split(":")
          .map((corner) => Number(corner.slice(1)));
        const moved = Number(point.slice(1));
        expect(first <= moved && moved <= last).toBe(true);
      }),
    );
  });
});
