import { searchKey } from "#app/vietnamese/text.ts";
import type { Qualification } from "../people/schema.ts";

/** In this order: "cử nhân cao đẳng" is a college degree, "cao học" is no "đại học". */
const words: readonly [Qualification, RegExp][] = [
  ["doctor", /^(tien si|ts)\b/],
  ["master", /\b(thac si|ths|cao hoc)\b/],
  ["college", /\b(cao dang|cd)\b/],
  ["bachelor", /\b(dai hoc|dh|cu nhan|ky su|bac si|duoc si)\b/],
  ["intermediate", /\b(trung cap|tc|tccn|thcn)\b/],
  ["elementary", /\b(so cap|sc)\b/],
  ["skilled_worker", /\b(cong nhan ky thuat|cnkt|cong nhan lanh nghe|tho bac)\b/],
  [
    "none",
    /\b(chua qua dao tao|chua dao tao|khong|lao dong pho thong|ldpt|pho thong|thpt|thcs)\b|^\d{1,2} (10|12)$/,
  ],
];

/** The level that a cell such as "ĐH Bách khoa" or "12/12" names; null where it names none that is known. */
export function guessQualification(text: string): Qualification | null {
  const key = searchKey(text);
  return words.find(([, rule]) => rule.test(key))?.[0] ?? null;
}
