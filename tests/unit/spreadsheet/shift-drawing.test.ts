import { expect, test } from "vitest";
import { shiftNotes } from "#app/spreadsheet/editing/shift-drawing.ts";

const note = (row: number) => `<v:shape id="a"><x:Row>${row}</x:Row></v:shape>`;

test("notes follow their cells, and those of rows that leave go with them", () => {
  const vml = `<xml>${note(3)}<v:shapetype/>${note(8)}${note(20)}</xml>`;
  const inserted = `<xml>${note(3)}<v:shapetype/>${note(8)}${note(25)}</xml>`;
  expect(shiftNotes(vml, { kind: "insert", after: 10, count: 5 })).toBe(inserted);
  const deleted = `<xml>${note(3)}<v:shapetype/>${note(19)}</xml>`;
  expect(shiftNotes(vml, { kind: "delete", first: 9, last: 9 })).toBe(deleted);
});

test("shapes without an end stay as they are, and their end is not looked for again and again", () => {
  const broken = `${note(3)}${"<v:shape >".repeat(200_000)}`;
  expect(shiftNotes(broken, { kind: "insert", after: 1, count: 1 })).toBe(broken.replace(note(3), note(4)));
});
