import type { RegistryStatus } from "../clusters/schema.ts";

/**
 * Fields that may hold a person's data, so the audit chain keeps digests of them: a household business is named after
 * its owner, stands at his home, and has his citizen ID number for a tax code.
 */
export const personalFields = [
  "name",
  "taxCode",
  "address",
  "contactName",
  "phone",
  "email",
  "closedReason",
] as const;

export type BusinessAction = "update" | "close" | "reopen" | "merge";

const allowed: Record<RegistryStatus, readonly BusinessAction[]> = {
  active: ["update", "close", "merge"],
  closed: ["update", "reopen"],
  merged: ["reopen"],
};

/** What may be done with a business as it stands. A merge done by mistake is undone by reopening. */
export function mayBusiness(action: BusinessAction, status: RegistryStatus): boolean {
  return allowed[status].includes(action);
}
