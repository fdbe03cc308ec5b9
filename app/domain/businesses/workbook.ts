import { findTable, type TableRow, type UnderstoodTable } from "#app/spreadsheet/understand-table.ts";
import { type CellValue, cellText, type Sheet } from "#app/spreadsheet/workbook.ts";
import { type PhoneProblem, parsePhone } from "#app/vietnamese/phone.ts";
import { parseTaxCode, type TaxCodeProblem } from "#app/vietnamese/tax-code.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import { guessBusinessKind } from "./guess-kind.ts";
import type { BusinessKind } from "./schema.ts";
import { type BusinessField, businessFields } from "./workbook-fields.ts";

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
  | { field: "taxCode"; code: "missing" | "duplicate" | Exclude<TaxCodeProblem, "empty"> }
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
  columns: UnderstoodTable<BusinessField>["columns"];
  rows: BusinessRow[];
  skipped: UnderstoodTable<BusinessField>["skipped"];
}

/** Reads the list of businesses from the sheets of a workbook, null where no sheet has one. Pure: asks no registry. */
export function readBusinessRows(sheets: readonly Sheet[]): BusinessTable | null {
  const table = findTable(sheets, businessFields);
  if (!table) return null;
  const rows = table.rows.map(readRow);
  markDuplicates(rows);
  return {
    sheet: table.sheet,
    headerRows: table.headerRows,
    columns: table.columns,
    rows,
    skipped: table.skipped,
  };
}

function readRow({ number, hidden, group, values }: TableRow<BusinessField>): BusinessRow {
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
  const phone = readPhone(values.phone?.value, problems, notes);
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
  problems: BusinessRowProblem[],
  notes: BusinessRowNote[],
): string | null {
  const read = parsePhone(cellText(value));
  if (!read.ok) {
    if (read.problem !== "empty") problems.push({ field: "phone", code: read.problem });
    return null;
  }
  if (read.repaired) notes.push({ field: "phone", code: "zeroRestored" });
  if (read.converted) notes.push({ field: "phone", code: "oldPrefix" });
  if (read.rest !== null) notes.push({ field: "phone", code: "rest", text: read.rest });
  return read.e164;
}

/** A count as a number, or as text with the thousands dot of Vietnamese: "1.250". */
function readCount(
  value: CellValue | undefined,
  field: "workers" | "female",
  problems: BusinessRowProblem[],
): number | null {
  const text = normalizeText(cellText(value));
  if (text === "") return null;
  if (/^\d{1,7}$/.test(text)) return Number(text);
  if (typeof value === "string" && /^\d{1,3}(\.\d{3})+$/.test(text)) return Number(text.replaceAll(".", ""));
  problems.push({ field, code: "notWholeNumber" });
  return null;
}

/** The first row of a tax code stays good; a later one says so, because only one of them can be saved. */
function markDuplicates(rows: BusinessRow[]): void {
  const seen = new Set<string>();
  for (const { taxCode, problems } of rows) {
    if (taxCode === null) continue;
    if (seen.has(taxCode)) problems.push({ field: "taxCode", code: "duplicate" });
    seen.add(taxCode);
  }
}
