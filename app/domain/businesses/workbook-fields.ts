import type { FieldDefinition, ListDefinition } from "#app/spreadsheet/understanding/understand-table.ts";

export type BusinessField = "name" | "taxCode" | "address" | "contact" | "phone" | "workers" | "female";

const looksLikeCode = (text: string) => /^\d{9,13}$/.test(text.replace(/[\s.'-]/g, ""));
const looksLikePhone = (text: string) => /^\+?\d{9,12}/.test(text.replace(/[\s.()-]/g, ""));
const looksLikeCount = (text: string) =>
  /^\d{1,5}(?: (?:người|lao động|công nhân|lđ|cn))?$/i.test(text.replace(/\./g, ""));
/** "Số lao động cần tuyển" is what a business lacks, not what it has. */
const saysNeed = /\b(?:can(?! bo)|tuyen|thieu|nhu cau)\b/;
const looksLikeWords = (text: string) => /\p{L}{2}/u.test(text);

/** What the columns of a list of businesses are called in offices. */
const fields: readonly FieldDefinition<BusinessField>[] = [
  {
    field: "name",
    identifies: true,
    looksLike: looksLikeWords,
    synonyms: [
      "tên doanh nghiệp",
      "tên cơ sở",
      "tên đơn vị",
      "tên công ty",
      "tên hộ kinh doanh",
      "tên hợp tác xã",
      "tên người nộp thuế",
      "người nộp thuế",
      "tên nnt",
      "doanh nghiệp",
      "cơ sở",
      "cơ sở sản xuất",
      "đơn vị",
      "công ty",
    ],
  },
  {
    field: "taxCode",
    looksLike: looksLikeCode,
    synonyms: ["mã số thuế", "mst", "mã số dn", "mã số doanh nghiệp", "mã số hkd", "mã số hộ kinh doanh"],
  },
  {
    field: "address",
    repeats: true,
    looksLike: looksLikeWords,
    synonyms: ["địa chỉ", "địa điểm", "nơi sản xuất", "trụ sở", "trụ sở chính"],
  },
  {
    field: "contact",
    looksLike: looksLikeWords,
    synonyms: [
      "người liên hệ",
      "liên hệ",
      "đầu mối liên hệ",
      "người phụ trách",
      "người đại diện",
      "đại diện",
      "người đại diện theo pháp luật",
      "chủ cơ sở",
      "chủ hộ",
      "chủ doanh nghiệp",
      "giám đốc",
      "họ và tên",
    ],
  },
  {
    field: "phone",
    repeats: true,
    looksLike: looksLikePhone,
    synonyms: ["số điện thoại", "điện thoại", "sđt", "đt", "di động", "đtdđ", "số máy", "zalo"],
  },
  {
    field: "workers",
    saysOther: saysNeed,
    looksLike: looksLikeCount,
    synonyms: [
      "tổng số lđ",
      "tổng số lao động",
      "tổng lao động",
      "số lao động",
      "số lđ",
      "lao động",
      "số công nhân",
      "lao động tổng số",
      "số lao động tổng số",
    ],
  },
  {
    field: "female",
    saysOther: saysNeed,
    looksLike: looksLikeCount,
    synonyms: [
      "trong đó nữ",
      "nữ",
      "lao động nữ",
      "lđ nữ",
      "số nữ",
      "số lao động nữ",
      "lao động trong đó nữ",
    ],
  },
];

export const businessList: ListDefinition<BusinessField> = { fields };
