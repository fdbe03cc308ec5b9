import * as z from "zod/mini";
import { message } from "#app/i18n/catalogue.ts";
import {
  choice,
  idempotencyKey,
  optionalId,
  optionalText,
  requiredId,
  requiredText,
  rowVersion,
} from "../form-fields.ts";
import { fullName, personFields, samePerson } from "../people/schema.ts";
import { withSelection } from "../selection.ts";

export const nominationStatuses = [
  "proposed",
  "not_eligible",
  "primary",
  "reserve",
  "sent",
  "withdrawn",
] as const;
export type NominationStatus = (typeof nominationStatuses)[number];

/** A new person's data count only where nobody was chosen, so the name may then be empty. */
const unnamed = z.pipe(
  z._default(z.string(), ""),
  z.transform((text) => (text.trim() === "" ? null : text)),
);

/**
 * One person for one run. Either `personId` names a file, or the fields describe the person. `needLineId` and
 * `outsideNeedReason`: the need that it serves, or why there is none. A business posts no `businessId`; it is its own.
 */
export const nominateInput = z
  .object({
    idempotencyKey,
    runId: requiredId(),
    businessId: optionalId(),
    personId: optionalId(),
    ...personFields,
    fullName: z.pipe(unnamed, z.nullable(fullName)),
    samePerson,
    needLineId: optionalId(),
    outsideNeedReason: optionalText(300),
    lateNote: optionalText(300),
  })
  .check(
    z.refine(({ personId, fullName }) => personId !== null || fullName !== null, {
      path: ["fullName"],
      error: message("nominations:errors.person"),
    }),
    z.refine(({ personId, fullName }) => personId === null || fullName === null, {
      path: ["personId"],
      error: message("nominations:errors.personTwice"),
    }),
    z.refine(({ needLineId, outsideNeedReason }) => needLineId !== null || outsideNeedReason !== null, {
      path: ["outsideNeedReason"],
      error: message("nominations:errors.needOrReason"),
    }),
    z.refine(({ needLineId, outsideNeedReason }) => needLineId === null || outsideNeedReason === null, {
      path: ["outsideNeedReason"],
      error: message("nominations:errors.needAndReason"),
    }),
  );
export type NominateInput = z.output<typeof nominateInput>;

/** Every step on a nomination is taken on the version that was looked at: that pair makes it happen once. */
const step = { nominationId: requiredId(), version: rowVersion };

export const acceptInput = z.object(step);
export type AcceptInput = z.output<typeof acceptInput>;

export const acceptManyInput = withSelection({ idempotencyKey, runId: requiredId() });
export type AcceptManyInput = z.output<typeof acceptManyInput>;

export const refuseInput = z.object({ ...step, reason: requiredText(300, "nominations:errors.reason") });
export type RefuseInput = z.output<typeof refuseInput>;

export const withdrawInput = z.object({ ...step, reason: requiredText(300, "nominations:errors.reason") });
export type WithdrawInput = z.output<typeof withdrawInput>;

export const moveInput = z.object({ ...step, direction: choice(["up", "down"]) });
export type MoveInput = z.output<typeof moveInput>;
