import { describe, expect, test } from "vitest";
import { findTable, type ListDefinition } from "#app/spreadsheet/understanding/understand-table.ts";
import { type CellValue, cellText } from "#app/spreadsheet/workbook.ts";
import { sheetOf } from "#tests/support/sheet.ts";

type Field = "name" | "id" | "position";

const list: ListDefinition<Field> = {
  fields: [
    { field: "name", identifies: true, synonyms: ["họ và tên"] },
    { field: "id", synonyms: ["số cccd"], looksLike: (text) => /^\d{9,12}$/.test(text) },
    { field: "position", repeats: true, synonyms: ["chức vụ"] },
  ],
  namesGroup: (text) => /^(?:\d\. )?(?:Công ty|HTX) /.test(text),
  namesAll: (text) => (/^Công ty /.test(text) ? text : null),
};
const labels = ["STT", "Họ và tên", "Số CCCD", "Chức vụ"];

/** Name, ID and group of each row; reasons of the others. */
function read(...rows: (CellValue | null)[][]) {
  const table = findTable([sheetOf(rows)], list);
  return {
    rows: table?.rows.map(({ group, values }) => [
      cellText(values.name?.value),
      cellText(values.id?.value),
      group,
    ]),
    skipped: table?.skipped.map(({ number, reason }) => `${number} ${reason}`),
    groupAbove: table?.groupAbove?.name,
    asks: table?.decisions.flatMap((decision) => (decision.asks ? [decision.code] : [])),
  };
}

describe("several tables, one below the other", () => {
  const ofTwo = [
    ["1. Công ty Gỗ"],
    labels,
    [1, "A Tik", "062090000001", "Thợ"],
    [],
    ["2. HTX Nông sản"],
    ["STT", "Họ và tên", "Chức vụ", "Số CCCD"],
    [1, "Y Krông", "Thợ", "062190000002"],
  ];

  test("the first one is not passed over for the second, however alike their headers are", () => {
    expect(read(...ofTwo).rows).toHaveLength(2);
  });

  test("each is read by its own header, for its own unit", () => {
    expect(read(...ofTwo)).toMatchObject({
      rows: [
        ["A Tik", "062090000001", "Công ty Gỗ"],
        ["Y Krông", "062190000002", "HTX Nông sản"],
      ],
      skipped: ["1 group", "5 group", "6 header"],
    });
  });

  test("one that comes after a signature is read, for the unit in its title and not for the one before", () => {
    const found = read(
      ["Công ty Gỗ"],
      labels,
      [1, "A Tik", "1"],
      [null, null, null, "GIÁM ĐỐC"],
      [null, null, null, "Nguyễn Văn A"],
      ["Công ty Đá"],
      ["DANH SÁCH"],
      labels,
      [1, "Y Krông", "2"],
      [null, null, null, "GIÁM ĐỐC"],
      ["Trường nghề"],
      labels,
      [1, "A Blưh", "3"],
    );
    expect(found.rows).toEqual([
      ["A Tik", "1", "Công ty Gỗ"],
      ["Y Krông", "2", "Công ty Đá"],
      ["A Blưh", "3", null],
    ]);
    expect(found.groupAbove).toBeUndefined();
  });

  test("the header of the next page changes no unit, whatever the page's foot says", () => {
    const pages = [["Công ty Gỗ"], labels, [1, "A Tik", "1"], ["Trang 1"], labels, [2, "Y Krông", "2"]];
    expect(read(...pages)).toMatchObject({
      rows: [
        ["A Tik", "1", null],
        ["Y Krông", "2", null],
      ],
      groupAbove: "Công ty Gỗ",
    });
  });

  test("a letterhead on every page names the same unit again", () => {
    const found = read(
      ["Công ty Gỗ"],
      ["DANH SÁCH"],
      labels,
      [1, "A Tik", "1"],
      ["Công ty Gỗ"],
      ["DANH SÁCH"],
      labels,
      [2, "Y Krông", "2"],
    );
    expect(found.rows?.map(([, , group]) => group)).toEqual(["Công ty Gỗ", "Công ty Gỗ"]);
  });

  test("values are filled down within a table, not from one into the next", () => {
    const table = findTable(
      [
        sheetOf([
          labels,
          [1, "A Tik", "1", "Thợ"],
          ["STT", "Chức vụ", "Họ và tên", "Số CCCD"],
          [1, "nt", "Y Krông", "2"],
          [2, "Kế toán", "A Blưh", "3"],
          [3, "nt", "Y Blin", "4"],
        ]),
      ],
      list,
    );
    expect(table?.rows.map(({ values }) => values.position?.value)).toEqual([
      "Thợ",
      "nt",
      "Kế toán",
      "Kế toán",
    ]);
  });

  test("a table of something else is not read, and asked about", () => {
    expect(
      read(labels, [1, "A Tik", "1"], ["STT", "Nội dung", "Đơn vị tính", "Số tiền"], [1, "Máy in", "cái", 5]),
    ).toMatchObject({
      rows: [["A Tik", "1", null]],
      skipped: ["3 unrecognised", "4 unrecognised"],
      asks: ["rowsLeftOut"],
    });
  });

  test("a header with another word over the names is one of the list, where all else stands as above", () => {
    const wide = [...labels, "Ghi chú"];
    const found = read(
      wide,
      [1, "A Tik", "1", "Thợ"],
      ["STT", "Học viên tham dự", ...wide.slice(2)],
      [1, "Y Krông", "2", "Thợ"],
    );
    expect(found).toMatchObject({
      rows: [
        ["A Tik", "1", null],
        ["Y Krông", "2", null],
      ],
      skipped: ["3 header"],
    });
  });

  test("words beside STT end no list that goes on below them", () => {
    const rows = [
      [1, "A Tik", "1"],
      ["STT", "Nam", "Nữ"],
      [2, "Y Krông", "062190000002"],
    ];
    expect(read(labels, ...rows)).toMatchObject({
      rows: [
        ["A Tik", "1", null],
        ["Y Krông", "062190000002", null],
      ],
      skipped: ["3 unrecognised"],
    });
  });

  test.each(["Giám đốc công ty", "Xác nhận của đơn vị"])(
    "rows below %s are read whole, for the unit named there",
    (signature) => {
      const found = read(
        labels,
        ["Công ty Gỗ"],
        [1, "A Tik", "1"],
        [signature],
        ["II", "Công ty Đá"],
        [1, "Y Krông", "2"],
        [2, "A Blưh", "3"],
        [3, "Y Blin", "4"],
      );
      expect(found).toMatchObject({
        rows: [
          ["A Tik", "1", "Công ty Gỗ"],
          ["Y Krông", "2", "Công ty Đá"],
          ["A Blưh", "3", "Công ty Đá"],
          ["Y Blin", "4", "Công ty Đá"],
        ],
        skipped: ["2 group", "4 signature", "5 group"],
      });
    },
  );

  test("rows numbered anew below a signature are nobody's where no unit is named", () => {
    const found = read(
      labels,
      ["Công ty Gỗ"],
      [1, "A Tik", "1"],
      [2, "Y Krông", "2"],
      ["Giám đốc công ty"],
      [1, "A Blưh", "062090000003"],
    );
    expect(found.rows?.map(([, , group]) => group)).toEqual(["Công ty Gỗ", "Công ty Gỗ", null]);
  });

  test("numbered rows below a signature that nobody can place are asked about", () => {
    const found = read(
      labels,
      [1, "A Tik", "1"],
      ["Giám đốc công ty"],
      [1, "Y Krông"],
      [2, "A Blưh", "3"],
      [7, "Y Blin", "4"],
    );
    expect(found).toMatchObject({
      rows: [["A Tik", "1", null]],
      skipped: ["3 signature", "4 unrecognised", "5 unrecognised", "6 unrecognised"],
      asks: ["rowsLeftOut"],
    });
  });

  test("those who get a copy may be numbered too, and are none of the list", () => {
    const found = read(labels, [1, "A Tik", "1"], ["Nơi nhận:"], [1, "Sở Nội vụ", null, "2 bản"]);
    expect(found).toMatchObject({ rows: [["A Tik", "1", null]], asks: ["rowsLeftOut"] });
  });

  test("people without numbers are read below a signature where their unit is named", () => {
    const plain = labels.slice(1);
    const found = read(
      plain,
      ["Công ty Gỗ"],
      ["A Tik", "1", "Thợ"],
      ["Giám đốc công ty"],
      ["Công ty Đá"],
      ["Y Krông", "062190000002", "Thợ"],
    );
    expect(found.rows).toEqual([
      ["A Tik", "1", "Công ty Gỗ"],
      ["Y Krông", "062190000002", "Công ty Đá"],
    ]);
  });

  test.each([
    "DANH SÁCH (tiếp theo)",
    "Danh sách tiếp theo",
    "(tiếp)",
    "Danh sách (tiếp theo trang 1)",
    "DANH SÁCH CỬ ĐI HỌC",
  ])("%s over the next page changes no unit", (title) => {
    const found = read(["Công ty Gỗ"], ["DANH SÁCH CỬ ĐI HỌC"], labels, [1, "A Tik", "1"], [title], labels, [
      2,
      "Y Krông",
      "2",
    ]);
    expect(found).toMatchObject({
      rows: [
        ["A Tik", "1", null],
        ["Y Krông", "2", null],
      ],
      groupAbove: "Công ty Gỗ",
    });
  });

  test("the title in merged cells over the next page is no unit either", () => {
    const rows = [
      ["DANH SÁCH"],
      labels,
      [1, "A Tik", "1"],
      ["DANH SÁCH (tiếp)"],
      labels,
      [2, "Y Krông", "2"],
    ];
    const table = findTable([sheetOf([["Công ty Gỗ"], ...rows], { merges: [[5, 1, 5, 4]] })], list);
    expect(table?.rows.map(({ group }) => group)).toEqual([null, null]);
    expect(table?.groupAbove?.name).toBe("Công ty Gỗ");
  });

  test("what goes on is named with its unit, another unit's list is doubted", () => {
    const below = (title: string) =>
      read(["Công ty Gỗ"], labels, [1, "A Tik", "1"], [title], labels, [1, "Y Krông", "2"]).rows?.[1]?.[2];
    expect(below("Công ty Đá (tiếp theo)")).toBe("Công ty Đá");
    expect(below("Danh sách tiếp theo của Trường nghề")).toBeNull();
  });

  test("a table beside the list is asked about, a second column of one label is not", () => {
    const beside = read(
      [...labels.slice(0, 3), null, ...labels.slice(0, 3)],
      [1, "A Tik", "1", null, 2, "Y Krông", "2"],
    );
    expect(beside.asks).toEqual(["tableBeside"]);
    expect(read([...labels, "Số CCCD"], [1, "A Tik", "1", "Thợ", "2"]).asks).toEqual([]);
  });
});

describe("the groups of a list", () => {
  test("have sums beside their names, and are numbered in two levels", () => {
    const found = read(
      labels,
      ["A", "Khối doanh nghiệp", 5, 2],
      ["A.1", "Công ty Gỗ", 3, 1],
      [1, "A Tik", "1", "Thợ"],
      ["I.2", "Công ty Đá"],
      [1, "Y Krông", "2", "Thợ"],
    );
    expect(found).toMatchObject({
      rows: [
        ["A Tik", "1", "Công ty Gỗ"],
        ["Y Krông", "2", "Công ty Đá"],
      ],
      skipped: ["2 group", "3 group", "5 group"],
    });
  });

  test("people who are numbered I, II, III are people", () => {
    expect(read(labels, ["I", "A Tik", 1990], ["II", "Y Krông", 1991]).rows).toHaveLength(2);
  });

  test("a part of a company leaves its people with the company", () => {
    const found = read(
      labels,
      ["I", "Công ty Gỗ"],
      ["I.1", "Xưởng cưa"],
      [1, "A Tik", "1", "Thợ"],
      [null, "Phòng Kế toán"],
      [2, "Y Krông", "2", "Thợ"],
    );
    expect(found.rows?.map(([, , group]) => group)).toEqual(["Công ty Gỗ", "Công ty Gỗ"]);
  });

  test("a company is nobody, whatever stands beside its name", () => {
    expect(read(labels, [1, "Công ty Gỗ", "0905123456"], [null, "A Tik", "1"])).toMatchObject({
      rows: [["A Tik", "1", "Công ty Gỗ"]],
      skipped: ["2 group"],
    });
  });

  test("need not be numbered as the ones before", () => {
    const found = read(
      labels,
      ["I", "Công ty Gỗ"],
      [1, "A Tik", "1"],
      [2, "Y Krông", "2"],
      ["II", "Công ty Đá"],
      [null, "A Blưh", null, "Thợ"],
    );
    expect(found.rows?.[2]).toEqual(["A Blưh", "", "Công ty Đá"]);
  });

  test("a department is nobody's name, and Tô is a family", () => {
    const found = read(
      ["Công ty Gỗ"],
      labels,
      [null, "Tổ cơ khí số 2"],
      [1, "A Tik", "1"],
      [null, "Tô Thị Mão"],
    );
    expect(found.rows).toEqual([
      ["A Tik", "1", "Công ty Gỗ"],
      ["Tô Thị Mão", "", "Công ty Gỗ"],
    ]);
  });
});

describe("the end of a list", () => {
  test.each([
    "Cộng đơn vị: 02 người",
    "Cộng (I + II)",
    "Cộng chuyển trang sau",
    "Ấn định danh sách trên có 02 người",
    "Bằng chữ: hai người",
  ])("%s is no row", (text) => {
    expect(read(labels, [1, "A Tik", "1"], [null, text], [2, "Y Krông", "2"]).rows).toHaveLength(2);
  });

  test.each([
    ["Lập biểu", "Thủ trưởng cơ quan"],
    ["Cán bộ tổng hợp", "CHỦ DOANH NGHIỆP"],
    ["Nơi nhận:", "TRƯỞNG BAN"],
    ["Người duyệt", "T/M BAN QUẢN LÝ"],
    ["Kế toán", "Chủ nhiệm HTX"],
    ["(Đã ký)", "(Ký tên, đóng dấu)"],
  ])("%s and %s are followed by signers only", (left, right) => {
    const end = [
      [null, left, null, right],
      [null, "Nguyễn Văn A", null, "Trần Thị B"],
    ];
    expect(read(labels, [1, "A Tik", "1"], ...end)).toMatchObject({
      rows: [["A Tik", "1", null]],
      skipped: ["3 signature", "4 signature"],
    });
  });

  test("words below a gap are no people where every row has a number, and are asked about", () => {
    const end = [[], [null, "Văn thư", null, "Bí thư đoàn"], [], [null, "Nguyễn Văn A", null, "Trần Thị B"]];
    expect(read(labels, [1, "A Tik", "1"], [2, "Y Krông", "2"], ...end)).toMatchObject({
      rows: [
        ["A Tik", "1", null],
        ["Y Krông", "2", null],
      ],
      asks: ["rowsLeftOut"],
    });
  });

  test("is not at a gap below which rows without a number say what those above say", () => {
    const short = ["STT", "Họ và tên", "Chức vụ"];
    const rows = [[1, "A Tik", "Thợ"], [2, "Y Krông", "Thợ"], [], [null, "A Blưh", "Thợ"]];
    expect(read(short, ...rows).rows).toHaveLength(3);
  });

  test("is not at a gap below which rows without a number have a value that no name is", () => {
    const gendered: ListDefinition<"name" | "gender"> = {
      fields: [
        { field: "name", identifies: true, synonyms: ["họ và tên"] },
        { field: "gender", synonyms: ["giới tính"], looksLike: (text) => /^(?:Nam|Nữ)$/.test(text) },
      ],
    };
    const rows = [["STT", "Họ và tên", "Giới tính"], [1, "A Tik"], [2, "Y Krông"], []];
    const count = (...below: (CellValue | null)[]) =>
      findTable([sheetOf([...rows, below])], gendered)?.rows.length;
    expect(count(null, "A Blưh", "Nam")).toBe(3);
    expect(count(null, "Văn thư", "Bí thư đoàn")).toBe(2);
  });

  test("is not there yet where the next number follows", () => {
    const rows = [
      [1, "A Tik", "1"],
      [null, null, null, "Giám đốc"],
      [2, "Y Krông", "2", "Thợ"],
    ];
    expect(read(labels, ...rows).rows).toHaveLength(2);
  });

  test("dotted lines to be filled in are blank", () => {
    expect(read(labels, [1, "A Tik", "1"], [2, "……", "….", "…"], ["…"])).toMatchObject({
      rows: [["A Tik", "1", null]],
      skipped: [],
    });
  });
});
