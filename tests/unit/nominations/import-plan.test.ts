import { describe, expect, test } from "vitest";
import { anotherOne, leaveOut, sameAsRow } from "#app/domain/imports/schema.ts";
import type { KnownPerson } from "#app/domain/nominations/import-person.ts";
import { type KnownNominees, nomineePlanner } from "#app/domain/nominations/import-plan.ts";
import { readNomineeRows } from "#app/domain/nominations/workbook.ts";
import { message } from "#app/i18n/catalogue.ts";
import { searchKey } from "#app/vietnamese/text.ts";

const header = ["Họ và tên", "Ngày sinh", "Số CCCD", "Đơn vị"];
type Cells = (string | null)[];

/** The rows of a sheet with these lines below its header: the first one is row 2. */
function rowsOf(...lines: Cells[]) {
  const rows = [header, ...lines].map((cells, index) => ({
    number: index + 1,
    hidden: false,
    cells: cells.flatMap((value, place) => (value === null ? [] : [{ column: place + 1, value }])),
  }));
  const sheet = { name: "DS", hidden: false, merges: [], hiddenColumns: [], rows };
  return readNomineeRows([sheet])?.rows ?? [];
}

const settings = {
  choices: {},
  mode: "both" as const,
  needs: {},
  rememberedNeeds: {},
  outsideNeedReason: "Chưa khảo sát",
};
const employers = new Map([
  ["cong ty a", "a"],
  ["cong ty b", "b"],
]);

/** @param numbers files by citizen ID number */
function plan(
  lines: Cells[],
  answers: Record<string, string> = {},
  files: KnownPerson[] = [],
  numbers: Record<string, KnownPerson> = {},
) {
  const known: KnownNominees = {
    byNationalId: new Map(Object.entries(numbers)),
    byName: new Map(files.map(({ searchKey }) => [searchKey, files])),
    employers,
    needs: [],
  };
  const planner = nomineePlanner(known, { ...settings, answers });
  return rowsOf(...lines).map((row) => {
    const planned = planner(row);
    if (planned.state === "choose" && planned.asks === "person")
      return {
        asks: planned.candidates.map(({ id }) => id),
        rows: planned.rows.map((each) => each.rowNumber),
      };
    if (planned.state === "skipped")
      return planned.reason === "repeat"
        ? { repeats: planned.ofRow, ...(planned.lost.length > 0 ? { lost: planned.lost } : {}) }
        : planned.reason;
    return planned.state === "refused" ? planned.remarks.map(({ text }) => text) : planned.state;
  });
}

const fileOf = (values: Partial<KnownPerson>): KnownPerson => ({
  id: "p1",
  fullName: "Nguyễn Văn An",
  searchKey: searchKey("Nguyễn Văn An"),
  birthDate: "1990-02-01",
  gender: null,
  phone: null,
  email: null,
  qualification: null,
  position: null,
  nationalIdMasked: null,
  hasNationalId: false,
  isUnsettled: false,
  businessId: "a",
  business: "Công ty A",
  version: 1,
  nominated: null,
  ...values,
});

const whole = ["Nguyễn Văn An", "01/02/1990", "062090001234", "Công ty A"];
const [dated, dayless, elsewhere] = [
  ["Nguyễn Văn An", "01/02/1990", null, "Công ty A"],
  ["Nguyen Van An", "1990", null, "Công ty A"],
  ["Nguyễn Văn An", "01/02/1990", null, "Công ty B"],
];

describe("rows that may be one person", () => {
  test("are asked about as the form asks once the first of them has a file", () => {
    expect(plan([whole, dated, dayless, elsewhere])).toEqual([
      "new",
      { asks: [], rows: [2] },
      { asks: [], rows: [2] },
      { asks: [], rows: [2] },
    ]);
  });

  test("are a repeat that adds nothing, or another person about whom the rows below are asked as well", () => {
    expect(plan([whole, dated, dayless], { 3: sameAsRow(2) })).toEqual([
      "new",
      { repeats: 2 },
      { asks: [], rows: [2] },
    ]);
    expect(plan([whole, dated, dayless], { 3: anotherOne, 4: sameAsRow(3) })).toEqual([
      "new",
      "new",
      { repeats: 3 },
    ]);
  });

  test("are two where both have numbers, or birth dates differ, or one is unknown at another employer", () => {
    const namesakes: Cells[] = [
      whole,
      ["Nguyễn Văn An", "01/02/1990", "062090005678", "Công ty A"],
      ["Nguyễn Văn An", "02/02/1990", null, "Công ty A"],
      ["Nguyễn Văn An", "1991", null, "Công ty A"],
      ["Nguyễn Văn An", null, null, "Công ty B"],
    ];
    expect(plan(namesakes)).toEqual(Array(5).fill("new"));
  });

  test("without a birth date are asked about at one employer alone", () => {
    const undated: Cells = ["Nguyễn Văn An", null, null, "Công ty A"];
    expect(plan([undated, dated, elsewhere])).toEqual(["new", { asks: [], rows: [2] }, "new"]);
    expect(plan([dated, undated])).toEqual(["new", { asks: [], rows: [2] }]);
  });

  test("are not asked about while the first is left out; an answer about it counts no more", () => {
    expect(plan([whole, dated], { 2: leaveOut })).toEqual(["leftOut", "new"]);
    expect(plan([whole, dated], { 2: leaveOut, 3: sameAsRow(2) })).toEqual(["leftOut", "new"]);
  });

  test("of a file that is known are asked about with it, and the file twice is a repeat", () => {
    const file = fileOf({});
    expect(plan([dated, elsewhere], { 2: "p1" }, [file])).toEqual(["new", { asks: ["p1"], rows: [] }]);
    expect(plan([dated, elsewhere], { 2: "p1", 3: "p1" }, [file])).toEqual([
      "new",
      { repeats: 2, lost: ["employer"] },
    ]);
    expect(plan([dated, elsewhere], { 2: anotherOne }, [file])).toEqual(["new", { asks: ["p1"], rows: [2] }]);
  });

  test("are compared with what the row above fills into the file", () => {
    const file = fileOf({ birthDate: null });
    const nobody: Cells = ["Nguyễn Văn An", "1990", null, "Công ty B"];
    expect(plan([dated, nobody], { 2: "p1" }, [file])).toEqual(["new", { asks: ["p1"], rows: [] }]);
    const later: Cells = ["Nguyễn Văn An", "1992", null, "Công ty A"];
    expect(plan([dated, later], { 2: "p1", 3: "p1" }, [file])).toEqual(["new", "new"]);
  });

  test("are two people where both have numbers, though the same file was chosen for both", () => {
    const other: Cells = ["Nguyễn Văn An", "01/02/1990", "062090005678", "Công ty A"];
    expect(plan([whole, other], { 2: "p1", 3: "p1" }, [fileOf({})])).toEqual(["new", "new"]);
    expect(plan([whole, other], {}, [fileOf({})])).toEqual([
      { asks: ["p1"], rows: [] },
      { asks: ["p1"], rows: [] },
    ]);
  });

  test("of a file that is chosen above are refused with its number: nobody else can have it", () => {
    const holder = fileOf({ hasNationalId: true, nationalIdMasked: "062*****1234" });
    const planOf = (answer: string) =>
      plan([dated, whole], { 2: "p1", 3: answer }, [holder], { "062090001234": holder });
    const refused = [message("imports:problems.fileOfRow", { row: 2 })];
    expect(planOf("")).toEqual(["new", refused]);
    expect(planOf(anotherOne)).toEqual(["new", refused]);
    expect(planOf(leaveOut)).toEqual(["new", "leftOut"]);
    expect(planOf(sameAsRow(2))).toEqual(["new", { repeats: 2 }]);
  });

  test("and of which one is a repeat say what of it is not saved", () => {
    expect(plan([dayless, whole], { 3: sameAsRow(2) })).toEqual([
      "new",
      { repeats: 2, lost: ["birthDate", "nationalId"] },
    ]);
    expect(plan([dated, elsewhere], { 3: sameAsRow(2) })).toEqual([
      "new",
      { repeats: 2, lost: ["employer"] },
    ]);
  });
});

test("of many files of one name the first are asked about, and a later one that was chosen is taken", () => {
  const files = Array.from({ length: 50 }, (_, place) => fileOf({ id: `p${place}` }));
  const first = files.slice(0, 20).map(({ id }) => id);
  expect(plan([dated], {}, files)).toEqual([{ asks: first, rows: [] }]);
  expect(plan([dated, elsewhere], { 2: "p49" }, files)).toEqual(["new", { asks: first, rows: [2] }]);
  expect(plan([dated, elsewhere], { 2: "p49", 3: "p49" }, files)).toEqual([
    "new",
    { repeats: 2, lost: ["employer"] },
  ]);
});

test("a file whose number is not settled is asked about as one without a number", () => {
  const unsettled = fileOf({ nationalIdMasked: "••••••••5678", isUnsettled: true });
  expect(plan([whole], {}, [unsettled])).toEqual([{ asks: ["p1"], rows: [] }]);
  expect(plan([whole], {}, [{ ...unsettled, hasNationalId: true, isUnsettled: false }])).toEqual(["new"]);
});

test("the number of a row above is refused, unless that row is left out", () => {
  const refused = (row: number) => [message("imports:problems.sameAsRow", { row })];
  expect(plan([whole, whole, whole])).toEqual(["new", refused(2), refused(2)]);
  expect(plan([whole, whole, whole], { 2: leaveOut })).toEqual(["leftOut", "new", refused(3)]);
});
