import * as z from "zod/mini";
import { message } from "#app/i18n/catalogue.ts";
import { parseTaxCode } from "#app/vietnamese/tax-code.ts";
import {
  choice,
  idempotencyKey,
  optionalEmail,
  optionalId,
  optionalInteger,
  optionalPhone,
  optionalText,
  requiredId,
  requiredText,
  rowVersion,
} from "../form-fields.ts";
import { withSelection } from "../selection.ts";

export const businessKinds = [
  "company",
  "joint_stock",
  "private_enterprise",
  "cooperative",
  "household",
  "branch",
  "other",
] as const;
export type BusinessKind = (typeof businessKinds)[number];

/** `062*****1234`, as the edit form shows a personal tax code. Posted back it means: unchanged. */
const maskedTaxCode = /^\d{3}\*{5}\d{4}$/;

/**
 * A tax code as typed, as its 10 digits, 10-3 digits or 12 digits. That its check digit does not fit is shown as a
 * warning on the page of the business and refuses nothing: real codes fail it too.
 */
const taxCode = z.pipe(
  z
    .string(message("businesses:errors.taxCodeMissing"))
    .check(z.trim(), z.minLength(1, message("businesses:errors.taxCodeMissing"))),
  z.transform((text: string, context) => {
    if (maskedTaxCode.test(text)) return text;
    const read = parseTaxCode(text);
    if (read.ok) return read.value;
    context.issues.push({ code: "custom", input: text, message: message("businesses:errors.taxCode") });
    return text;
  }),
);

const mostWorkers = 100_000;

/** What the registry keeps of a business; a row of an imported workbook has to fit it too. */
const fields = {
  name: requiredText(200, "businesses:errors.name"),
  kind: choice(businessKinds),
  taxCode,
  address: optionalText(300),
  contactName: optionalText(120),
  contactTitle: optionalText(120),
  phone: optionalPhone(),
  email: optionalEmail(),
  workerCount: optionalInteger(0, mostWorkers),
  femaleCount: optionalInteger(0, mostWorkers),
};

const womenAmongWorkers = z.refine<{ workerCount: number | null; femaleCount: number | null }>(
  ({ workerCount, femaleCount }) =>
    workerCount === null || femaleCount === null || femaleCount <= workerCount,
  { path: ["femaleCount"], error: message("businesses:errors.moreWomenThanWorkers") },
);

export const registeredBusiness = z.object(fields).check(womenAmongWorkers);
export type RegisteredBusiness = z.output<typeof registeredBusiness>;

export const createBusinessInput = z
  .object({ idempotencyKey, clusterId: optionalId(), ...fields })
  .check(womenAmongWorkers);
export type CreateBusinessInput = z.output<typeof createBusinessInput>;

export const updateBusinessInput = z
  .object({ businessId: requiredId(), version: rowVersion, clusterId: optionalId(), ...fields })
  .check(womenAmongWorkers);
export type UpdateBusinessInput = z.output<typeof updateBusinessInput>;

export const closeBusinessInput = z.object({
  businessId: requiredId(),
  version: rowVersion,
  reason: requiredText(300, "businesses:errors.closeReason"),
});
export type CloseBusinessInput = z.output<typeof closeBusinessInput>;

export const closeManyInput = withSelection({
  idempotencyKey,
  reason: requiredText(300, "businesses:errors.closeReason"),
});
export type CloseManyInput = z.output<typeof closeManyInput>;

/** An empty `clusterId` moves them out of every cluster. */
export const moveManyInput = withSelection({ idempotencyKey, clusterId: optionalId() });
export type MoveManyInput = z.output<typeof moveManyInput>;

export const reopenBusinessInput = z.object({ businessId: requiredId(), version: rowVersion });
export type ReopenBusinessInput = z.output<typeof reopenBusinessInput>;

export const mergeBusinessInput = z.object({
  businessId: requiredId(),
  version: rowVersion,
  targetId: requiredId(),
});
export type MergeBusinessInput = z.output<typeof mergeBusinessInput>;
