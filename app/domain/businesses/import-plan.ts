import * as z from "zod/mini";
import { type MessageKey, message } from "#app/i18n/catalogue.ts";
import type { RegistryStatus } from "../clusters/schema.ts";
import { type BusinessKind, type RegisteredBusiness, registeredBusiness } from "./schema.ts";
import type { BusinessRow } from "./workbook.ts";
import type { BusinessField } from "./workbook-fields.ts";

/** What an imported row may change of a business that the ward has already. */
export const importedFields = [
  "name",
  "address",
  "contactName",
  "phone",
  "workerCount",
  "femaleCount",
  "clusterId",
] as const;
export type ImportedField = (typeof importedFields)[number];
type ImportedValues = Pick<RegisteredBusiness, Exclude<ImportedField, "clusterId">> & {
  clusterId: string | null;
};

export type KnownBusiness = ImportedValues & { id: string; kind: BusinessKind; status: RegistryStatus };
/** Something to say about one field of a row; `text` is read by `parseMessage`. */
export type RowRemark = { field: ImportedField | "taxCode" | "kind"; text: string };
export type RefusedRow = { state: "refused"; row: BusinessRow; remarks: RowRemark[] };

export type PlannedRow =
  | RefusedRow
  | { state: "new"; row: BusinessRow; values: RegisteredBusiness }
  | { state: "changed"; row: BusinessRow; business: KnownBusiness; changes: Partial<ImportedValues> }
  | { state: "same"; row: BusinessRow; business: KnownBusiness };
export const rowStates = ["new", "changed", "same", "refused"] as const;
export type RowState = PlannedRow["state"];

const fieldOfColumn: Record<BusinessField, RowRemark["field"]> = {
  name: "name",
  taxCode: "taxCode",
  address: "address",
  contact: "contactName",
  phone: "phone",
  workers: "workerCount",
  female: "femaleCount",
};

/**
 * What saving a row would do. A business is known again by its tax code; an empty cell never erases what the registry
 * has, and the kind, which is only guessed from the name, is never changed.
 * @param known the ward's business of this tax code, in any status
 * @param clusterId cluster of all rows; null leaves known businesses where they stand
 */
export function planRow(row: BusinessRow, known: KnownBusiness | null, clusterId: string | null): PlannedRow {
  const refuse = (remarks: RowRemark[]): RefusedRow => ({ state: "refused", row, remarks });
  if (row.problems.length > 0) {
    return refuse(
      row.problems.map(({ field, code }) => ({
        field: fieldOfColumn[field],
        text: message(`businesses:import.problems.${code}`),
      })),
    );
  }
  const read = z.safeParse(registeredBusiness, asPosted(row));
  if (!read.success) {
    return refuse(
      read.error.issues.map((issue) => ({
        field: issue.path[0] as RowRemark["field"],
        text: issue.message,
      })),
    );
  }
  if (!known) return { state: "new", row, values: read.data };
  if (known.status !== "active")
    return refuse([{ field: "taxCode", text: message(`businesses:import.problems.${known.status}`) }]);

  const changes = changesOf(known, { ...read.data, clusterId });
  const { workerCount, femaleCount } = { ...known, ...changes };
  if (workerCount !== null && femaleCount !== null && femaleCount > workerCount)
    return refuse([{ field: "femaleCount", text: message("businesses:errors.moreWomenThanWorkers") }]);
  return Object.keys(changes).length > 0
    ? { state: "changed", row, business: known, changes }
    : { state: "same", row, business: known };
}

/** The row as the form would post it: the registry's own schema then judges lengths and bounds. */
function asPosted(row: BusinessRow) {
  return {
    name: row.name ?? "",
    kind: row.kind,
    taxCode: row.taxCode ?? "",
    address: row.address ?? "",
    contactName: row.contact ?? "",
    phone: row.phone ?? "",
    workerCount: row.workers?.toString() ?? "",
    femaleCount: row.female?.toString() ?? "",
  };
}

function changesOf(known: KnownBusiness, values: ImportedValues): Partial<ImportedValues> {
  return Object.fromEntries(
    importedFields
      .filter((field) => values[field] !== null && values[field] !== known[field])
      .map((field) => [field, values[field]]),
  );
}

/** What was repaired in a row or looks odd, for a second look. */
export function notesOf(row: BusinessRow): RowRemark[] {
  return row.notes.map((note) => {
    const key = `businesses:import.notes.${note.code}` as const satisfies MessageKey;
    return {
      field: fieldOfColumn[note.field],
      text: message(key, note.code === "rest" ? { text: note.text } : undefined),
    };
  });
}
