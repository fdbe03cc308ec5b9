import { describe, expect, test } from "vitest";
import type { ListedNominee, Match } from "#app/domain/outcomes/match-rows.ts";
import { nothingYet, type Outcome } from "#app/domain/outcomes/outcome.ts";
import { planRows } from "#app/domain/outcomes/plan-rows.ts";
import { readSentRows, type SentRow } from "#app/domain/outcomes/sent-rows.ts";
import { message } from "#app/i18n/catalogue.ts";
import type { CellValue, Sheet } from "#app/spreadsheet/workbook.ts";

const known = { startsOn: "2026-01-01", sessions: [], today: "2026-06-01" };

const matchOf = (place: number, outcome: Outcome = nothingYet): Match => ({
  by: "key",
  nominee: { nominationId: `${place}`, listed: {}, outcome } as ListedNominee,
});

/** Lines of people who have these certificate numbers so far, null for nobody with a result. */
function plan(lines: [number: string | null, cells: SentRow["cells"]][], others: [string, string][] = []) {
  const rows = lines.map(([, cells], place) => ({
    rowNumber: place + 1,
    rowKey: null,
    fullName: "",
    birthDate: null,
    nationalId: null,
    cells,
  }));
  const matches = lines.map(([certificateNumber], place) =>
    matchOf(place, { ...nothingYet, result: certificateNumber ? "passed" : null, certificateNumber }),
  );
  const given = lines.flatMap(([number], place): [string, string][] =>
    number ? [[number, `${place}`]] : [],
  );
  return planRows(rows, matches, { ...known, certificates: new Map([...given, ...others]) }).map(
    ({ state, problems }) => [state, ...problems.map(({ field, text }) => `${field} ${text.split("|")[0]}`)],
  );
}

const taken = ["wrong", "certificateNumber outcomes:wrong.certificateTaken"];
const number = (certificateNumber: string) => ({ certificateNumber });

describe("certificate numbers that change hands within a file", () => {
  test("are exchanged, and go round", () => {
    expect(
      plan([
        ["1", number("2")],
        ["2", number("1")],
      ]),
    ).toEqual([["changed"], ["changed"]]);
    expect(
      plan([
        ["1", number("2")],
        ["2", number("3")],
        ["3", number("1")],
      ]),
    ).toEqual(Array(3).fill(["changed"]));
  });

  test("are free where their holder has failed after all", () => {
    expect(
      plan([
        [null, { result: "Đạt", ...number("1") }],
        ["1", { result: "Không đạt" }],
      ]),
    ).toEqual([["changed"], ["changed"]]);
  });

  test("stay with a holder whose line is wrong, and all that wait for them wait too", () => {
    expect(
      plan([
        ["1", number("2")],
        ["2", number("3")],
        ["3", { ...number("1"), certificateDate: "hôm qua" }],
      ]),
    ).toEqual([taken, taken, ["wrong", "certificateDate outcomes:wrong.certificateDate", taken[1]]]);
  });

  test("stay with a holder who is not in the file, or whose line leaves them", () => {
    expect(plan([["1", number("9")]], [["9", "elsewhere"]])).toEqual([taken]);
    expect(
      plan([
        ["1", number("2")],
        ["2", { note: "Học tốt" }],
      ]),
    ).toEqual([taken, ["changed"]]);
  });

  test("are the first line's of those that want them", () => {
    expect(
      plan([
        ["1", number("2")],
        ["2", number("5")],
        [null, { result: "Đạt", ...number("2") }],
      ]),
    ).toEqual([["changed"], ["changed"], taken]);
  });
});

const sheetOf = (cells: CellValue[][]): Sheet => ({
  name: "DS",
  hidden: false,
  merges: [],
  hiddenColumns: [],
  rows: cells.map((values, row) => ({
    number: row + 1,
    hidden: false,
    cells: values.map((value, column) => ({ column: column + 1, value })),
  })),
});

describe("a formula without a value", () => {
  test.each(["#N/A", "formula"])("is a problem of its field and no blank cell: %s", (fault) => {
    const rows = readSentRows(
      [
        sheetOf([
          ["STT", "Họ và tên", "Ngày sinh", "Buổi 1", "Kết quả", "Số chứng nhận", "Ngày cấp"],
          [1, "Nguyễn Văn An", "01/02/1990", { fault }, { fault }, { fault }, { fault }],
          [2, "Trần Thị Bình", "01/02/1991", "x", "Đạt", "CN-1", "01/05/2026"],
        ]),
      ],
      [{ id: "s", number: 1, heldOn: "2026-01-02" }],
      { columns: [] },
    );
    expect(plan([[null, rows?.[0]?.cells ?? {}]])).toEqual([
      [
        "wrong",
        ...["session1", "result", "certificateNumber", "certificateDate"].map(
          (f) => `${f} outcomes:wrong.fault`,
        ),
      ],
    ]);
    expect(plan([[null, { ...rows?.[1]?.cells }]])).toEqual([["changed"]]);
  });
});

test("a day that may be a month is asked for where another line has the month first", () => {
  const statesOf = (...days: CellValue[]) => {
    const sheet = sheetOf([
      ["STT", "Họ và tên", "Ngày sinh", "Kết quả", "Ngày cấp"],
      ...days.map((day, place) => [place + 1, `Nguyễn Văn ${"ABC"[place]}`, "01/02/1990", "Đạt", day]),
    ]);
    const rows = (readSentRows([sheet], [], { columns: [] }) ?? []).map((row) => ({ ...row, listed: {} }));
    const planned = (all: SentRow[]) =>
      planRows(
        all,
        all.map((_, place) => matchOf(place)),
        { ...known, certificates: new Map() },
      ).map(({ problems: [problem] }) => problem?.text ?? null);
    const mended = rows.map((row) => ({
      ...row,
      cells: { ...row.cells, certificateDate: "ngày 5 tháng 2 năm 2026" },
    }));
    return [planned(rows), planned(mended)];
  };
  const asked = message("outcomes:wrong.dayOrMonth", {
    typed: "05/02/2026",
    day: "05",
    month: "02",
    year: "2026",
  });
  expect(statesOf("05/02/2026", "02/25/2026", { date: "2026-02-05" })).toEqual([
    [asked, "outcomes:wrong.certificateDate", null],
    [null, null, null],
  ]);
  expect(statesOf("05/02/2026", "25/02/2026", "03/03/2026")[0]).toEqual([null, null, null]);
});
