import { describe, expect, test } from "vitest";
import { compareWithList, type ListedPerson, type SentListed } from "#app/domain/outcomes/listed-values.ts";
import { nothingYet } from "#app/domain/outcomes/outcome.ts";
import { readSentRows } from "#app/domain/outcomes/sent-rows.ts";
import { outcomeColumns } from "#app/domain/rosters/outcome-columns.ts";
import { valuesOf } from "#app/domain/rosters/read-roster.server.ts";
import {
  newColumn,
  presetNames,
  type RosterTemplate,
  rosterColumns,
  rosterPresets,
} from "#app/domain/rosters/template.ts";
import { parseWorkbook } from "#app/spreadsheet/reading/parse-workbook.server.ts";
import { rosterTable, writeToBuffer } from "#tests/support/roster.ts";

const listed: ListedPerson = {
  seat: "primary",
  fullName: "Nguyễn Thị Hòa",
  birthDate: "1990-05-02",
  gender: "female",
  nationalId: "062190001234",
  phone: "+84912345678",
  email: "hoa@vidu.vn",
  position: "Tổ trưởng",
  qualification: "college",
  employer: "Công ty TNHH Gỗ Đăk Cấm",
  taxCode: "062*****0009",
  ward: "phường Đăk Cấm",
};

const apart: RosterTemplate = {
  sort: "list",
  columns: (
    ["number", "fullName", "birthDay", "birthMonth", "birthYear", "female", "nationalId"] as const
  ).map((field) => newColumn(field)),
};

describe("what a roster says that is not its provider's to say", () => {
  test.each([
    ...presetNames.map((name) => [name, rosterPresets[name] as RosterTemplate] as const),
    ["day, month and year apart", apart] as const,
  ])("goes out and comes back the same: %s", async (_, template) => {
    const columns = [...rosterColumns(template, { joinsWards: true }), ...outcomeColumns([])];
    const people: ListedPerson[] = [
      listed,
      {
        ...listed,
        fullName: "A Tik",
        gender: "male",
        birthDate: "1988",
        nationalId: "001088000002",
        email: null,
      },
      { ...listed, fullName: "H'Bia Niê", phone: null, position: null, qualification: null, seat: "reserve" },
    ];
    const rows = people.map((person, place) =>
      valuesOf(
        {
          ...person,
          number: place + 1,
          id: crypto.randomUUID(),
          listId: "",
          nominationId: "",
          outcome: nothingYet,
        },
        columns,
      ),
    );
    const read = await parseWorkbook(await writeToBuffer({ ...rosterTable, columns }, rows));
    if (!read.ok) throw new Error(read.problem);
    const sent = readSentRows(read.workbook.sheets, [], template) ?? [];
    expect(sent.map(({ fullName }) => fullName)).toEqual(people.map(({ fullName }) => fullName));
    expect(people.map((person, place) => compareWithList(person, sent[place]?.listed ?? {}))).toEqual([
      [],
      [],
      [],
    ]);
  });

  test.each<[string, SentListed]>([
    ["case, spaces and the letter of a tone", { fullName: "NGUYỄN  THỊ HOÀ" }],
    ["decomposed accents", { fullName: "Nguyễn Thị Hòa".normalize("NFD") }],
    ["a phone number with its country code", { phone: "84912345678" }],
    ["a phone number without its zero", { phone: "912345678" }],
    ["a citizen ID number without its zero", { nationalId: "62190001234" }],
    ["a household's tax code unmasked", { taxCode: "062190000009" }],
    ["another case of an address", { email: "HOA@vidu.vn" }],
    ["punctuation", { employer: "Công ty TNHH Gỗ - Đăk Cấm." }],
    ["a qualification in short", { qualification: "CĐ" }],
    ["a gender in short", { gender: "nu" }],
    ["what is not there", {}],
  ])("%s is no difference", (_, sent) => {
    expect(compareWithList(listed, sent)).toEqual([]);
  });

  test.each<[keyof SentListed, string, string | null, string]>([
    ["fullName", "Nguyễn Thị Hoa", "Nguyễn Thị Hòa", "Nguyễn Thị Hoa"],
    ["birthDate", "1990-02-05", "02/05/1990", "05/02/1990"],
    ["birthDate", "tháng 5", "02/05/1990", "tháng 5"],
    ["gender", "Nam", "Nữ", "Nam"],
    ["nationalId", "062190009999", "062*****1234", "062*****9999"],
    ["nationalId", "0621900", "062*****1234", "************"],
    ["phone", "0912345679", "0912 345 678", "0912345679"],
    ["phone", "0912345678; 062190001234", "0912 345 678", "0912345678; 062*****1234"],
    ["employer", "Công ty TNHH Gỗ Đăk Cẩm", "Công ty TNHH Gỗ Đăk Cấm", "Công ty TNHH Gỗ Đăk Cẩm"],
    ["taxCode", "6100000123-001", "062*****0009", "6100000123-001"],
    ["taxCode", "001090000010", "062*****0009", "001*****0010"],
    ["qualification", "Đại học", "Cao đẳng", "Đại học"],
    ["note", "nghỉ ốm", "Chính thức", "nghỉ ốm"],
  ])("%s %s is told, without a number whole", (field, inFile, onList, shown) => {
    expect(compareWithList(listed, { [field]: inFile })).toEqual([{ field, onList, inFile: shown }]);
  });

  test("what the list leaves blank and the file fills in is told", () => {
    expect(
      compareWithList(
        { ...listed, phone: null, nationalId: null },
        { phone: "0912345678", nationalId: "062190001234" },
      ),
    ).toEqual([
      { field: "nationalId", onList: null, inFile: "062*****1234" },
      { field: "phone", onList: null, inFile: "0912345678" },
    ]);
  });
});
