import { describe, expect, test } from "vitest";
import { decodeLegacy, detectLegacy, type LegacyFont, legacyFontOf } from "#app/vietnamese/legacy-fonts.ts";
import { encodeLegacy } from "#tests/support/legacy-text.ts";

const tcvn3: LegacyFont = { encoding: "tcvn3", capitals: false };
const tcvn3Capitals: LegacyFont = { encoding: "tcvn3", capitals: true };
const vni: LegacyFont = { encoding: "vni", capitals: false };

/** The 67 letters of the alphabet with their tones that ASCII does not have; with their capitals 134. */
const small = [..."ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"];
const capitals = small.map((letter) => letter.toUpperCase());

describe("every one of the 134 letters", () => {
  test("is in the list once", () => {
    expect(new Set([...small, ...capitals])).toHaveLength(134);
  });

  test.each([...small, ...capitals])("%s comes back from VNI", (letter) => {
    expect(decodeLegacy(encodeLegacy(letter, "vni"), vni)).toBe(letter);
    expect(decodeLegacy(`T${encodeLegacy(letter, "vni")}n`, vni)).toBe(`T${letter}n`);
  });

  test.each(small)("%s comes back from TCVN3, and as a capital from its font of capitals", (letter) => {
    expect(decodeLegacy(encodeLegacy(letter, "tcvn3"), tcvn3)).toBe(letter);
    expect(decodeLegacy(encodeLegacy(letter, "tcvn3"), tcvn3Capitals)).toBe(letter.toUpperCase());
  });

  test("has a code of its own", () => {
    expect(new Set([...small, ...capitals].map((letter) => encodeLegacy(letter, "vni")))).toHaveLength(134);
    expect(new Set(small.map((letter) => encodeLegacy(letter, "tcvn3")))).toHaveLength(67);
  });

  test.each([..."ĂÂÊÔƠƯĐ"])("the capital %s has a place in TCVN3 too", (letter) => {
    expect(decodeLegacy(encodeLegacy(letter, "tcvn3"), tcvn3)).toBe(letter);
  });
});

test.each([
  ["NguyÔn V¨n §øc", tcvn3, "Nguyễn Văn Đức"],
  ["D\u00adîc liÖu", tcvn3, "Dược liệu"],
  ["ñinh thÞ h\u00adêng", tcvn3Capitals, "ỦINH THỊ HƯỜNG"],
  ["Nguyeãn Vaên Ñöùc", vni, "Nguyễn Văn Đức"],
  ["NGUYEÃN THÒ HÖÔØNG", vni, "NGUYỄN THỊ HƯỜNG"],
  ["Tröông Quyønh Nhö, Kyõ thuaät vieân", vni, "Trương Quỳnh Như, Kỹ thuật viên"],
  ["Ksor H'Bia 062090000001", vni, "Ksor H'Bia 062090000001"],
])("%s is read", (text, font, unicode) => {
  expect(decodeLegacy(text, font)).toBe(unicode);
});

test.each([
  [".VnTime", tcvn3],
  [".VnTimeH", tcvn3Capitals],
  [".VnArial NarrowH", tcvn3Capitals],
  ["VNI-Times", vni],
  ["Times New Roman", null],
  ["Vni", null],
])("the font %s says its encoding", (name, font) => {
  expect(legacyFontOf(name)).toEqual(font);
});

describe("without a font the characters tell", () => {
  test.each([
    [["Hä vµ tªn", "NguyÔn V¨n §øc"], "tcvn3"],
    [["Hoï vaø teân", "Nguyeãn Vaên Ñöùc"], "vni"],
    [["Họ và tên", "Nguyễn Văn Đức"], null],
    [["Lê Hà", "Lý Tú", "Hồ Vân", "Võ Thu Hà"], null],
    [["Müller", "Gerät für Löhne", "größer"], null],
    [["©", "10 °C"], null],
    [[], null],
  ])("%j", (texts, encoding) => {
    expect(detectLegacy(texts)).toBe(encoding);
  });
});
