import { describe, expect, test } from "vitest";
import { readNomineeColumns, readNomineeRows } from "#app/domain/nominations/workbook.ts";
import type { Mends, ReadingChoices } from "#app/spreadsheet/understanding/reading-choices.ts";
import type { CellValue } from "#app/spreadsheet/workbook.ts";
import { sheetOf } from "#tests/support/sheet.ts";

type Cells = (CellValue | null)[];
const header = ["TT", "Họ và tên", "Giới tính", "Ngày sinh", "Số CCCD", "Điện thoại", "Đơn vị", "Ghi chú"];

function readOne(cells: Cells, choices?: ReadingChoices, mends?: Mends) {
  const row = readNomineeRows([sheetOf([header, [1, ...cells]])], choices, mends)?.rows[0];
  if (!row) throw new Error("no row was read");
  return row;
}

function readNames(rows: Cells[], merges: [number, number, number, number][] = []) {
  return readNomineeRows([sheetOf(rows, { merges })])?.rows.map(({ fullName }) => fullName);
}

describe("a name", () => {
  test.each([
    ["Nguyễn\u00a0Văn  An ", "Nguyễn Văn An"],
    ["Nguyễn Văn\nAn", "Nguyễn Văn An"],
    ["Đặng Thị Hòa".normalize("NFD"), "Đặng Thị Hòa"],
    ["NGUYỄN THỊ HÀ", "NGUYỄN THỊ HÀ"],
    ["H'Bia Niê", "H'Bia Niê"],
    ["A Tik", "A Tik"],
  ])("%j is %s", (written, name) => {
    expect(readOne([written])).toMatchObject({ fullName: name, problems: [] });
  });

  test.each([
    ["Bà Nguyễn Thị Hà", "Nguyễn Thị Hà", "Bà"],
    ["ANH RƠ CHÂM BLƯH", "RƠ CHÂM BLƯH", "ANH"],
    ["Đ/c A Tik", "A Tik", "Đ/c"],
    ["Ông: Nguyễn An", "Nguyễn An", "Ông"],
  ])("%s is written without how somebody is addressed, and says so", (written, fullName, text) => {
    expect(readOne([written])).toMatchObject({
      fullName,
      notes: [{ field: "fullName", code: "addressLeftOut", text }],
    });
  });

  test.each([
    "Ông Văn Tân",
    "Ông Ích Khiêm",
    "Ông Thế Anh",
    "Anh Đức Minh",
    "Cô Thị Hà",
    "Anh Thư",
    "Bàn Thị Chị",
  ])("%s is a name as it stands", (name) => {
    expect(readOne([name])).toMatchObject({ fullName: name, notes: [] });
  });

  test("may be numbered in its own cell", () => {
    expect(readOne(["3. Nguyễn Văn An"])).toMatchObject({ fullName: "Nguyễn Văn An", notes: [] });
  });

  test("gives a remark in brackets after it to the note", () => {
    expect(readOne(["Nguyễn Văn An\n(Trưởng ca)", null, null, null, null, null, "đã học"])).toMatchObject({
      fullName: "Nguyễn Văn An",
      note: "đã học; Trưởng ca",
      notes: [{ field: "fullName", code: "rest", text: "Trưởng ca" }],
    });
  });

  test.each([
    [null, "missing"],
    ["An", "tooShort"],
    ["Nguyễn Văn An 2", "hasDigits"],
    ["Nguyễn Văn An & vợ", "hasSymbols"],
  ])("%j is a problem", (written, code) => {
    expect(readOne([written, "Nam", "1990", "062090000001", "0912345678"])).toMatchObject({
      fullName: null,
      problems: [{ field: "fullName", code }],
    });
  });

  test("apart in two columns, or in two columns under one header, is joined", () => {
    expect(
      readNames([
        ["Họ và tên đệm", "Tên", "CCCD"],
        ["Rơ Châm", "Blưh", "062090000001"],
      ]),
    ).toEqual(["Rơ Châm Blưh"]);
    const oneHeader: Cells[] = [
      ["STT", "Họ và tên", null, "CCCD"],
      [1, "Rơ Châm", "Blưh", "062090000001"],
    ];
    expect(readNames(oneHeader, [[1, 2, 1, 3]])).toEqual(["Rơ Châm Blưh"]);
    expect(readNames(oneHeader)).toEqual(["Rơ Châm Blưh"]);
    expect(
      readNames([
        ["Tên", "CCCD"],
        ["Rơ Châm Blưh", "062090000001"],
      ]),
    ).toEqual(["Rơ Châm Blưh"]);
  });
});

describe("an e-mail address", () => {
  const listed = (email: string) =>
    readNomineeRows([
      sheetOf([
        ["Họ và tên", "Số CCCD", "Email"],
        ["Nguyễn Văn An", "062090000001", email],
      ]),
    ])?.rows[0];

  test("is judged as the form judges it", () => {
    expect(listed("An.Nguyen@Example.vn")).toMatchObject({ email: "an.nguyen@example.vn", problems: [] });
    const refused = { email: null, problems: [{ field: "email", code: "unreadable" }] };
    expect(listed("an@example")).toMatchObject(refused);
    expect(listed(`${"a".repeat(200)}@example.vn`)).toMatchObject(refused);
  });

  test("that is all dots costs no more than its length", () => {
    expect(listed(`a@${".".repeat(30_000)}@`)?.email).toBeNull();
  });
});

describe("gender and birth date", () => {
  test.each<[CellValue | null, string | null]>([
    ["Nam", "male"],
    ["nữ", "female"],
    ["NU", "female"],
    ["M", "male"],
    [1, "male"],
    [null, null],
  ])("%j is %s", (written, gender) => {
    expect(readOne(["A Tik", written]).gender).toBe(gender);
  });

  test("follow from the column that holds the date; in both it is a problem", () => {
    const rows: Cells[] = [
      ["Họ và tên", "Ngày, tháng, năm sinh", null, "CCCD"],
      [null, "Nam", "Nữ", null],
      ["A Tik", { date: "1990-02-01" }, null, "062090000001"],
      ["Y Krông", null, 1991, "062191000002"],
      ["A Blưh", "1/2/1990", "1/2/1990", "062090000003"],
    ];
    const table = readNomineeRows([sheetOf(rows, { merges: [[1, 2, 1, 3]] })]);
    expect(table?.rows).toMatchObject([
      { gender: "male", birthDate: "1990-02-01" },
      { gender: "female", birthDate: "1991" },
      { gender: null, problems: [{ field: "gender", code: "twice" }] },
    ]);
    expect(readNomineeRows([sheetOf(rows)])?.rows).toEqual(table?.rows);
  });

  test("an x in the only column Nữ is a woman, nothing there a man", () => {
    const rows: Cells[] = [
      ["Họ và tên", "Năm sinh", "Nữ"],
      ["Y Krông", 1990, "x"],
      ["A Tik", 1991, null],
    ];
    expect(readNomineeRows([sheetOf(rows)])?.rows.map(({ gender }) => gender)).toEqual(["female", "male"]);
  });

  test("columns of ticks may say 1 and 0", () => {
    const rows: Cells[] = [
      ["Họ và tên", "Nam", "Nữ"],
      ["Y Krông", 0, 1],
      ["A Tik", "1", "0"],
    ];
    expect(readNomineeRows([sheetOf(rows)])?.rows.map(({ gender }) => gender)).toEqual(["female", "male"]);
  });

  test("a year called Năm is no column of men", () => {
    const rows: Cells[] = [
      ["Họ và tên", "Năm", "CCCD"],
      ["Y Krông", 1990, "062190000001"],
    ];
    expect(readNomineeRows([sheetOf(rows)])?.rows).toMatchObject([{ gender: null, birthDate: "1990" }]);
  });

  test.each<[CellValue, string | null]>([
    [{ date: "1990-09-05" }, "1990-09-05"],
    ["05/9/1990", "1990-09-05"],
    ["5-9-1990", "1990-09-05"],
    ["05.09.1990", "1990-09-05"],
    ["ngày 05 tháng 9 năm 1990", "1990-09-05"],
    [1990, "1990"],
    ["1990", "1990"],
    ["SN 1990", "1990"],
    ["00/00/1990", "1990"],
    ["5/9/90", "1990-09-05"],
    ["5/9/05", "2005-09-05"],
    [33121, "1990-09-05"],
    ["33121", "1990-09-05"],
    [43831, null],
    [19905, null],
    ["20001", null],
    ["5/9/25", null],
    ["31/02/1990", null],
    ["khoảng 1990", null],
  ])("%j is %s", (written, date) => {
    expect(readOne(["A Tik", null, written]).birthDate).toBe(date);
  });

  test.each([
    [
      "under one head",
      [
        ["Họ và tên", "Ngày, tháng, năm sinh"],
        [null, "Ngày", "Tháng", "Năm"],
      ],
    ],
    ["each with its own", [["Họ và tên", "Ngày sinh", "Tháng sinh", "Năm sinh"]]],
  ])("day, month and year may stand apart, %s", (_how, head) => {
    const rows: Cells[] = [
      ...head,
      ["A Tik", 4, 7, 1990],
      ["Y Krông", "01", "02", "1995"],
      ["A Blưh", null, null, 1988],
      ["Y Nhưn", 31, 2, 1990],
      ["A Thút", 5, null, 1992],
    ];
    const merges: [number, number, number, number][] = head.length > 1 ? [[1, 2, 1, 4]] : [];
    const table = readNomineeRows([sheetOf(rows, { merges })]);
    expect(table?.rows).toMatchObject([
      { birthDate: "1990-07-04" },
      { birthDate: "1995-02-01" },
      { birthDate: "1988" },
      { birthDate: null, problems: [{ field: "birthDate", code: "noSuchDay" }] },
      { birthDate: null, problems: [{ field: "birthDate", code: "unreadable" }] },
    ]);
  });

  test("a date that was read from Excel's number of its day says so", () => {
    expect(readOne(["A Tik", null, { date: "1905-06-12" }])).toMatchObject({
      birthDate: "1990",
      notes: [{ field: "birthDate", code: "yearAsDay" }],
    });
    expect(readOne(["A Tik", null, 33121]).notes).toEqual([{ field: "birthDate", code: "fromSerial" }]);
  });

  test("a day that never was is told apart from what is no date", () => {
    expect(readOne(["A Tik", null, "31/02/1990"]).problems).toEqual([
      { field: "birthDate", code: "noSuchDay" },
    ]);
    expect(readOne(["A Tik", null, "chưa rõ"]).problems).toEqual([
      { field: "birthDate", code: "unreadable" },
    ]);
  });
});

describe("a citizen ID", () => {
  test("gets its zeros back, marked", () => {
    expect(readOne(["A Tik", null, null, 62_090_000_001])).toMatchObject({
      nationalId: "062090000001",
      notes: [{ field: "nationalId", code: "zeroRestored" }],
    });
  });

  test.each<[CellValue, string]>([
    ["123456789", "oldNineDigits"],
    ["06209000000O", "letters"],
    ["6.2099E+10", "lostDigits"],
    ["0620900000", "length"],
    ["đang làm", "letters"],
    [{ fault: "#REF!" }, "fault"],
  ])("%j is a problem: %s", (written, code) => {
    expect(readOne(["A Tik", null, null, written])).toMatchObject({
      nationalId: null,
      problems: [{ field: "nationalId", code }],
    });
  });

  test("is not taken from the column of the nine-digit number before it, nor a phone from tax codes", () => {
    const rows: Cells[] = [
      ["Họ và tên", "CMND", "CCCD", "Mã số thuế", "Ngày vào làm"],
      ["A Tik", "233123456", "062090000001", "0301234567", "05/09/2005"],
    ];
    expect(readNomineeRows([sheetOf(rows)])?.rows).toMatchObject([
      { nationalId: "062090000001", phone: null, birthDate: null, problems: [] },
    ]);
  });

  test("that disagrees with gender and birth year is only noted", () => {
    expect(readOne(["A Tik", "Nữ", 1991, "062090000001"])).toMatchObject({
      nationalId: "062090000001",
      problems: [],
      notes: [
        { field: "nationalId", code: "genderDiffers" },
        { field: "nationalId", code: "birthYearDiffers" },
      ],
    });
  });
});

describe("a phone", () => {
  test("keeps the first of two numbers, and the note takes the other", () => {
    expect(
      readOne(["A Tik", null, null, null, "0922627559 / 0905.123.456", null, "đội trưởng"]),
    ).toMatchObject({
      phone: "+84922627559",
      note: "đội trưởng; 0905.123.456",
    });
  });

  test("of eleven digits is asked about once, and converted on request", () => {
    const rows = [
      header,
      [1, "A Tik", null, null, null, "01234567890"],
      [2, "A Blưh", null, null, null, "01672345678"],
    ];
    const ask = readNomineeRows([sheetOf(rows)]);
    expect(ask?.decisions).toContainEqual({ code: "oldPhones", asks: true, cells: 2, taken: "keep" });
    expect(ask?.rows[0]).toMatchObject({ phone: null, problems: [{ field: "phone", code: "oldPrefix" }] });
    const converted = readNomineeRows([sheetOf(rows)], { oldPhones: "convert" });
    expect(converted?.decisions).toContainEqual({
      code: "oldPhones",
      asks: false,
      cells: 2,
      taken: "convert",
    });
    expect(converted?.rows.map(({ phone }) => phone)).toEqual(["+84834567890", "+84372345678"]);
  });
});

describe("the employer", () => {
  const columns = ["STT", "Họ và tên", "CCCD", "Đơn vị"];

  test("is filled down under a merged cell and in place of ditto marks", () => {
    const rows: Cells[] = [
      columns,
      [1, "A Tik", "062090000001", "HTX Gỗ"],
      [2, "A Blưh", "062090000002", null],
      [3, "Y Krông", "062190000003", null],
      ...["nt", "-nt-", "- nt -", '"', "''", "//", "Như trên", "NHƯ TRÊN", "n.t", "”"].map(
        (mark, place): Cells => [place + 4, "A Hơ", `0620900001${10 + place}`, mark],
      ),
      [20, "Y Nhưn", "062190000020", null],
    ];
    const table = readNomineeRows([sheetOf(rows, { merges: [[2, 4, 4, 4]] })]);
    expect(table?.rows.map(({ employer }) => employer)).toEqual([...Array(13).fill("HTX Gỗ"), null]);
    expect(table?.decisions).toEqual(
      expect.arrayContaining([
        { code: "mergesFilledDown", asks: false, column: 4, field: "employer", cells: 2 },
        { code: "dittoFilledDown", asks: false, column: 4, field: "employer", cells: 10 },
      ]),
    );
  });

  test("is a ditto mark as written where nothing stands above it", () => {
    expect(readNomineeRows([sheetOf([columns, [1, "A Tik", "062090000001", "nt"]])])?.rows[0]?.employer).toBe(
      "nt",
    );
  });

  test("is the group row: numbered, merged, or a company's name alone; its column comes first", () => {
    const rows: Cells[] = [
      columns,
      ["I. Công ty TNHH Gỗ (02 người)"],
      [1, "A Tik", "062090000001"],
      [2, "A Blưh", "062090000002", "Tổ cơ khí"],
      [null, "HTX Nông sản"],
      [3, "Y Krông", "062190000003"],
      ["1. Xưởng mộc"],
      [4, "Y Nhưn", "062190000004"],
    ];
    const table = readNomineeRows([sheetOf(rows, { merges: [[7, 1, 7, 4]] })]);
    expect(table?.rows.map(({ employer }) => employer)).toEqual([
      "Công ty TNHH Gỗ",
      "Tổ cơ khí",
      "HTX Nông sản",
      "Xưởng mộc",
    ]);
    expect(table?.decisions).toContainEqual({
      code: "groupRows",
      asks: false,
      field: "employer",
      rows: [2, 5, 7],
    });
  });

  test("is the group row also where the number of the group has a column of its own", () => {
    const table = readNomineeRows([
      sheetOf([
        columns,
        ["I", "Công ty TNHH Gỗ (02 người)"],
        [1, "A Tik", "062090000001"],
        [2, "HTX Nông sản"],
        ["2.1", "Y Krông", "062190000003"],
        ["A", "Tổ hợp tác Đăk Bla"],
        [1, "A Blưh"],
        [2],
      ]),
    ]);
    expect(table?.rows.map(({ fullName, employer }) => [fullName, employer])).toEqual([
      ["A Tik", "Công ty TNHH Gỗ"],
      ["Y Krông", "HTX Nông sản"],
      ["A Blưh", "Tổ hợp tác Đăk Bla"],
    ]);
  });

  test.each([
    ["2", "Y - Blin"],
    [2, "A. Thút"],
    [null, "A. Thút"],
    [2, "B. Thút"],
  ])("is never a person whose row has a name alone: %j, %j", (number, name) => {
    const table = readNomineeRows([sheetOf([columns, [number, name], ["3", "A Tik", "062090000001"]])]);
    expect(table?.rows.map(({ rowNumber, employer }) => [rowNumber, employer])).toEqual([
      [2, null],
      [3, null],
    ]);
  });

  test.each([
    ["CÔNG TY TNHH MTV HOA SEN", "CÔNG TY TNHH MTV HOA SEN"],
    ["Đơn vị đăng ký: HTX Nông sản", "HTX Nông sản"],
    ["Tên doanh nghiệp : Thép Tây Nguyên (04 người)", "Thép Tây Nguyên"],
    ["Đơn vị đào tạo: VNPT", null],
    ["Doanh nghiệp: ……………", null],
    ["Công ty chúng tôi xin gửi danh sách như sau:", null],
    ["DANH SÁCH CỬ ĐI HỌC", null],
  ])("stands above the table of one employer: %j", (above, employer) => {
    const table = readNomineeRows([
      sheetOf([["ỦY BAN NHÂN DÂN PHƯỜNG"], [above], ["Họ và tên", "CCCD"], ["A Tik", "062090000001"]]),
    ]);
    expect(table?.rows.map((row) => row.employer)).toEqual([employer]);
    expect(table?.employerAbove).toBe(employer);
    const said = { code: "groupAbove", asks: false, field: "employer", row: 2 };
    expect(table?.decisions.filter(({ code }) => code === "groupAbove")).toEqual(employer ? [said] : []);
  });

  test("is not what stands above a table that names employers itself", () => {
    const table = readNomineeRows([
      sheetOf([["CÔNG TY ĐÀO TẠO"], ["Họ và tên", "CCCD", "Đơn vị"], ["A Tik", "062090000001", null]]),
    ]);
    expect(table?.rows.map((row) => row.employer)).toEqual([null]);
  });
});

describe("what a person decided", () => {
  test("a mended cell is read as if it had been typed there; an empty text empties it", () => {
    const mends = {
      2: { fullName: "A Tik", nationalId: "062090000001", phone: "", employer: "", note: "mới" },
    };
    expect(readOne(["A 1", null, null, "06209O", "09", "HTX", "cũ"], {}, mends)).toMatchObject({
      fullName: "A Tik",
      nationalId: "062090000001",
      phone: null,
      employer: null,
      note: "mới",
      problems: [],
    });
  });

  test("a mended name, date and gender stand above all columns they come from", () => {
    const rows: Cells[] = [
      ["Họ đệm", "Tên", "Nữ", "Ngày sinh nam", "Ngày sinh nữ"],
      ["Y", "1", "x", "1/2/1990", "31/2/1990"],
    ];
    const mends = { 2: { fullName: "A Tik", birthDate: "3/4/1991", gender: "Nam" } };
    expect(readNomineeRows([sheetOf(rows)], {}, mends)?.rows).toMatchObject([
      { fullName: "A Tik", birthDate: "1991-04-03", gender: "male", problems: [] },
    ]);
  });

  test("columns get the chosen meaning or none, the others are matched as before", () => {
    const choices = { columns: { "2": null, "8": "fullName", "7": "constructor" } };
    const table = readNomineeRows(
      [sheetOf([header, [1, "A Tik", "Nam", 1990, null, null, "HTX", "Y Krông"]])],
      choices,
    );
    expect(table?.rows).toMatchObject([{ fullName: "Y Krông", employer: "HTX", note: null }]);
    expect(table?.columns.find(({ column }) => column === 8)).toMatchObject({
      letter: "H",
      label: "Ghi chú",
      field: "fullName",
      by: "choice",
      sureness: 1,
    });
  });

  test("where no list is found, the columns under the chosen row can be chosen", () => {
    const sheet = sheetOf([
      ["Cột 1", "Cột 2"],
      ["Y Krông", "Thợ"],
    ]);
    expect(readNomineeRows([sheet])).toBeNull();
    expect(readNomineeColumns([sheet], { headerRow: 1 })).toMatchObject([
      { column: 1, label: "Cột 1", field: null, samples: ["Y Krông"] },
      { column: 2, label: "Cột 2", field: null, samples: ["Thợ"] },
    ]);
    const choices = { headerRow: 1, columns: { "1": "fullName", "2": "position" } };
    expect(readNomineeRows([sheet], choices)?.rows).toMatchObject([{ fullName: "Y Krông", position: "Thợ" }]);
  });

  test("swapped days and months are noted", () => {
    const rows: Cells[] = [
      header,
      [1, "A Tik", null, { date: "1990-12-05" }],
      [2, "A Blưh", null, "25/12/1990"],
    ];
    const asked = readNomineeRows([sheetOf(rows)]);
    expect(asked?.decisions).toContainEqual({
      code: "dayMonth",
      asks: true,
      column: 4,
      field: "birthDate",
      realDates: 1,
      textDates: 1,
      examples: [{ row: 2, asWritten: "1990-12-05", swapped: "1990-05-12" }],
      taken: "asWritten",
    });
    const table = readNomineeRows([sheetOf(rows)], { dayMonth: { "4": "swapped" } });
    expect(table?.rows).toMatchObject([
      { birthDate: "1990-05-12", notes: [{ field: "birthDate", code: "dayMonthSwapped" }] },
      { birthDate: "1990-12-25", notes: [] },
    ]);
  });
});

test("headers and mends named like parts of an object mean nothing", () => {
  const rows = [
    ["__proto__", "Họ và tên", "constructor", "toString"],
    ["1", "A Tik", "2", "3"],
  ];
  const mends = JSON.parse(
    '{"__proto__":{"fullName":"X"},"2":{"__proto__":{"fullName":"X"},"toString":"X"}}',
  ) as Mends;
  const choices = JSON.parse('{"columns":{"__proto__":"fullName","3":"position"}}') as ReadingChoices;
  expect(readNomineeRows([sheetOf(rows)], choices, mends)?.rows).toMatchObject([
    { fullName: "A Tik", position: "2" },
  ]);
  expect(({} as Record<string, unknown>).fullName).toBeUndefined();
});
