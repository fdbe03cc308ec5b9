import { searchKey } from "./text.ts";

/** What lists shorten in the names of businesses, word for word; only what has one meaning there. */
const written: Readonly<Record<string, string>> = {
  cty: "cong ty",
  ctcp: "cong ty co phan",
  cp: "co phan",
  mtv: "mot thanh vien",
  "1tv": "mot thanh vien",
  "1": "mot",
  tnhh: "trach nhiem huu han",
  dntn: "doanh nghiep tu nhan",
  htx: "hop tac xa",
  hkd: "ho kinh doanh",
  kd: "kinh doanh",
  sx: "san xuat",
  tm: "thuong mai",
  dv: "dich vu",
  xd: "xay dung",
  xnk: "xuat nhap khau",
};

/**
 * What two ways to write one business's name have in common: "Cty TNHH MTV SX & TM Gỗ" and "Công ty Trách nhiệm hữu
 * hạn một thành viên Sản xuất và Thương mại Gỗ". Businesses of one key need not be one.
 */
export function organizationKey(name: string): string {
  return searchKey(name)
    .split(" ")
    .filter((word) => word !== "va")
    .map((word) => (Object.hasOwn(written, word) ? written[word] : word))
    .join(" ");
}

/** With their tones, because Tô is a family name. */
const department =
  /^(?:\d{1,3}[.)]\s*)?(?:phòng|tổ(?! hợp tác| dân phố)|đội|phân xưởng|bộ phận|ban (?:giám đốc|lãnh đạo|điều hành)|dây chuyền|khối văn phòng)(?=\s|$)/iu;

/** "Phòng Kế toán", "Tổ cơ khí", "Phân xưởng 2": a part of an employer, which lists set over its people as a heading. */
export function isDepartment(name: string): boolean {
  return department.test(name.normalize("NFC"));
}
