import * as z from "zod/mini";
import { message } from "#app/i18n/catalogue.ts";
import { idempotencyKey, optionalText, requiredText, rowVersion } from "../form-fields.ts";

export const registryStatuses = ["active", "closed", "merged"] as const;
export type RegistryStatus = (typeof registryStatuses)[number];

/** Hectares with a decimal comma or point; null when empty. */
const area = z.pipe(
  z._default(z.string(), "").check(
    z.overwrite((text) => text.trim().replace(",", ".")),
    z.regex(/^(\d{1,5}(\.\d{1,2})?)?$/, message("businesses:errors.area")),
  ),
  z.transform((text) => (text === "" ? null : Number(text))),
);

const fields = {
  name: requiredText(200, "businesses:errors.clusterName"),
  decision: optionalText(200),
  area,
};

export const createClusterInput = z.object({ idempotencyKey, ...fields });
export type CreateClusterInput = z.output<typeof createClusterInput>;

export const updateClusterInput = z.object({ clusterId: z.uuid(), version: rowVersion, ...fields });
export type UpdateClusterInput = z.output<typeof updateClusterInput>;

export const closeClusterInput = z.object({ clusterId: z.uuid(), version: rowVersion });
