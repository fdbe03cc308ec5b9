import { showPhone } from "#app/vietnamese/phone.ts";
import { showTaxCode } from "#app/vietnamese/tax-code.ts";
import {
  type ImportedField,
  notesOf,
  type PlannedRow,
  type RowRemark,
  type RowState,
} from "./import-plan.ts";

/** A row of an import as the page shows it: a personal tax code masked, values as text. */
export type ShownRow = {
  rowNumber: number;
  hidden: boolean;
  state: RowState;
  /** The business that it is known to be. */
  businessId: string | null;
  name: string | null;
  taxCode: string | null;
  contact: string | null;
  phone: string | null;
  workers: number | null;
  female: number | null;
  changes: { field: ImportedField; before: string | null; after: string | null }[];
  /** Why it is refused, or what was repaired in it. */
  remarks: RowRemark[];
};

/** @param clusterNames the ward's clusters by id */
export function showRow(planned: PlannedRow, clusterNames: ReadonlyMap<string, string>): ShownRow {
  const { state, row } = planned;
  return {
    rowNumber: row.rowNumber,
    hidden: row.hidden,
    state,
    businessId: "business" in planned ? planned.business.id : null,
    name: row.name,
    taxCode: row.taxCode && showTaxCode(row.taxCode),
    contact: row.contact,
    phone: row.phone && showPhone(row.phone),
    workers: row.workers,
    female: row.female,
    changes: state === "changed" ? showChanges(planned, clusterNames) : [],
    remarks: [...(state === "refused" ? planned.remarks : []), ...notesOf(row)],
  };
}

function showChanges(
  { business, changes }: Extract<PlannedRow, { state: "changed" }>,
  clusterNames: ReadonlyMap<string, string>,
): ShownRow["changes"] {
  const show = (field: ImportedField, value: string | number | null | undefined) => {
    if (value === null || value === undefined) return null;
    if (field === "clusterId") return clusterNames.get(String(value)) ?? null;
    return field === "phone" ? showPhone(String(value)) : String(value);
  };
  return (Object.keys(changes) as ImportedField[]).map((field) => ({
    field,
    before: show(field, business[field]),
    after: show(field, changes[field]),
  }));
}
