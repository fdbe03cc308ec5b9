import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readNomineeRows } from "#app/domain/nominations/workbook.ts";
import { parseWorkbook } from "#app/spreadsheet/reading/parse-workbook.server.ts";
import type {
  TableDescription,
  TableValues,
  TableWriter,
} from "#app/spreadsheet/writing/table-description.ts";
import { writeCsv } from "#app/spreadsheet/writing/write-csv.server.ts";
import { writeWorkbook } from "#app/spreadsheet/writing/write-workbook.server.ts";

const table: TableDescription = {
  sheetName: "Danh sách",
  head: { left: ["ỦY BAN NHÂN DÂN", "PHƯỜNG ĐĂK CẤM"], right: ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] },
  title: "DANH SÁCH CỬ THAM GIA LỚP HỌC",
  subtitle: ["(Kèm theo Công văn số …)"],
  columns: [
    { header: "STT", width: 5, kind: "integer" },
    { header: "Họ và tên", width: 25, kind: "text" },
    { header: "Giới tính", width: 8, kind: "text" },
    { header: "Ngày sinh", width: 12, kind: "partialDate" },
    { header: "Số CCCD", width: 15, kind: "text" },
    { header: "Điện thoại", width: 13, kind: "text" },
    { header: "Thư điện tử", width: 20, kind: "text" },
    { header: "Chức vụ", width: 20, kind: "text" },
    { header: "Đơn vị", width: 25, kind: "text" },
    { header: "Ghi chú", width: 20, kind: "text" },
  ],
  footer: {
    totalLine: (count) => `Danh sách có ${count} người./.`,
    signatures: {
      left: [{ text: "NGƯỜI LẬP BIỂU" }],
      right: [{ text: "TM. ỦY BAN NHÂN DÂN" }, { text: "CHỦ TỊCH" }],
    },
  },
};

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length });
const year = fc.integer({ min: 1950, max: 2010 });
const day = fc
  .tuple(year, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join("-"));
const word = fc.constantFrom(
  "Nguyễn",
  "Rơ",
  "Châm",
  "H'Bia",
  "A",
  "Y",
  "Đức",
  "ƯỚC",
  "Krông",
  "Hđơ̆k",
  "Thị",
  "Blưh",
);
const oftenNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3, nil: null });

const person = fc.record({
  fullName: fc.array(word, { minLength: 2, maxLength: 3 }).map((words) => words.join(" ").normalize("NFC")),
  gender: oftenNull(fc.constantFrom("male" as const, "female" as const)),
  birthDate: oftenNull(fc.oneof(day, year.map(String))),
  nationalId: fc.tuple(fc.constantFrom("062", "001", "051"), digits(9)).map((parts) => parts.join("")),
  phone: oftenNull(
    fc.tuple(fc.constantFrom("3", "5", "7", "8", "9"), digits(8)).map((parts) => `+84${parts.join("")}`),
  ),
  email: oftenNull(fc.constantFrom("a@b.vn", "nguoi.thu@example.vn")),
  position: oftenNull(fc.constantFrom("Thợ điện", "Giám đốc", "Kế toán", "Tổng hợp", "=1+1")),
  employer: oftenNull(fc.constantFrom("HTX Gỗ, mây; tre", "Tổng công ty Gỗ", 'Công ty "May"', "Ghi nhận")),
  note: oftenNull(fc.constantFrom("đã học", "+84 là mã nước", "Ghi chú: x", "- nhắn Zalo")),
});

type Person = typeof person extends fc.Arbitrary<infer T> ? T : never;

function valuesOf(people: Person[]): TableValues[] {
  return people.map((row, place) => [
    place + 1,
    row.fullName,
    row.gender && (row.gender === "male" ? "Nam" : "Nữ"),
    row.birthDate,
    row.nationalId,
    row.phone?.replace("+84", "0") ?? null,
    row.email,
    row.position,
    row.employer,
    row.note,
  ]);
}

async function writeAndRead(write: TableWriter, values: TableValues[]) {
  const output = new PassThrough();
  const [file] = await Promise.all([buffer(output), write(table, values, output)]);
  const read = await parseWorkbook(file);
  if (!read.ok) throw new Error(`${read.problem} ${read.detail}`);
  return readNomineeRows(read.workbook.sheets);
}

describe.each<[string, TableWriter]>([
  [".xlsx", writeWorkbook],
  [".csv", writeCsv],
])("people written as %s", (_, write) => {
  test("are read as they were", async () => {
    const people = fc.uniqueArray(person, {
      minLength: 1,
      maxLength: 12,
      selector: ({ nationalId }) => nationalId,
    });
    await fc.assert(
      fc.asyncProperty(people, async (written) => {
        const rows = (await writeAndRead(write, valuesOf(written)))?.rows;
        const fields = rows?.map(({ rowNumber, hidden, qualification, problems, notes, ...row }) => row);
        expect(fields).toEqual(written);
        expect(rows?.flatMap(({ problems }) => problems)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
