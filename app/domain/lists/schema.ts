import * as z from "zod/mini";
import {
  choice,
  idempotencyKey,
  optionalText,
  requiredDate,
  requiredId,
  requiredInteger,
  requiredText,
  rowVersion,
} from "../form-fields.ts";

export const listStatuses = ["draft", "submitted", "approved", "returned", "issued", "received"] as const;
export type ListStatus = (typeof listStatuses)[number];

export const signingCapacities = ["chair", "for_chair", "by_order"] as const;

/** Every step on a list is taken on the version that was looked at, once per form. */
const step = { idempotencyKey, listId: requiredId(), version: rowVersion };

export const submitListInput = z.object({ ...step, note: optionalText(1000) });
export type SubmitListInput = z.output<typeof submitListInput>;

export const withdrawListInput = z.object(step);
export type WithdrawListInput = z.output<typeof withdrawListInput>;

export const approveListInput = z.object(step);
export type ApproveListInput = z.output<typeof approveListInput>;

export const returnListInput = z.object({ ...step, comment: requiredText(1000, "lists:errors.comment") });
export type ReturnListInput = z.output<typeof returnListInput>;

export const issueListInput = z.object({
  ...step,
  letterNumber: requiredInteger(1, 99_999, "lists:errors.letterNumber"),
  letterDate: requiredDate(),
  signerId: requiredId(),
  signingCapacity: choice(signingCapacities),
});
export type IssueListInput = z.output<typeof issueListInput>;
