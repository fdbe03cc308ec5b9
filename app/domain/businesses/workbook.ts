import type { Mends, ReadingChoices } from "#app/spreadsheet/understanding/reading-choices.ts";
import type { ColumnReading, Decision } from "#app/spreadsheet/understanding/reading-decisions.ts";
import { describeRepairs } from "#app/spreadsheet/understanding/row-repairs.ts";
import type { SkippedRow, TableRow } from "#app/spreadsheet/understanding/table-rows.ts";
import { findTable, listColumns } from "#app/spreadsheet/understanding/understand-table.ts";
import { type CellValue, cellText, type Sheet } from "#app/spreadsheet/workbook.ts";
import { type PhoneProblem, parsePhone } from "#app/vietnamese/phone.ts";
import { parseTaxCode, type TaxCodeProblem } from "#app/vietnamese/tax-code.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import { guessBusinessKind } from "./guess-kind.ts";
import type { BusinessKind } from "./schema.ts";
import { type BusinessField, businessList } from "./workbook-fields.ts";

/** A row of an office's list of businesses, repaired as far as that is safe. Nothing of it is saved yet. */
export interface BusinessRow {
  /** As the sheet numbers it. */
  rowNumber: number;
  hidden: boolean;
  name: string | null;
  kind: BusinessKind;
  /** 10 digits, 10-3 digits, or the 12 digits of a person. */
  taxCode: string | null;
  taxCodeRepaired: boolean;
  contact: string | null;
  /** E.164. */
  phone: string | null;
  phoneRepaired: boolean;
  address: string | null;
  workers: number | null;
  female: number | null;
  /** Must be mended or left out before the row can be saved. */
  problems: BusinessRowProblem[];
  /** Was repaired, or looks odd: shown for a second look. */
  notes: BusinessRowNote[];
}

export type BusinessRowProblem =
  | { field: "name"; code: "missing" }
  | { field: "taxCode"; code: "missing" | Exclude<TaxCodeProblem, "empty"> }
  | { field: "phone"; code: Exclude<PhoneProblem, "empty"> }
  | { field: "workers"; code: "notWholeNumber" }
  | { field: "female"; code: "notWholeNumber" | "moreThanWorkers" }
  | { field: BusinessField; code: "fault" };

export type BusinessRowNote =
  | { field: "taxCode"; code: "zeroRestored" | "checksum" }
  | { field: "phone"; code: "zeroRestored" | "oldPrefix" }
  /** Stood in the same cell as the phone number, such as a second number. */
  | { field: "phone"; code: "rest"; text: string };

export interface BusinessTable {
  sheet: string;
  headerRows: { first: number; last: number };
  columns: ColumnReading<BusinessField>[];
  rows: BusinessRow[];
  /** Rows below the header that are not part of the list, apart from blank ones. */
  skipped: SkippedRow[];
  decisions: Decision[];
}

/**
 * Reads the list of businesses from the sheets of a workbook, null where no sheet has one: `readBusinessColumns` then
 * tells what could be chosen. Pure: asks no registry.
 */
export function readBusinessRows(
  sheets: readonly Sheet[],
  choices: ReadingChoices = {},
  mends: Mends = {},
): BusinessTable | null {
  const table = findTable(sheets, businessList, choices);
  if (!table) return null;
  const rows = table.rows.map((row) => readRow(withMends(row, mends), choices));
  const { sheet, headerRows, columns, skipped } = table;
  const groups = skipped.flatMap(({ number, reason }) => (reason === "group" ? [number] : []));
  const decisions: Decision[] = [
    ...table.decisions,
    // What a list of businesses groups by, a cluster or a kind, is not read.
    ...(groups.length > 0
      ? [{ code: "rowsLeftOut" as const, asks: false, reason: "group" as const, rows: groups }]
      : []),
    ...describeRepairs(rows, choices),
  ];
  return { sheet, headerRows, columns, rows, skipped, decisions };
}

/** The columns under the chosen header row of the chosen sheet, for choosing their meanings where no list was found. */
export function readBusinessColumns(
  sheets: readonly Sheet[],
  choices: ReadingChoices,
): ColumnReading<BusinessField>[] {
  return listColumns(sheets, businessList, choices);
}

function withMends(row: TableRow<BusinessField>, mends: Mends): TableRow<BusinessField> {
  const mend = Object.hasOwn(mends, row.number) ? mends[row.number] : undefined;
  if (!mend) return row;
  const values = { ...row.values };
  for (const { field } of businessList.fields) {
    const value = mend[field];
    if (value !== undefined) values[field] = { column: values[field]?.column ?? 0, value };
  }
  return { ...row, values };
}

function readRow(
  { number, hidden, group, values }: TableRow<BusinessField>,
  { oldPhones }: ReadingChoices,
): BusinessRow {
  const problems: BusinessRowProblem[] = [];
  const notes: BusinessRowNote[] = [];
  for (const field of Object.keys(values) as BusinessField[]) {
    const value = values[field]?.value;
    if (typeof value === "object" && "fault" in value) problems.push({ field, code: "fault" });
  }
  const name = readText(values.name?.value);
  if (name === null) problems.push({ field: "name", code: "missing" });
  const kind = guessBusinessKind(name ?? "", group);
  const taxCode = readTaxCode(values.taxCode?.value, kind, problems, notes);
  const phone = readPhone(values.phone?.value, oldPhones === "convert", problems, notes);
  const workers = readCount(values.workers?.value, "workers", problems);
  const female = readCount(values.female?.value, "female", problems);
  if (workers !== null && female !== null && female > workers) {
    problems.push({ field: "female", code: "moreThanWorkers" });
  }
  return {
    rowNumber: number,
    hidden,
    name,
    kind,
    taxCode,
    taxCodeRepaired: notes.some(({ field, code }) => field === "taxCode" && code === "zeroRestored"),
    contact: readText(values.contact?.value),
    phone,
    phoneRepaired: notes.some(({ field, code }) => field === "phone" && code === "zeroRestored"),
    address: readText(values.address?.value),
    workers,
    female,
    problems,
    notes,
  };
}

function readText(value: CellValue | undefined): string | null {
  return normalizeText(cellText(value)) || null;
}

function readTaxCode(
  value: CellValue | undefined,
  kind: BusinessKind,
  problems: BusinessRowProblem[],
  notes: BusinessRowNote[],
): string | null {
  const read = parseTaxCode(cellText(value), {
    fromSpreadsheetNumber: typeof value === "number",
    household: kind === "other" ? undefined : kind === "household",
  });
  if (!read.ok) {
    problems.push({ field: "taxCode", code: read.problem === "empty" ? "missing" : read.problem });
    return null;
  }
  if (read.repaired) notes.push({ field: "taxCode", code: "zeroRestored" });
  if (read.checksumOk === false) notes.push({ field: "taxCode", code: "checksum" });
  return read.value;
}

function readPhone(
  value: CellValue | undefined,
  convertOldPrefixes: boolean,
  problems: BusinessRowProblem[],
  notes: BusinessRowNote[],
): string | null {
  const read = parsePhone(cellText(value), { convertOldPrefixes });
  if (!read.ok) {
    if (read.problem !== "empty") problems.push({ field: "phone", code: read.problem });
    return null;
  }
  if (read.repaired) notes.push({ field: "phone", code: "zeroRestored" });
  if (read.converted) notes.push({ field: "phone", code: "oldPrefix" });
  if (read.rest !== null) notes.push({ field: "phone", code: "rest", text: read.rest });
  return read.e164;
}

/** People, as they are counted: "25 người", "25 LĐ". */
const countedWord = / ?(?:người|lao động|công nhân|lđ|cn)$/iu;

/** A count as a number, or as text with the thousands dot of Vietnamese, and with the word for people: "1.250 người". */
function readCount(
  value: CellValue | undefined,
  field: "workers" | "female",
  problems: BusinessRowProblem[],
): number | null {
  const text = normalizeText(cellText(value)).replace(countedWord, "");
  if (text === "") return null;
  if (/^\d{1,7}$/.test(text)) return Number(text);
  if (typeof value === "string" && /^\d{1,3}(\.\d{3})+$/.test(text)) return Number(text.replaceAll(".", ""));
  problems.push({ field, code: "notWholeNumber" });
  return null;
}
