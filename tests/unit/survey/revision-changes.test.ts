import { describe, expect, test } from "vitest";
import {
  type RevisionContent,
  type RevisionLine,
  revisionChanges,
} from "#app/domain/survey/revision-changes.ts";

const line = (number: number, values: Partial<RevisionLine> = {}): RevisionLine => ({
  id: `line-${number}`,
  number,
  position: "Vận hành cảm biến",
  skillId: "iot",
  level: 2,
  people: 3,
  mode: "train",
  wantedYear: 2027,
  wantedQuarter: 2,
  ...values,
});
const content = (values: Partial<RevisionContent> = {}): RevisionContent => ({
  contactTitle: null,
  workerCount: 10,
  femaleCount: 4,
  digitalWorkerCount: null,
  noNeed: false,
  note: null,
  needs: [line(1), line(2)],
  ...values,
});

describe("the difference between two revisions", () => {
  test("is empty when the same answer was sent again", () => {
    expect(revisionChanges(content(), content())).toEqual({ fields: [], lines: [] });
  });

  test("names the fields that changed, with old and new", () => {
    expect(revisionChanges(content(), content({ workerCount: 12, note: "Thiếu thợ" })).fields).toEqual([
      { field: "workerCount", before: 10, after: 12 },
      { field: "note", before: null, after: "Thiếu thợ" },
    ]);
  });

  test("follows a need line by its number: changed, left out, added", () => {
    const after = content({ needs: [line(2, { people: 5 }), line(3)] });
    expect(revisionChanges(content(), after).lines).toEqual([
      { number: 1, before: line(1), after: null },
      { number: 2, before: line(2), after: line(2, { people: 5 }) },
      { number: 3, before: null, after: line(3) },
    ]);
  });
});
