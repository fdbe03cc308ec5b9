import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nationalPhone, parsePhone, showPhone } from "#app/vietnamese/phone.ts";

const plain = { ok: true, rest: null, repaired: false, converted: false };

describe("reading a phone number", () => {
  test.each([
    "0912345678",
    "0912 345 678",
    "0912.345.678",
    "0912-345-678",
    "'0912345678",
    "+84 912 345 678",
    "+84 91 234 56 78",
    "84 91 234 56 78",
    "84-91-234-56-78",
    "(+84) 912 345 678",
    "+84 (0)912 345 678",
    "0084912345678",
    "ĐT: 0912345678",
    "Số điện thoại 0912345678.",
  ])("takes %s as one mobile number", (raw) => {
    expect(parsePhone(raw)).toEqual({ ...plain, e164: "+84912345678" });
  });

  test.each([
    ["(0260) 3862345", "+842603862345"],
    ["0260/3862.345", "+842603862345"],
    ["0255 3 822 345", "+842553822345"],
    ["024 3825 1234", "+842438251234"],
    ["841234567", "+84841234567"],
    ["+82 10-1234-5678", "+821012345678"],
  ])("takes %s as %s", (raw, e164) => {
    expect(parsePhone(raw)).toMatchObject({ ok: true, e164, rest: null });
  });

  test.each(["912345678", "912345678.0", "912 345 678"])("gives %s its zero back and says so", (raw) => {
    expect(parsePhone(raw)).toEqual({ ...plain, e164: "+84912345678", repaired: true });
  });

  test.each([
    ["0922627559 / 0905.123.456", "0905.123.456"],
    ["0922627559; 0905123456", "0905123456"],
    ["0922627559-0905123456", "0905123456"],
    ["0922 627 559 0905 123 456", "0905 123 456"],
    ["0922627559\n0905123456", "0905123456"],
    ["0922627559/60", "60"],
    ["0922627559 (Zalo)", "(Zalo)"],
    ["Chị Hoa: 0922.627.559", "Chị Hoa"],
    ["922627559 hoặc 0905123456", "hoặc 0905123456"],
    ["0922627559 - gặp H2a lúc 8h", "gặp H2a lúc 8h"],
  ])("keeps the first number of '%s' and hands on '%s'", (raw, rest) => {
    expect(parsePhone(raw)).toMatchObject({ ok: true, e164: "+84922627559", rest });
  });

  test.each([
    ["0162 0163 0164 0165 0166 0167 0168 0169", "032 033 034 035 036 037 038 039"],
    ["0120 0121 0122 0126 0128", "070 079 077 076 078"],
    ["0123 0124 0125 0127 0129", "083 084 085 081 082"],
    ["0186 0188 0199", "056 058 059"],
  ])("converts the eleven digits of %s to %s", (old, present) => {
    const presentPrefixes = present.split(" ");
    for (const [i, prefix] of old.split(" ").entries()) {
      const converted = { ...plain, e164: `+84${presentPrefixes[i]!.slice(1)}1234567`, converted: true };
      expect(parsePhone(`${prefix} 123 4567`)).toEqual(converted);
      expect(parsePhone(`+84${prefix.slice(1)}1234567`)).toEqual(converted);
      expect(parsePhone(`${prefix}.1234567`, { convertOldPrefixes: false }).ok).toBe(false);
    }
    expect(parsePhone("01621234567", { convertOldPrefixes: false })).toEqual({
      ok: false,
      problem: "oldPrefix",
    });
  });

  test("repairs and converts an old number that a spreadsheet kept as a number", () => {
    expect(parsePhone("1621234567")).toEqual({
      ...plain,
      e164: "+84321234567",
      repaired: true,
      converted: true,
    });
  });

  test.each([
    ["", "empty"],
    [" \u00a0", "empty"],
    ["không có", "letters"],
    ["09I2345678", "letters"],
    ["O912345678", "letters"],
    ["0912345678a", "letters"],
    ["9.12346E+08", "lostDigits"],
    ["091234567", "length"],
    ["0912 345 678 9", "length"],
    ["0912345678.90", "length"],
    ["0603862345", "prefix"],
    ["01301234567", "prefix"],
    ["19001234", "length"],
    ["+84 12", "length"],
    ["+84 841234567890", "length"],
    ["+84 1234567", "length"],
    ["+82 1", "length"],
    [`0912345678${" -".repeat(20_000)}`, "length"],
  ])("refuses '%s': %s", (raw, problem) => {
    expect(parsePhone(raw)).toEqual({ ok: false, problem });
  });

  test("never throws, and reads what it accepted back unchanged in every form it shows", () => {
    const raws = fc.oneof(
      fc.string(),
      fc.stringMatching(/^\+?[0-9 ./-]{8,24}$/),
      fc.stringMatching(/^0[35789][0-9]{8}$/),
    );
    fc.assert(
      fc.property(raws, (raw) => {
        const result = parsePhone(raw);
        if (!result.ok) return;
        for (const form of [result.e164, nationalPhone(result.e164), showPhone(result.e164)]) {
          expect(parsePhone(form)).toEqual({ ...plain, e164: result.e164 });
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

test.each([
  ["+84912345678", "0912345678", "0912 345 678"],
  ["+842603862345", "02603862345", "0260 3862 345"],
  ["+842438251234", "02438251234", "024 3825 1234"],
  ["+842838251234", "02838251234", "028 3825 1234"],
  ["+821012345678", "+821012345678", "+821012345678"],
])("%s is %s, shown %s", (e164, national, shown) => {
  expect(nationalPhone(e164)).toBe(national);
  expect(showPhone(e164)).toBe(shown);
});
