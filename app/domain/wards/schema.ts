import * as z from "zod/mini";
import { message } from "#app/i18n/catalogue.ts";
import { idempotencyKey, optionalPhone, requiredId, requiredText, rowVersion } from "../form-fields.ts";

/** Digits of the list of administrative units (QĐ 19/2025/QĐ-TTg): 5 for a ward, 2 for a province. */
const code = (digits: number) =>
  requiredText(digits).check(
    z.regex(new RegExp(`^\\d{${digits}}$`), message("accounts:errors.code", { digits })),
  );

const fields = {
  code: code(5),
  name: requiredText(100),
  placeName: requiredText(100),
  provinceCode: code(2),
  provinceName: requiredText(100),
  letterSymbol: requiredText(30),
  officePhone: optionalPhone(),
};

export const createWardInput = z.object({ idempotencyKey, ...fields });
export type CreateWardInput = z.output<typeof createWardInput>;

export const updateWardInput = z.object({ wardId: requiredId(), version: rowVersion, ...fields });
export type UpdateWardInput = z.output<typeof updateWardInput>;
