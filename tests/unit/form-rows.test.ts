import { describe, expect, test } from "vitest";
import { changeRows } from "#app/lib/form-rows.ts";

const typed = { label: "khóa 2", sessions: [{ topic: "một" }, { topic: "hai" }] };

describe("the row buttons of a form without scripts", () => {
  test("add an empty row at the end and keep all that was typed", () => {
    expect(changeRows({ ...typed, row: "sessions.add" })).toEqual({
      label: "khóa 2",
      sessions: [{ topic: "một" }, { topic: "hai" }, {}],
    });
    expect(changeRows({ row: "skills.add" })).toEqual({ skills: [{}] });
  });

  test("remove the row they stand at", () => {
    expect(changeRows({ ...typed, row: "sessions.remove.0" })?.sessions).toEqual([{ topic: "hai" }]);
  });

  test("are no row buttons when another button sent the form, or something else calls itself one", () => {
    expect(changeRows(typed)).toBeNull();
    for (const row of ["", "sessions", "sessions.add.x", "__proto__.add.1.2", "sessions.drop.1"])
      expect(changeRows({ ...typed, row })).toBeNull();
  });
});
