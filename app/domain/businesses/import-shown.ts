import { message } from "#app/i18n/catalogue.ts";
import { showPhone } from "#app/vietnamese/phone.ts";
import { showTaxCode } from "#app/vietnamese/tax-code.ts";
import type { ImportSettings } from "../imports/schema.ts";
import type { ShownCell, ShownRow } from "../imports/shown-row.ts";
import { cellsOf, type UnderstoodFile } from "../imports/understood-file.ts";
import {
  fieldOfColumn,
  type ImportedField,
  type KnownBusiness,
  notesOf,
  type PlannedBusiness,
} from "./import-plan.ts";
import type { BusinessField } from "./workbook-fields.ts";

const shownFields = Object.keys(fieldOfColumn) as BusinessField[];

type Shown = {
  file: UnderstoodFile<"businesses"> | null;
  settings: ImportSettings;
  /** The ward's clusters by id. */
  names: ReadonlyMap<string, string>;
};

/** Shows rows of one import: personal tax codes masked, wrong cells as they stand in the file. */
export function showBusinessRow({ file, settings, names }: Shown): (planned: PlannedBusiness) => ShownRow {
  const columnOf = new Map(file?.table?.columns.map(({ field, column }) => [field, column]));
  return (planned) => {
    const { row, state } = planned;
    const mends = settings.mends[row.rowNumber] ?? {};
    const texts = file && cellsOf(file, row.rowNumber);
    const remarks = state === "refused" ? planned.remarks : [];
    const notes = notesOf(row);
    const cellOf = (field: BusinessField): ShownCell => {
      const imported = fieldOfColumn[field];
      const isChanged = state === "changed" && imported in planned.changes;
      const raw = mends[field] ?? texts?.get(columnOf.get(field) ?? 0) ?? "";
      const text = showValue(imported, row[field]);
      return {
        field,
        text: text ?? (raw === "" ? null : raw),
        ...(isChanged ? { before: showValue(imported, planned.business[imported]) } : {}),
        problems: remarks.filter((remark) => remark.field === imported).map((remark) => remark.text),
        notes: notes.filter((note) => note.field === imported).map((note) => note.text),
        typed: field === "taxCode" ? (text ?? raw) : raw,
      };
    };
    return {
      rowNumber: row.rowNumber,
      hidden: row.hidden,
      state,
      knownId: "business" in planned ? planned.business.id : null,
      cells: shownFields.map(cellOf),
      remarks: [
        ...(state === "skipped" ? [message(`imports:skipped.${planned.reason}`)] : []),
        ...(state === "choose" && planned.asks === "reading" ? [planned.text] : []),
        ...(state === "choose" && planned.asks === "business" ? [message("businesses:import.sameName")] : []),
        ...clusterChange(planned, names),
      ],
      asksWho: state === "choose" && planned.asks === "business",
      candidates:
        state === "choose" && planned.asks === "business" ? planned.candidates.map(showCandidate) : [],
      answer: settings.answers[row.rowNumber] ?? null,
      isMended: Object.keys(mends).length > 0,
    };
  };
}

function showValue(field: ImportedField, value: string | number | null): string | null {
  if (value === null) return null;
  if (field === "phone") return showPhone(String(value));
  return field === "taxCode" ? showTaxCode(String(value)) : String(value);
}

function clusterChange(planned: PlannedBusiness, names: ReadonlyMap<string, string>): string[] {
  if (planned.state !== "changed" || !planned.changes.clusterId) return [];
  const nameOf = (id: string | null) => names.get(id ?? "") ?? "–";
  const [before, after] = [nameOf(planned.business.clusterId), nameOf(planned.changes.clusterId)];
  return [message("businesses:import.clusterChange", { before, after })];
}

function showCandidate({ id, name, taxCode }: KnownBusiness) {
  const code = taxCode === null ? "–" : showTaxCode(taxCode);
  return { id, text: message("businesses:import.candidate", { name, code }) };
}
