import type { FieldDefinition, ListDefinition } from "#app/spreadsheet/understanding/understand-table.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import {
  looksLikeDate,
  looksLikeGender,
  looksLikeId,
  looksLikeName,
  looksLikePhone,
  looksLikeTick,
  looksLikeWords,
} from "./column-values.ts";
import { nomineeSynonyms } from "./workbook-synonyms.ts";

/** What a column of a list of nominees may mean. */
export const nomineeColumns = [
  "order",
  "fullName",
  "familyName",
  "givenName",
  "gender",
  /** Ticked with an x. */
  "male",
  "female",
  "birthDate",
  /** Beside a year alone in `birthDate`. */
  "birthDay",
  "birthMonth",
  /** Which of the two columns holds the date tells the gender. */
  "birthDateMale",
  "birthDateFemale",
  "nationalId",
  "phone",
  "email",
  "qualification",
  "position",
  "employer",
  "note",
] as const;
export type NomineeColumn = (typeof nomineeColumns)[number];

const fields: readonly FieldDefinition<NomineeColumn>[] = [
  {
    field: "order",
    synonyms: nomineeSynonyms.order,
    looksLike: (text) => /^\d{1,5}$/.test(text),
  },
  {
    field: "fullName",
    identifies: true,
    halves: ["familyName", "givenName"],
    looksLike: looksLikeName,
    synonyms: nomineeSynonyms.fullName,
  },
  {
    field: "familyName",
    looksLike: looksLikeName,
    synonyms: nomineeSynonyms.familyName,
  },
  {
    field: "givenName",
    identifies: true,
    looksLike: looksLikeName,
    synonyms: nomineeSynonyms.givenName,
  },
  {
    field: "gender",
    repeats: true,
    looksLike: looksLikeGender,
    synonyms: nomineeSynonyms.gender,
  },
  { field: "male", looksLike: looksLikeTick, synonyms: nomineeSynonyms.male },
  { field: "female", looksLike: looksLikeTick, synonyms: nomineeSynonyms.female },
  {
    field: "birthDate",
    isDate: true,
    looksLike: looksLikeDate,
    isTelling: (text) =>
      /^(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19[3-9]\d|200\d)$/.test(text.trim()),
    synonyms: nomineeSynonyms.birthDate,
  },
  {
    field: "birthDay",
    looksLike: (text) => /^(?:0?[1-9]|[12]\d|3[01])$/.test(text),
    synonyms: nomineeSynonyms.birthDay,
  },
  {
    field: "birthMonth",
    looksLike: (text) => /^(?:0?[1-9]|1[0-2])$/.test(text),
    synonyms: nomineeSynonyms.birthMonth,
  },
  {
    field: "birthDateMale",
    isDate: true,
    looksLike: looksLikeDate,
    synonyms: nomineeSynonyms.birthDateMale,
  },
  {
    field: "birthDateFemale",
    isDate: true,
    looksLike: looksLikeDate,
    synonyms: nomineeSynonyms.birthDateFemale,
  },
  {
    field: "nationalId",
    looksLike: looksLikeId,
    isUnmistakable: (text) => /^'?0\d{2}[0-3]\d{8}$/.test(text.replace(/[\s.]/g, "")),
    synonyms: nomineeSynonyms.nationalId,
  },
  {
    field: "phone",
    repeats: true,
    looksLike: looksLikePhone,
    isTelling: (text) => /^(?:0|\+?84)[35789]\d{8}$/.test(text.replace(/[\s.()-]/g, "")),
    synonyms: nomineeSynonyms.phone,
  },
  {
    field: "email",
    looksLike: (text) => text.includes("@"),
    isUnmistakable: (text) => /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text.trim()),
    synonyms: nomineeSynonyms.email,
  },
  {
    field: "qualification",
    repeats: true,
    looksLike: looksLikeWords,
    synonyms: nomineeSynonyms.qualification,
  },
  {
    field: "position",
    repeats: true,
    looksLike: looksLikeWords,
    synonyms: nomineeSynonyms.position,
  },
  {
    field: "employer",
    repeats: true,
    looksLike: looksLikeWords,
    synonyms: nomineeSynonyms.employer,
  },
  { field: "note", repeats: true, synonyms: nomineeSynonyms.note },
];

const legalForms =
  "cong ty|cty|ctcp|tong cong ty|tap doan|htx|hop tac xa|dntn|doanh nghiep tu nhan|hkd|ho kd|ho kinh doanh|xi nghiep|nha may|chi nhanh";
const unitWords = new RegExp(
  `^(?:\\d{1,3}[.)/-]? |[ivxlc]+[.)/-]? )?(?:${legalForms}|doanh nghiep|co so|trung tam|don vi)\\b`,
);
/** "Đơn vị đăng ký: …", and not the training provider's line. */
const unitLabel =
  /^(?:tên )?(?:đơn vị|doanh nghiệp|công ty|cơ sở|cơ quan|hợp tác xã)(?: (?:cử|cử đi học|đề cử|đăng ký|công tác))?\s*:\s*(\S.*)$/iu;
const unitAlone = new RegExp(`^(?:${legalForms})\\b`);

export const nomineeList: ListDefinition<NomineeColumn> = {
  fields,
  namesGroup: (text) => unitWords.test(searchKey(text)),
  namesAll: (text) => {
    const name = unitLabel.exec(text)?.[1] ?? (unitAlone.test(searchKey(text)) ? text : "");
    // Dots to be filled in, and the first words of a sentence, are none.
    return /\p{L}{2}/u.test(name) && !/[:;,]$/.test(name) ? name : null;
  },
};
