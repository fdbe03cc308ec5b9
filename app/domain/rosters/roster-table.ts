import type {
  SignatureLine,
  TableColumn,
  TableDescription,
} from "#app/spreadsheet/writing/table-description.ts";
import { attachedToLine, type LocalDate } from "#app/vietnamese/dates.ts";
import { officialCount } from "#app/vietnamese/numbers.ts";
import {
  committeeOf,
  officialHead,
  type Signature,
  type SigningCapacity,
  signingLines,
  stateHead,
} from "#app/vietnamese/official-letter.ts";

/** The letter to which a ward's list is attached; number, date and signature are null until it is issued. */
export type Letter = {
  ward: { name: string; placeName: string; letterSymbol: string };
  number: number | null;
  date: LocalDate | null;
  signature: Signature | null;
};

type Run = { courseName: string; label: string };

/** What of a list's record makes its letter. */
type ListRecord = {
  wardName: string;
  placeName: string;
  letterSymbol: string;
  letterNumber: number | null;
  letterDate: LocalDate | null;
  signerName: string | null;
  signerTitle: string | null;
  signingCapacity: SigningCapacity | null;
};

export function letterOf(list: ListRecord): Letter {
  const { signingCapacity: capacity, signerTitle: title, signerName: name } = list;
  return {
    ward: { name: list.wardName, placeName: list.placeName, letterSymbol: list.letterSymbol },
    number: list.letterNumber,
    date: list.letterDate,
    signature: capacity && name ? { capacity, title, name } : null,
  };
}

/** Lines between the post and the name of who signs: room for the signature and the seal, which nobody may draw. */
const signatureSpace: SignatureLine[] = [{ text: "" }, { text: "" }, { text: "" }];

/** `DANH SÁCH CỬ THAM GIA LỚP VẬN HÀNH NỀN TẢNG IOT – KHÓA 2` */
export function listTitle({ courseName, label }: Run): string {
  const course = courseName.replace(/^(lớp|khóa)\s+/i, "");
  return `Danh sách cử tham gia lớp ${course} – ${label}`.toLocaleUpperCase("vi");
}

/**
 * A ward's list as an official document (decree 30/2020/NĐ-CP, annex I): on the screen, on paper, as a workbook.
 * @param list its title is null until it is issued
 */
export function listDocument(
  list: ListRecord & Run & { title: string | null },
  columns: TableColumn[],
): TableDescription {
  const letter = letterOf(list);
  const { ward, date, signature } = letter;
  const { dateLine, capacity } = signingLines(signature, { place: ward.placeName, date });
  return {
    sheetName: "Danh sách",
    head: officialHead(ward.name),
    title: list.title ?? listTitle(list),
    subtitle: [attachedTo(letter)],
    columns,
    footer: {
      totalLine,
      signatures: {
        left: [
          { text: "" },
          { text: "NGƯỜI LẬP BIỂU", emphasis: "bold" },
          { text: "(Ký, ghi rõ họ tên)", emphasis: "italic" },
        ],
        right: [
          { text: dateLine, emphasis: "italic" },
          ...capacity.map((text): SignatureLine => ({ text, emphasis: "bold" })),
          ...signatureSpace,
          { text: signature?.name ?? "", emphasis: "bold" },
        ],
      },
    },
  };
}

/** The lists of several wards joined for the provider that runs the course: its own head, every letter named. */
export function joinedRosterTable(
  { run, provider, letters }: { run: Run; provider: string; letters: readonly Letter[] },
  columns: TableColumn[],
): TableDescription {
  return {
    sheetName: "Danh sách",
    head: { left: ["ĐƠN VỊ ĐÀO TẠO", provider.toLocaleUpperCase("vi")], right: stateHead },
    title: listTitle(run),
    subtitle: letters.map(attachedTo),
    columns,
    footer: {
      totalLine,
      signatures: {
        left: [],
        right: [{ text: "ĐẠI DIỆN ĐƠN VỊ ĐÀO TẠO", emphasis: "bold" }],
      },
    },
  };
}

function attachedTo({ ward, number, date }: Letter): string {
  return attachedToLine({
    kind: "Công văn",
    number,
    symbol: ward.letterSymbol,
    date,
    issuer: committeeOf(ward.name),
  });
}

function totalLine(count: number): string {
  return `Danh sách gồm ${officialCount(count)} người./.`;
}

/** The sheet on which people sign that they were there, for the provider to print. */
export function signInTable(
  { run, provider }: { run: Run; provider: string },
  columns: TableColumn[],
): TableDescription {
  return {
    ...joinedRosterTable({ run, provider, letters: [] }, columns),
    title: `DANH SÁCH KÝ TÊN\n${listTitle(run).replace("DANH SÁCH CỬ THAM GIA ", "")}`,
  };
}
