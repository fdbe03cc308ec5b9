import * as z from "zod/mini";
import { message } from "#app/i18n/catalogue.ts";
import {
  choice,
  idempotencyKey,
  optionalChoice,
  optionalDate,
  optionalId,
  optionalInteger,
  optionalText,
  requiredDate,
  requiredInteger,
  requiredText,
  rowVersion,
} from "../form-fields.ts";

/** How a link reached a business, or how it was reminded. */
export const channels = ["zalo", "phone", "email", "paper"] as const;

/** Where a business stands in a round, from the first step to the last; `returned` waits for the business again. */
export const invitationStates = [
  "not_sent",
  "sent",
  "opened",
  "draft",
  "submitted",
  "verified",
  "returned",
] as const;
export type InvitationState = (typeof invitationStates)[number];

const fields = {
  title: requiredText(200, "rounds:errors.title"),
  opensOn: requiredDate(),
  closesOn: requiredDate(),
  /** Null when nothing is taken after the last day. */
  lateUntil: optionalDate(),
};

type Days = { opensOn: string; closesOn: string; lateUntil: string | null };
const daysInOrder = [
  z.refine<Days>(({ opensOn, closesOn }) => opensOn <= closesOn, {
    path: ["closesOn"],
    error: message("rounds:errors.closesBeforeOpens"),
  }),
  z.refine<Days>(({ closesOn, lateUntil }) => lateUntil === null || closesOn <= lateUntil, {
    path: ["lateUntil"],
    error: message("rounds:errors.lateBeforeCloses"),
  }),
] as const;

export const createRoundInput = z
  .object({
    idempotencyKey,
    year: requiredInteger(2020, 2100),
    /** Null: the next number of the year. */
    number: optionalInteger(1, 99),
    ...fields,
  })
  .check(...daysInOrder);
export type CreateRoundInput = z.output<typeof createRoundInput>;

export const updateRoundInput = z
  .object({ roundId: z.uuid(), version: rowVersion, ...fields })
  .check(...daysInOrder);
export type UpdateRoundInput = z.output<typeof updateRoundInput>;

/** Opening and closing. */
export const roundStepInput = z.object({ roundId: z.uuid(), version: rowVersion });
export type RoundStepInput = z.output<typeof roundStepInput>;

export const extendRoundInput = z.object({
  roundId: z.uuid(),
  version: rowVersion,
  lateUntil: requiredDate(),
});
export type ExtendRoundInput = z.output<typeof extendRoundInput>;

export const inviteNewBusinessesInput = z.object({ roundId: z.uuid() });

/** Which invitations of a round are meant: what the list shows, or one alone. */
export type InvitationFilter = {
  q: string | null;
  state: InvitationState | null;
  cluster: string | null;
  invitationId?: string | null;
};

const shownFilter = z.object({
  q: z.catch(optionalText(100), null),
  state: z.catch(optionalChoice(invitationStates), null),
  cluster: z.catch(optionalId(), null),
});

/** The filter that stands in the URL of the list; what it does not know is left out. */
export function readInvitationFilter(params: Record<string, string>): InvitationFilter {
  return z.parse(shownFilter, params);
}

export const markSentInput = z.object({
  roundId: z.uuid(),
  channel: choice(channels),
  q: optionalText(100),
  state: optionalChoice(invitationStates),
  cluster: optionalId(),
  /** Null: all that the filter shows. */
  invitationId: optionalId(),
});
export type MarkSentInput = z.output<typeof markSentInput>;

export const renewLinkInput = z.object({
  roundId: z.uuid(),
  invitationId: z.uuid(),
  /** The link that is to die: a second press finds another generation. */
  generation: rowVersion,
});
export type RenewLinkInput = z.output<typeof renewLinkInput>;

export const logReminderInput = z.object({
  idempotencyKey,
  roundId: z.uuid(),
  invitationId: z.uuid(),
  channel: choice(channels),
});
export type LogReminderInput = z.output<typeof logReminderInput>;
