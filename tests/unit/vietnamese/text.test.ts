import fc from "fast-check";
import { expect, test } from "vitest";
import { normalizeText, searchKey } from "#app/vietnamese/text.ts";

const anyText = fc.string({ unit: "binary", maxLength: 40 });

test.each([
  ["accents that macOS took apart", "Đăk Cấm, Ngô Thị Thuý".normalize("NFD"), "Đăk Cấm, Ngô Thị Thuý"],
  ["tones typed as separate characters", "Nguyê\u0303n", "Nguyễn"],
  ["no-break, narrow and ideographic spaces", "\u00a0Trịnh\u00a0Minh\u202fQuân\u3000", "Trịnh Minh Quân"],
  ["a line break inside a cell", "Nguyễn Văn A\r\n(Trưởng ca)", "Nguyễn Văn A (Trưởng ca)"],
  ["tabs, NEL and paragraph separators", "a\t\u0085b\u2029c", "a b c"],
  ["zero-width characters, joiners and soft hyphens", "Đ\u200bă\u00adk\ufeff Cấ\u034fm\u200e", "Đăk Cấm"],
  ["a control character that PostgreSQL refuses", "Kon\u0000Tum", "Kon Tum"],
  ["half of a surrogate pair", "Kon\ud83d Tum", "Kon Tum"],
  ["only blanks", " \u00a0\n", ""],
])("the stored form mends %s", (_what, typed, stored) => {
  expect(normalizeText(typed)).toBe(stored);
});

test("the stored form keeps letters and case as typed", () => {
  expect(normalizeText("HUỲNH THANH VY – H'Bia, Hoà ≠ Hòa")).toBe("HUỲNH THANH VY – H'Bia, Hoà ≠ Hòa");
});

test("normalising twice changes nothing, and leaves one line of NFC without outer blanks", () => {
  fc.assert(
    fc.property(anyText, (typed) => {
      const stored = normalizeText(typed);
      expect(normalizeText(stored)).toBe(stored);
      expect(stored).toBe(stored.normalize("NFC").trim());
      expect(stored).not.toMatch(/\p{Cc}| {2}/u);
    }),
  );
});

test.each([
  ["Đăk Cấm", "dak cam"],
  ["ĐĂK CẤM".normalize("NFD"), "dak cam"],
  ["Ðăk Ɖoa ðồng", "dak doa dong"],
  ["Y Hđơ̆k Ƀlưh", "y hdok bluh"],
  ["Rmah H’Bia", "rmah h bia"],
  ["Cụm CN-TTCN: phường (Ngô Mây) & xã", "cum cn ttcn phuong ngo may xa"],
  ["Thuý – Thúy, hoà – hòa", "thuy thuy hoa hoa"],
  ["  5G + IoT  ", "5g iot"],
  ["./.", ""],
])("%s is found as '%s'", (text, key) => {
  expect(searchKey(text)).toBe(key);
});

test("a search key is its own search key, whatever the case and composition of the text", () => {
  fc.assert(
    fc.property(anyText, (typed) => {
      const key = searchKey(typed);
      expect(searchKey(key)).toBe(key);
      expect(searchKey(typed.normalize("NFD"))).toBe(key);
    }),
  );
});
