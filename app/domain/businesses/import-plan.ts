import * as z from "zod/mini";
import { message } from "#app/i18n/catalogue.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import type { RegistryStatus } from "../clusters/schema.ts";
import { FirstRows } from "../imports/first-rows.ts";
import { askedOfReading, isOutsideMode, mostAsked, type RowRemark } from "../imports/rules.ts";
import { anotherOne, type ImportSettings, leaveOut } from "../imports/schema.ts";
import { type BusinessKind, type RegisteredBusiness, registeredBusiness } from "./schema.ts";
import type { BusinessRow } from "./workbook.ts";
import type { BusinessField } from "./workbook-fields.ts";

/** What an imported row may change of a business that the ward has already. */
export const importedFields = [
  "name",
  "taxCode",
  "address",
  "contactName",
  "phone",
  "workerCount",
  "femaleCount",
  "clusterId",
] as const;
export type ImportedField = (typeof importedFields)[number];
export type ImportedValues = Pick<RegisteredBusiness, Exclude<ImportedField, "clusterId" | "taxCode">> & {
  clusterId: string | null;
  /** Only ever changed on a business that a person recognised by its name. */
  taxCode: string | null;
};

export type KnownBusiness = ImportedValues & {
  id: string;
  kind: BusinessKind;
  status: RegistryStatus;
  version: number;
};

type Row = { row: BusinessRow };
export type PlannedBusiness =
  | (Row & { state: "refused"; remarks: RowRemark<ImportedField>[] })
  /** Businesses of this name are known under other tax codes: a new code of the same, or another business? */
  | (Row & { state: "choose"; asks: "business"; candidates: KnownBusiness[] })
  | (Row & { state: "choose"; asks: "reading"; text: string })
  | (Row & { state: "skipped"; reason: "leftOut" | "mode" })
  | (Row & { state: "new"; values: RegisteredBusiness })
  | (Row & { state: "changed"; business: KnownBusiness; changes: Partial<ImportedValues> })
  | (Row & { state: "same"; business: KnownBusiness });

export const fieldOfColumn: Record<BusinessField, ImportedField> = {
  name: "name",
  taxCode: "taxCode",
  address: "address",
  contact: "contactName",
  phone: "phone",
  workers: "workerCount",
  female: "femaleCount",
};

/** What the registry knows that rows may mean. Tax codes are those that rows have; names are search keys. */
export type KnownBusinesses = {
  byTaxCode: ReadonlyMap<string, KnownBusiness>;
  byName: ReadonlyMap<string, readonly KnownBusiness[]>;
};

type Settings = Pick<ImportSettings, "choices" | "mode" | "answers" | "clusterId">;

/** What saving the rows of a list would do: the planner takes them one by one, in their order. */
export function businessPlanner(
  known: KnownBusinesses,
  settings: Settings,
): (row: BusinessRow) => PlannedBusiness {
  const [codes, taken] = [new FirstRows(), new FirstRows()];
  return (row) => {
    const planned = planBusiness(row, { known, codes }, settings);
    if (planned.state !== "changed" && planned.state !== "same") return planned;
    const first = taken.before(planned.business.id, row.rowNumber);
    if (first === null) return planned;
    return { state: "refused", row, remarks: [{ field: "name", text: repeatOf(first) }] };
  };
}

const repeatOf = (row: number) => message("imports:problems.sameAsRow", { row });

/**
 * A business is known again by its tax code, or by its name where a person says so; an empty cell never erases what the
 * registry has, and the kind, which is only guessed from the name, is never changed.
 */
function planBusiness(
  row: BusinessRow,
  { known, codes }: { known: KnownBusinesses; codes: FirstRows },
  settings: Settings,
): PlannedBusiness {
  const { mode, clusterId } = settings;
  const answer = settings.answers[row.rowNumber];
  if (answer === leaveOut) return { state: "skipped", row, reason: "leftOut" };
  const refuse = (remarks: RowRemark<ImportedField>[]) => ({ state: "refused" as const, row, remarks });
  const sameCode = codes.before(row.taxCode, row.rowNumber);
  const asked = askedOfReading(row, settings);
  if (asked) return { state: "choose", row, asks: "reading", text: asked };
  if (row.problems.length > 0 || sameCode !== null)
    return refuse([
      ...row.problems.map(remarkOf),
      ...(sameCode === null ? [] : [{ field: "taxCode" as const, text: repeatOf(sameCode) }]),
    ]);
  const read = z.safeParse(registeredBusiness, asPosted(row));
  if (!read.success) {
    return refuse(
      read.error.issues.map((issue) => ({ field: issue.path[0] as ImportedField, text: issue.message })),
    );
  }
  const values = read.data;
  const namesakes = known.byName.get(searchKey(values.name)) ?? [];
  const business = known.byTaxCode.get(values.taxCode) ?? namesakes.find(({ id }) => id === answer);
  if (!business) {
    if (namesakes.length > 0 && answer !== anotherOne)
      return { state: "choose", row, asks: "business", candidates: namesakes.slice(0, mostAsked) };
    return isOutsideMode(mode, "new")
      ? { state: "skipped", row, reason: "mode" }
      : { state: "new", row, values };
  }
  if (business.status !== "active")
    return refuse([{ field: "taxCode", text: message(`businesses:import.problems.${business.status}`) }]);

  const changes = changesOf(business, { ...values, clusterId });
  const { workerCount, femaleCount } = { ...business, ...changes };
  if (workerCount !== null && femaleCount !== null && femaleCount > workerCount)
    return refuse([{ field: "femaleCount", text: message("businesses:errors.moreWomenThanWorkers") }]);
  if (Object.keys(changes).length === 0) return { state: "same", row, business };
  return isOutsideMode(mode, "changed")
    ? { state: "skipped", row, reason: "mode" }
    : { state: "changed", row, business, changes };
}

function remarkOf({ field, code }: BusinessRow["problems"][number]): RowRemark<ImportedField> {
  return { field: fieldOfColumn[field], text: message(`businesses:import.problems.${code}`) };
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
export function notesOf(row: BusinessRow): RowRemark<ImportedField>[] {
  return row.notes.map((note) => ({
    field: fieldOfColumn[note.field],
    text: message(
      `businesses:import.notes.${note.code}`,
      note.code === "rest" ? { text: note.text } : undefined,
    ),
  }));
}
