import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  attachedToLine,
  daysBetween,
  endOfLocalDay,
  letterDate,
  letterDateLine,
  letterNumber,
  parseLocalDate,
  parsePartialDate,
  quarterOf,
  showDate,
  showDateTime,
  showQuarter,
  todayInVietnam,
} from "#app/vietnamese/dates.ts";

const localDate = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("reading a date", () => {
  test.each([
    "05/9/1990",
    "5-9-1990",
    "05.09.1990",
    " 05 / 09 / 1990 ",
    "ngày 05 tháng 9 năm 1990",
    "Ngày 5 tháng 09, năm 1990".normalize("NFD"),
    "NGÀY 05/9/1990",
    "1990-09-05",
    "1990/9/5",
  ])("takes %s as 5 September 1990", (raw) => {
    expect(parseLocalDate(raw)).toBe("1990-09-05");
    expect(parsePartialDate(raw)).toBe("1990-09-05");
  });

  test.each([
    "",
    "31/02/1990",
    "29/02/2027",
    "31/4/2026",
    "13/13/1990",
    "09/25/1990",
    "0/5/1990",
    "5/0/1990",
    "05/09/90",
    "05/09/0199",
    "05/09/1899",
    "05/09/2200",
    "9/1990",
    "00/9/1990",
    "05/09/19901",
    "1.990",
    "khoảng 1990",
    "33482",
  ])("refuses '%s'", (raw) => {
    expect(parseLocalDate(raw)).toBeNull();
    expect(parsePartialDate(raw)).toBeNull();
  });

  test.each([
    "1990",
    "năm 1990",
    "../../1990",
    "…/…/1990",
    "00/00/1990",
    "0/0/1990",
    "xx/xx/1990",
    "ngày … tháng … năm 1990",
  ])("takes %s as a year alone where that is allowed", (raw) => {
    expect(parsePartialDate(raw)).toBe("1990");
    expect(parseLocalDate(raw)).toBeNull();
  });

  test("takes a leap day in a leap year", () => {
    expect(parseLocalDate("29/02/2028")).toBe("2028-02-29");
    expect(parseLocalDate("29/02/1900")).toBeNull();
  });

  test("reads back every day as it is shown, as ISO and as a letter says it", () => {
    fc.assert(
      fc.property(localDate, (date) => {
        for (const form of [date, showDate(date), letterDate(date)]) expect(parseLocalDate(form)).toBe(date);
      }),
    );
    expect(showDate("1990")).toBe("1990");
    expect(showDate("2026-06-09")).toBe("09/06/2026");
  });
});

describe("days in Vietnam", () => {
  test("a day ends at 17:00 UTC, which already is the next day", () => {
    const end = endOfLocalDay("2026-06-09");
    expect(end.toISOString()).toBe("2026-06-09T17:00:00.000Z");
    expect(todayInVietnam(end)).toBe("2026-06-10");
    expect(todayInVietnam(new Date(end.getTime() - 1))).toBe("2026-06-09");
  });

  test("the day of an instant does not end before the instant", () => {
    fc.assert(
      fc.property(localDate, fc.integer({ min: 1, max: 86_400_000 }), (date, beforeEnd) => {
        expect(todayInVietnam(new Date(endOfLocalDay(date).getTime() - beforeEnd))).toBe(date);
      }),
    );
  });

  test("counting days undoes adding them", () => {
    fc.assert(
      fc.property(localDate, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
    expect(daysBetween("2026-11-22", "2026-12-09")).toBe(17);
  });

  test("an instant is shown by the Vietnamese clock", () => {
    expect(showDateTime(new Date("2027-01-12T07:35:59Z"))).toBe("14:35 ngày 12/01/2027");
    expect(showDateTime(new Date("2026-12-31T17:00:00Z"))).toBe("00:00 ngày 01/01/2027");
  });
});

describe("dates and numbers of official letters", () => {
  test.each([
    ["2026-01-05", "ngày 05 tháng 01 năm 2026"],
    ["2026-02-28", "ngày 28 tháng 02 năm 2026"],
    ["2019-06-29", "ngày 29 tháng 6 năm 2019"],
    ["2026-03-09", "ngày 09 tháng 3 năm 2026"],
    ["2025-11-11", "ngày 11 tháng 11 năm 2025"],
    [null, "ngày … tháng … năm …"],
  ])("%s is written '%s'", (date, written) => {
    expect(letterDate(date)).toBe(written);
    expect(letterDateLine("Đăk Cấm", date)).toBe(`Đăk Cấm, ${written}`);
  });

  test.each([
    [5, "05/UBND-VX"],
    [12, "12/UBND-VX"],
    [123, "123/UBND-VX"],
    [null, "…/UBND-VX"],
  ])("number %s is written %s", (number, written) => {
    expect(letterNumber(number, "UBND-VX")).toBe(written);
  });

  test("an appendix names its letter, with blanks until the records clerk has given number and date", () => {
    const letter = { kind: "Công văn", symbol: "UBND-VX", issuer: "Ủy ban nhân dân phường Đăk Cấm" };
    expect(attachedToLine({ ...letter, number: null, date: null })).toBe(
      "(Kèm theo Công văn số …/UBND-VX ngày … tháng … năm … của Ủy ban nhân dân phường Đăk Cấm)",
    );
    expect(attachedToLine({ ...letter, number: 7, date: "2027-01-15" })).toBe(
      "(Kèm theo Công văn số 07/UBND-VX ngày 15 tháng 01 năm 2027 của Ủy ban nhân dân phường Đăk Cấm)",
    );
  });
});

test.each([
  ["2027-01-01", "I/2027"],
  ["2027-03-31", "I/2027"],
  ["2027-04-01", "II/2027"],
  ["2027-09-30", "III/2027"],
  ["2027-12-31", "IV/2027"],
])("%s lies in quarter %s", (date, shown) => {
  const { year, quarter } = quarterOf(date);
  expect(showQuarter(year, quarter)).toBe(shown);
});

test("there is no fifth quarter", () => {
  expect(() => showQuarter(2027, 5)).toThrow(RangeError);
  expect(() => showQuarter(2027, 0)).toThrow(RangeError);
});
